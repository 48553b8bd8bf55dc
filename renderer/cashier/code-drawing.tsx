import { useMemo } from 'react';
import { useText } from '../i18n/index.ts';
import { codePath } from '../ui/code-path.ts';

/** The code itself, dark on white in both themes: many readers do not know a light code on dark. */
export default function CodeDrawing({ code }: { readonly code: string }) {
  const text = useText();
  const { side, d } = useMemo(() => codePath(code), [code]);
  return (
    <svg
      className="code-drawing"
      role="img"
      aria-label={text('recipient.scan.label')}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      data-code
    >
      <path d={d} />
    </svg>
  );
}
