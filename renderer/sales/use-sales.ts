import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import type { Sale } from '../../shared/payment.ts';
import type { SaleRow } from '../../shared/sale-row.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { useBooks, windowStore } from '../state/store.ts';

/** Receipt numbers in a block that is fetched at once. */
const BLOCK = 100;
/** Blocks that are kept; those fetched longest ago go first. */
const MOST_BLOCKS = 60;
const FOUND_AT_ONCE = 100;
/** While a person types. */
const TYPING_MS = 120;
/** Events come in bursts. */
const BURST_MS = 250;

export interface SalesInView {
  readonly rows: number;
  readonly receiptNumberAt: (row: number) => number | null;
  /** Undefined while it is not fetched yet; null where no sale of this journal has the number. */
  readonly saleAt: (row: number) => SaleRow | null | undefined;
  readonly show: (first: number, last: number) => void;
  readonly problem: ErrorCode | null;
}

type Blocks = ReadonlyMap<number, readonly SaleRow[]>;
const blockOf = (receiptNumber: number): number => Math.floor(receiptNumber / BLOCK);

/** All sales, newest first: a row stands for a receipt number, and what is in view is fetched by its numbers. */
export function useAllSales(): SalesInView {
  const books = useBooks();
  const [ends, setEnds] = useState<{ readonly newest: number; readonly oldest: number } | null>(null);
  const [blocks, setBlocks] = useState<Blocks>(new Map());
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const shown = useRef<readonly number[]>([]);
  const asked = useRef(new Set<number>());
  const fetchBlock = useCallback(async (block: number | null) => {
    if (block !== null) asked.current.add(block);
    try {
      const reply = await bridge.call['sales.page']({
        below: block === null ? null : (block + 1) * BLOCK,
        limit: BLOCK,
      });
      if (!reply.accepted) return setProblem(reply.error);
      setProblem(null);
      keepEnds(reply, setEnds);
      const fetched = block ?? blockOf(reply.newest ?? 0);
      const rows = reply.rows.filter((row) => blockOf(row.receiptNumber) === fetched);
      setBlocks(
        (before) =>
          new Map(
            [...[...before].filter(([known]) => known !== fetched), [fetched, rows] as const].slice(-MOST_BLOCKS),
          ),
      );
    } catch (reason) {
      setProblem(denialOf(reason));
    } finally {
      if (block !== null) asked.current.delete(block);
    }
  }, []);
  const fetchShown = useCallback(
    (known: Blocks) => {
      for (const block of shown.current) if (!known.has(block) && !asked.current.has(block)) void fetchBlock(block);
    },
    [fetchBlock],
  );
  // What happens at the till is seen here too: new sales, and the rows of those that have changed.
  const seen = useRef<readonly Sale[]>([]);
  const newestKnown = useRef(0);
  useEffect(() => {
    const timer = setTimeout(() => {
      const sales = windowStore.getState().view?.sales ?? [];
      const changed = changedNumbers(seen.current, sales);
      seen.current = sales;
      if (changed.some((receiptNumber) => receiptNumber > newestKnown.current)) void fetchBlock(null);
      const stale = new Set(changed.map(blockOf));
      // Asked for anew also where an answer is on its way: it may be older than the change.
      for (const block of shown.current) if (stale.has(block)) void fetchBlock(block);
      setBlocks((known) => without(known, stale, shown.current));
    }, BURST_MS);
    return () => clearTimeout(timer);
  }, [books, fetchBlock]);
  useEffect(() => void fetchBlock(null), [fetchBlock]);
  const newest = ends?.newest ?? 0;
  useEffect(() => void (newestKnown.current = newest), [newest]);
  const receiptNumberAt = (row: number) => (ends ? newest - row : null);
  const show = useCallback(
    (first: number, last: number) => {
      if (newest === 0) return;
      const [from, to] = [blockOf(Math.max(0, newest - last)), blockOf(newest - first)];
      shown.current = Array.from({ length: to - from + 1 }, (_, index) => from + index);
      fetchShown(blocks);
    },
    [newest, blocks, fetchShown],
  );
  return {
    rows: ends ? newest - ends.oldest + 1 : 0,
    receiptNumberAt,
    saleAt: (row) => {
      const block = blocks.get(blockOf(newest - row));
      return block && (block.find(({ receiptNumber }) => receiptNumber === newest - row) ?? null);
    },
    show,
    problem,
  };
}

/** Receipt numbers of the sales that are new or not as they were. */
export function changedNumbers(before: readonly Sale[], after: readonly Sale[]): readonly number[] {
  const known = new Set(before);
  return after.filter((sale) => !known.has(sale)).map(({ receiptNumber }) => receiptNumber);
}

/** What has changed out of sight is fetched when it comes into view. */
const without = (blocks: Blocks, changed: ReadonlySet<number>, shown: readonly number[]): Blocks =>
  new Map([...blocks].filter(([block]) => !changed.has(block) || shown.includes(block)));

type Page = Extract<CallOutput<'sales.page'>, { accepted: true }>;
type Ends = { readonly newest: number; readonly oldest: number } | null;
function keepEnds({ newest, oldest }: Page, set: (change: (before: Ends) => Ends) => void): void {
  set((before) =>
    newest === null || oldest === null
      ? null
      : before?.newest === newest && before.oldest === oldest
        ? before
        : { newest, oldest },
  );
}

interface Found {
  readonly text: string;
  readonly rows: readonly SaleRow[];
  readonly more: boolean;
}

/**
 * The sales that a text can mean, while it is typed; further ones as the list is scrolled. @returns null while nothing
 * is searched for
 */
export function useFoundSales(
  typed: string,
): (SalesInView & { readonly searching: boolean; readonly more: boolean }) | null {
  const text = typed.trim();
  const books = useBooks();
  const [found, setFound] = useState<Found>({ text: '', rows: [], more: false });
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const busy = useRef(false);
  useEffect(() => {
    if (text === '') return;
    let wanted = true;
    const search = async () => {
      const reply = await bridge.call['sales.search']({ text, below: null, limit: FOUND_AT_ONCE });
      if (!wanted) return;
      setProblem(reply.accepted ? null : reply.error);
      if (reply.accepted) setFound({ text, rows: reply.rows, more: reply.more });
    };
    const timer = setTimeout(
      () => search().catch((reason: unknown) => wanted && setProblem(denialOf(reason))),
      TYPING_MS,
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text, books]);
  const { rows, more } = found;
  const show = useCallback(
    (_first: number, last: number) => {
      const below = rows.at(-1)?.receiptNumber;
      if (!more || busy.current || below === undefined || last < rows.length - 1) return;
      busy.current = true;
      const goOn = async () => {
        const reply = await bridge.call['sales.search']({ text: found.text, below, limit: FOUND_AT_ONCE });
        if (reply.accepted)
          setFound((now) =>
            now.text === found.text && now.rows.at(-1)?.receiptNumber === below
              ? { ...now, rows: [...now.rows, ...reply.rows], more: reply.more }
              : now,
          );
      };
      goOn()
        .catch((reason: unknown) => setProblem(denialOf(reason)))
        .finally(() => {
          busy.current = false;
        });
    },
    [rows, more, found.text],
  );
  if (text === '') return null;
  return {
    rows: rows.length,
    receiptNumberAt: (row) => rows[row]?.receiptNumber ?? null,
    saleAt: (row) => rows[row],
    show,
    problem,
    searching: found.text !== text && problem === null,
    more,
  };
}
