import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { BEGINNING, chainHash } from '../store/chain.ts';
import type { ChainEnd, ChainLink } from '../store/chain.ts';

/**
 * What can be wrong with a journal that was exported as JSON lines (`core/export/journal-file.ts`):
 * - `head`: the first line does not name a journal · `line`: a line is no entry · `order`: an entry is missing, twice,
 *   or at another place
 * - `hash`: an entry is not what was written · `cut`: the file ends before its last line · `end`: the last line names
 *   another end · `more`: something follows the end
 */
export type LinesProblem = 'head' | 'line' | 'order' | 'hash' | 'cut' | 'end' | 'more';

export interface BrokenLine {
  readonly problem: LinesProblem;
  /** From 1. */
  readonly line: number;
  /** The first entry that cannot be trusted, or null where none is concerned. */
  readonly seq: number | null;
  readonly receiptNumber: number | null;
}

export interface VerifiedLines {
  /** Up to where everything holds. */
  readonly end: ChainEnd;
  readonly broken: BrokenLine | null;
}

const headSchema = z.strictObject({
  journal: z.string().regex(/^[a-z0-9]{4}$/),
  format: z.literal(1),
  version: z.string(),
  madeAt: z.number(),
  follows: z.strictObject({ file: z.string(), seq: z.number(), hash: z.string() }).nullable(),
});
const endSchema = z.strictObject({ end: z.strictObject({ seq: z.number().int().min(0), hash: z.string() }) });

/** No entry is as long; what is longer is not read on. */
const LONGEST_LINE = 8 * 1024 * 1024;

/** Reads the file once, whatever its size; a second time as far as is needed to name the receipt of a broken entry. */
export async function verifyLines(path: string): Promise<VerifiedLines> {
  let end = BEGINNING;
  let state: 'head' | 'entries' | 'ended' = 'head';
  let number = 0;
  const broken = (problem: LinesProblem, seq: number | null = null) => ({
    problem,
    line: number,
    seq,
    receiptNumber: null,
  });
  for await (const { text, whole } of linesOf(path)) {
    number += 1;
    if (!whole) return { end, broken: broken('cut', end.seq + 1) };
    if (state === 'ended') return { end, broken: broken('more') };
    if (state === 'head') {
      if (!headSchema.safeParse(parsed(text)).success) return { end, broken: broken('head') };
      state = 'entries';
      continue;
    }
    const link = linkIn(text);
    if (link) {
      if (link.seq !== end.seq + 1) return { end, broken: await named(path, broken('order', end.seq + 1), null) };
      if (chainHash(end.hash, link.seq, link.payload) !== link.hash)
        return { end, broken: await named(path, broken('hash', link.seq), link.payload) };
      end = { seq: link.seq, hash: link.hash };
      continue;
    }
    const told = endSchema.safeParse(parsed(text)).data?.end;
    if (!told) return { end, broken: broken('line', end.seq + 1) };
    if (told.seq !== end.seq || told.hash !== end.hash)
      return { end, broken: broken('end', Math.min(told.seq, end.seq) + 1) };
    state = 'ended';
  }
  number += 1;
  if (state === 'head') return { end, broken: broken('head') };
  return { end, broken: state === 'ended' ? null : broken('cut', end.seq + 1) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** By hand and not by a schema: a journal has millions of entries. */
function linkIn(text: string): ChainLink | null {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || !('seq' in value && 'hash' in value && 'payload' in value))
    return null;
  const { seq, hash, payload } = value;
  if (
    typeof seq !== 'number' ||
    typeof hash !== 'string' ||
    typeof payload !== 'string' ||
    Object.keys(value).length !== 3
  )
    return null;
  return { seq, hash, payload };
}

interface Line {
  readonly text: string;
  /** Ends with a line feed. */
  readonly whole: boolean;
}

async function* linesOf(path: string): AsyncGenerator<Line> {
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1024 * 1024 })) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) yield { text, whole: true };
    if (rest.length > LONGEST_LINE) break;
  }
  if (rest !== '') yield { text: rest, whole: false };
}

const ofSaleSchema = z.object({ saleId: z.string() });
const openedSchema = z.object({ type: z.literal('sale.opened'), receiptNumber: z.number().int() });

/**
 * With the receipt number of the sale that the broken entry belongs to, as far as that can still be read. @param
 * payload of the entry; null: it is not there
 */
async function named(path: string, broken: BrokenLine, payload: string | null): Promise<BrokenLine> {
  const saleId =
    payload === null
      ? undefined
      : (ofSaleSchema.safeParse(parsed(payload)).data?.saleId ?? /"saleId":"([0-9a-f-]{36})"/.exec(payload)?.[1]);
  if (saleId === undefined) return broken;
  for await (const { text } of linesOf(path)) {
    if (!text.includes(saleId) || !text.includes('sale.opened')) continue;
    const opened = openedSchema.safeParse(parsed(linkIn(text)?.payload ?? '')).data;
    if (opened) return { ...broken, receiptNumber: opened.receiptNumber };
  }
  return broken;
}
