import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { barAt, laidOut, scrolled, topFor } from './scroll-map.ts';
import type { ScrollState } from './scroll-map.ts';
import './long-list.css';

/** As in long-list.css. */
const ROW = 56;
const HEAD = 44;
/** Rows drawn above and below what is in view. */
const AROUND = 4;

export interface LongListProps {
  readonly label: string;
  readonly rows: number;
  /** Cells of the head: words, and the class that gives the column its width. */
  readonly columns: readonly { readonly name: string; readonly words: string }[];
  readonly keyOf: (row: number) => string | number;
  readonly cellsOf: (row: number) => readonly ReactNode[];
  readonly onOpen: (row: number) => void;
  /** Told which rows are drawn, so that they can be fetched. */
  readonly onShown: (first: number, last: number) => void;
}

/** A table of any length of which only the rows in view are drawn. Arrow keys move, Enter opens. */
export function LongList({ label, rows, columns, keyOf, cellsOf, onOpen, onShown }: LongListProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(ROW);
  const [state, setState] = useState<ScrollState>({ top: 0, bar: 0 });
  const [active, setActive] = useState(0);
  const size = { whole: rows * ROW, view };
  const top = Math.max(0, Math.min(state.top, size.whole - view));
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setView(Math.max(ROW, element.clientHeight - HEAD)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const first = Math.max(0, Math.floor(top / ROW) - AROUND);
  const last = Math.min(rows - 1, Math.ceil((top + view) / ROW) + AROUND);
  useEffect(() => {
    if (last >= first) onShown(first, last);
  }, [first, last, onShown]);
  const onScroll = () => {
    const element = box.current;
    if (!element || element.scrollTop === state.bar) return;
    const next = scrolled({ ...state, top }, element.scrollTop, size);
    if (next.bar !== element.scrollTop) element.scrollTop = next.bar;
    setState(next);
  };
  const go = (row: number) => {
    const target = Math.max(0, Math.min(row, rows - 1));
    const next = topFor(target, ROW, top, size);
    setActive(target);
    if (next === top) return;
    const bar = barAt(next, size);
    setState({ top: next, bar });
    if (box.current) box.current.scrollTop = bar;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const aPage = Math.max(1, Math.floor(view / ROW) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + aPage,
      PageUp: active - aPage,
      Home: 0,
      End: rows - 1,
    };
    const move = moves[event.key];
    if (move !== undefined) go(move);
    else if (event.key === 'Enter' && rows > 0) onOpen(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const drawn = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const rowId = (row: number) => `${id}-${keyOf(row)}`;
  return (
    <div
      className="long-list"
      role="grid"
      ref={box}
      onScroll={onScroll}
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows + 1}
      aria-activedescendant={active >= first && active <= last && active < rows ? rowId(active) : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className="long-list-head">
        {columns.map(({ name, words }) => (
          <span key={name} role="columnheader" className={`col-${name}`}>
            {words}
          </span>
        ))}
      </div>
      <div className="long-list-space" role="rowgroup" style={{ height: laidOut(size) }}>
        {drawn.map((row) => (
          <div
            key={keyOf(row)}
            id={rowId(row)}
            role="row"
            aria-rowindex={row + 2}
            aria-selected={row === active}
            className="long-list-row"
            style={{ transform: `translateY(${state.bar + row * ROW - top}px)` }}
            onClick={() => {
              setActive(row);
              onOpen(row);
            }}
          >
            {cellsOf(row).map((cell, index) => (
              <span key={columns[index]?.name} role="gridcell" className={`col-${columns[index]?.name ?? ''}`}>
                {cell}
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
