import Database from 'libsql';
import { JournalDamage, findingOf } from './damage.ts';
import type { Finding } from './damage.ts';
import { checkSeals } from '../seal/seal-check.ts';
import type { Sealed } from '../seal/sealed.ts';
import { bodyDigest } from '../store/bodies.ts';
import { BEGINNING, findBrokenLink } from '../store/chain.ts';
import type { ChainEnd, ChainLink, ChainProblem } from '../store/chain.ts';
import { query, text } from '../store/query.ts';
import { replayPosting } from '../tables/posting.ts';
import type { Posting } from '../tables/posting.ts';
import { isProjected } from '../tables/projections.ts';
import { NOTE_TYPES, parseEvent, saleIdOf } from '../tables/rows.ts';
import { migrate } from '../tables/schema.ts';
import type { BodyRow, Statements } from '../tables/statements.ts';
import type { SaleId } from '../../../../shared/ids.ts';

/** Links in one slice: about four milliseconds on a counter PC. */
const LINKS = 1_000;
const SALES = 10;
/**
 * The engine's own check reads every page at once, about a millisecond for each of these; larger files have their
 * content read in slices alone.
 */
const STRUCTURE_BYTES = 8 * 1024 * 1024;

export function runThrough<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The order of the file itself: tables, indexes and triggers as the version that wrote them makes them, and, while it
 * is small, every page.
 */
export function checkStructure(db: Database.Database): Finding | null {
  const broken: Finding = { problem: 'structure', seq: null };
  if (!sameSchema(db)) return broken;
  const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
  if (pages * 4096 > STRUCTURE_BYTES) return null;
  const answer = query<{ quick_check: string }>(db, `SELECT ${text('quick_check')} FROM pragma_quick_check(1)`).get();
  return answer?.quick_check === 'ok' ? null : broken;
}

const SCHEMA = `
  SELECT CAST(group_concat(type || name || tbl_name || coalesce(sql, ''), char(10)) AS BLOB) AS schema
  FROM (SELECT * FROM sqlite_schema ORDER BY name)`;

function sameSchema(db: Database.Database): boolean {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  const model = new Database(':memory:');
  migrate(model, version);
  const schema = (each: Database.Database) => query<{ schema: string }>(each, SCHEMA).get()?.schema;
  const same = schema(db) === schema(model);
  model.close();
  return same;
}

/** Bodies that wait: few at any time. */
function checkBodies(db: Database.Database): Finding | null {
  const rows = query<BodyRow>(db, `SELECT ${text('key', 'reference', 'body', 'digest')} FROM bodies`).all();
  const whole = rows.every(
    ({ key, reference, body, digest }) => digest === null || digest === bodyDigest(key, reference, body),
  );
  return whole ? null : { problem: 'payload', seq: null };
}

/**
 * A slice in one text, a line for each link: half the time of a thousand rows. A flipped byte that makes a line break
 * of itself breaks the link too.
 */
const LINES = `
  SELECT CAST(group_concat(seq || ' ' || hash || ' ' || payload, char(10)) AS BLOB) AS lines
  FROM (SELECT seq, hash, payload FROM events WHERE seq > ? ORDER BY seq LIMIT ?)`;

function linksIn(lines: string): ChainLink[] {
  return lines.split('\n').map((line) => {
    const at = line.indexOf(' ');
    return { seq: Number(line.slice(0, at)), hash: line.slice(at + 1, at + 65), payload: line.slice(at + 66) };
  });
}

/** Every link of the chain, from the first; yields the number of the link it has come to. */
export function* checkChain(db: Database.Database, atOnce = LINKS): Generator<number, Finding | null> {
  const slice = query<{ lines: string | null }>(db, LINES);
  let end: ChainEnd = BEGINNING;
  for (;;) {
    const lines = slice.get(end.seq, atOnce)?.lines ?? null;
    if (lines === null) return null;
    const links = linksIn(lines);
    const broken = findBrokenLink(links, end);
    if (broken) return { problem: broken.reason === 'gap' ? 'gap' : 'hash', seq: broken.seq };
    end = links.at(-1) ?? end;
    if (links.length < atOnce) return null;
    yield end.seq;
  }
}

const WITHOUT_SALE = NOTE_TYPES.map((type) => `'${type}'`).join(', ');
const MISPLACED = `
  SELECT seq,
    instr(payload, '"type":"' || type || '"') = 0
      OR (sale_id <> '' AND instr(payload, '"saleId":"' || sale_id || '"') = 0)
      OR (sale_id = '') <> (type IN (${WITHOUT_SALE})) AS altered
  FROM events e
  WHERE seq > ?1 AND seq <= ?1 + ?2 AND (altered OR NOT EXISTS (
    SELECT 1 FROM events i INDEXED BY events_of_sale WHERE i.sale_id = e.sale_id AND i.seq = e.seq))
  ORDER BY seq LIMIT 1`;

/**
 * What the chain does not cover: that each event is filed under its own sale and type, and is found there. Yields as
 * {@link checkChain}.
 */
export function* checkOrder(db: Database.Database, atOnce = LINKS): Generator<number, Finding | null> {
  const slice = db.prepare(MISPLACED);
  const { last } = db.prepare('SELECT COALESCE(MAX(seq), 0) AS last FROM events').get() as { last: number };
  for (let from = 0; from < last; from += atOnce) {
    const found = slice.get(from, atOnce) as { seq: number; altered: number } | undefined;
    if (found) return { problem: found.altered ? 'hash' : 'structure', seq: found.seq };
    yield from;
  }
  return null;
}

/** The tables for reading against the events: yields a sale whose rows are wrong, or null after each slice. */
function* checkProjections(
  statements: Statements,
  replay: (saleId: SaleId) => Posting | null,
): Generator<Posting | null> {
  for (const { saleId, known } of salesBySlice(statements)) {
    if (saleId === null) yield null;
    else {
      const posting = replay(saleId);
      if (posting && !(known && isProjected(statements, posting))) yield posting;
    }
  }
}

/** Each sale of the events; null after each slice. */
function* salesBySlice({
  salesAfter,
  saleRow,
}: Statements): Generator<{ readonly saleId: SaleId | null; readonly known: boolean }> {
  for (let after = ''; ;) {
    const rows = salesAfter.all(after, SALES);
    for (const row of rows) yield { saleId: saleIdOf(row), known: saleRow.get(row.sale_id) !== undefined };
    yield { saleId: null, known: true };
    if (rows.length < SALES) return;
    after = rows.at(-1)?.sale_id ?? after;
  }
}

export interface CheckResult {
  readonly finding: Finding | null;
  /** Sales whose rows in the tables for reading were wrong. */
  readonly rebuilt: number;
  /** The first entry without the seal that it must have. */
  readonly wrongSeal: number | null;
}

/** In short, for a whole check at once. */
export function problemIn({ finding, rebuilt }: CheckResult): ChainProblem | null {
  if (!finding) return rebuilt > 0 ? { seq: 0, reason: 'projection' } : null;
  const { problem, seq } = finding;
  return { seq: seq ?? 0, reason: problem === 'gap' || problem === 'hash' ? problem : 'payload' };
}

export interface Checking {
  readonly db: Database.Database;
  readonly statements: Statements;
  /** The seals that must hold; null: none. */
  readonly sealed: Sealed | null;
  /** Writes the rows of a sale anew. */
  rebuild(posting: Posting): void;
}

/** Everything, in slices of a few milliseconds. */
export function* checkJournal({ db, statements, sealed, rebuild }: Checking): Generator<unknown, CheckResult> {
  let rebuilt = 0;
  try {
    const finding = checkStructure(db) ?? checkBodies(db) ?? (yield* checkChain(db)) ?? (yield* checkOrder(db));
    if (finding) return { finding, rebuilt, wrongSeal: null };
    const wrongSeal = sealed && (yield* checkSeals(db, sealed));
    for (const wrong of checkProjections(statements, (saleId) => replayed(statements, saleId))) {
      if (wrong) rebuild(wrong);
      if (wrong) rebuilt += 1;
      yield;
    }
    return { finding: null, rebuilt, wrongSeal };
  } catch (error) {
    const finding = findingOf(error, true);
    if (!finding) throw error;
    return { finding, rebuilt, wrongSeal: null };
  }
}

/** @throws a JournalDamage where the events of a sale do not follow on each other: one of them is not found */
function replayed({ eventsOfSale }: Statements, saleId: SaleId): Posting | null {
  const events = eventsOfSale.all(saleId);
  const parsed = events.map((row) => ({ event: parseEvent(row), seq: row.seq }));
  try {
    return replayPosting(parsed);
  } catch {
    throw new JournalDamage({ problem: 'gap', seq: events[0]?.seq ?? null });
  }
}
