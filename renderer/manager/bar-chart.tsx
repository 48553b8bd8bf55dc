import { roundTop } from './round-top.ts';
import './bar-chart.css';

export interface Bar {
  readonly key: string;
  /** Beneath the bar. */
  readonly label: string;
  readonly value: number;
  /** The figure in words, shown when pointed at. */
  readonly words: string;
}

const HEIGHT = 160;
const STEP = 100;

/** Bars with their labels; `name` says in words what is seen, and a table beside it holds the same figures. */
export function BarChart({
  bars,
  name,
  scale,
}: {
  readonly bars: readonly Bar[];
  readonly name: string;
  readonly scale: (value: number) => string;
}) {
  const top = roundTop(Math.max(0, ...bars.map(({ value }) => value)));
  const width = bars.length * STEP;
  const heightOf = (value: number) => (value / top) * HEIGHT;
  // Beneath many bars only every second or third label has room.
  const every = Math.ceil(bars.length / 16);
  return (
    <div className="chart" role="img" aria-label={name}>
      <div className="chart-scale" aria-hidden>
        <span>{scale(top)}</span>
        <span>{scale(top / 2)}</span>
        <span>{scale(0)}</span>
      </div>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
        {[0, HEIGHT / 2, HEIGHT].map((y) => (
          <line key={y} x1={0} x2={width} y1={y} y2={y} className="chart-line" />
        ))}
        {bars.map(({ key, value, words }, index) => (
          <rect
            key={key}
            className="chart-bar"
            x={index * STEP + 14}
            width={STEP - 28}
            y={HEIGHT - heightOf(value)}
            height={heightOf(value)}
          >
            <title>{words}</title>
          </rect>
        ))}
      </svg>
      <div className="chart-labels" aria-hidden>
        {bars.map(({ key, label }, index) => (
          <span key={key}>{index % every === 0 ? label : ''}</span>
        ))}
      </div>
    </div>
  );
}
