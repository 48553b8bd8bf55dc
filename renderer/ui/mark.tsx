import { MARK, MARK_SIDE } from '../../shared/mark.ts';
import type { MarkPart } from '../../shared/mark.ts';
import './mark.css';

function Part({ ink, shape }: MarkPart) {
  const className = `mark-${ink}`;
  if (shape.kind === 'plate') {
    const side = MARK_SIDE - 2 * shape.inset;
    return <rect x={shape.inset} y={shape.inset} width={side} height={side} rx={shape.radius} className={className} />;
  }
  if (shape.kind === 'disc') return <circle cx={shape.x} cy={shape.y} r={shape.radius} className={className} />;
  const points = shape.points.map((point) => point.join(' ')).join(', ');
  return <polyline points={points} strokeWidth={shape.width} className={`${className} mark-stroke`} />;
}

/** The mark alone, where the name stands beside it or is known. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg className="mark" viewBox={`0 0 ${MARK_SIDE} ${MARK_SIDE}`} width={size} height={size} aria-hidden>
      {MARK.map((part, index) => (
        <Part key={index} {...part} />
      ))}
    </svg>
  );
}

/** Mark and name. */
export function Wordmark() {
  return (
    <p className="wordmark">
      <Mark size={40} />
      Skranke
    </p>
  );
}
