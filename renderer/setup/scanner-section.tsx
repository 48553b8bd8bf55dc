import { ScanBarcode } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { codePath } from '../ui/code-path.ts';
import type { ScanEnd } from '../scan/burst.ts';
import { useScanProgress, useScans } from '../scan/listen.ts';
import { judge, TEST_CODE } from '../scan/self-test.ts';
import type { Verdict } from '../scan/self-test.ts';
import { useScanText } from '../scan/use-scan-text.ts';
import { Banner } from '../ui/banner.tsx';

/** After the last character; a scanner that ends with a key has sent it long before. */
const NO_END_AFTER_MS = 400;
const DRAWING = codePath(TEST_CODE);
/** What another layout puts elsewhere. */
const SIGNS = TEST_CODE.replace(/[a-z0-9]/gi, '')
  .split('')
  .join(' ');
const ENDS = { enter: 'endEnter', tab: 'endTab', none: 'endNone' } as const;

interface Read extends Verdict {
  readonly count: number;
}

/**
 * Scan anything here, and see whether the scanner types what it reads and how it ends a code. Nothing of it is kept or
 * sent.
 */
export function ScannerSection() {
  const text = useScanText();
  const [read, setRead] = useState<Read | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hear = (scanned: string, end: ScanEnd): void => {
    clearTimeout(timer.current);
    setRead({ ...judge(scanned, end), count: [...scanned.trim()].length });
  };
  useScans((scanned, end) => {
    hear(scanned, end);
    return true;
  }, true);
  useScanProgress((so) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => hear(so, 'none'), NO_END_AFTER_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div className="setup-fields">
      <p className="setup-intro">{text('test.intro')}</p>
      <svg
        className="scanner-code"
        role="img"
        aria-label={text('test.code')}
        viewBox={`0 0 ${DRAWING.side} ${DRAWING.side}`}
        shapeRendering="crispEdges"
      >
        <path d={DRAWING.d} />
      </svg>
      <div className="scanner-result" role="status" data-end={read?.end} data-layout={read?.layout}>
        {read === null ? (
          <p>
            <ScanBarcode size={22} aria-hidden /> {text('test.waiting')}
          </p>
        ) : (
          <Result read={read} />
        )}
      </div>
      <p className="field-note">{text('test.note')}</p>
    </div>
  );
}

function Result({ read }: { readonly read: Read }) {
  const text = useScanText();
  const { layout, garbled, end } = read;
  const good = layout === 'right' && end !== 'none';
  const pairs = garbled
    .map(({ sent, got }) => text('test.pair', { sent, got: got === '' ? text('test.missing') : got }))
    .join(', ');
  return (
    <Banner
      tone={good ? 'good' : layout === 'unknown' && end !== 'none' ? 'info' : 'warn'}
      title={text('test.read', { count: read.count })}
    >
      <ul className="scanner-said">
        <li>
          {text(`test.${layout}`, { signs: SIGNS })} {pairs && `${pairs}.`}
        </li>
        <li>{text(`test.${ENDS[end]}`)}</li>
      </ul>
    </Banner>
  );
}
