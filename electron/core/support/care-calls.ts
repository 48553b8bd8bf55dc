import type { DoctorDesk } from '../doctor/doctor-desk.ts';
import type { CareDoor, PackedFile } from '../ports/care.ts';
import type { Calendar, Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { PeopleStore } from '../ports/people.ts';
import { filtered, logLines } from './log-lines.ts';
import { brandOf } from '../../../shared/brand.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import type { CallName } from '../../../shared/ipc/names.ts';
import { reply } from '../../../shared/ipc/replies.ts';
import type { LogLine } from '../../../shared/log-line.ts';
import { ok } from '../../../shared/result.ts';
import type { Preferences, StoreSettings } from '../../../shared/settings.ts';

interface CareDesk {
  readonly doctor: DoctorDesk;
  care(): Promise<CareDoor>;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly people: PeopleStore;
  shop(): StoreSettings | null;
  preferences(): Preferences;
  /** Of the open counter, or null. */
  journal(): Journal | null;
}

type CareCall = Extract<CallName, `doctor.${string}` | `log.${string}` | `support.${string}`>;

/** What one person opened last: one of each is kept. */
interface Opened {
  log: { readonly name: string; readonly lines: readonly LogLine[] } | null;
  /** The last filter, since its pages are asked for one after another. */
  found: { readonly by: string; readonly lines: readonly LogLine[] } | null;
  support: {
    readonly name: string;
    readonly written: ReadonlyMap<string, string>;
    readonly packed: readonly PackedFile[];
  } | null;
}

/** A piece of a file on a screen. */
const PIECE = 48_000;

/** The calls about looking after the till. What is large is loaded when it is asked for. */
export function careCalls(desk: () => CareDesk): Pick<CallHandlers, CareCall> {
  const opened: Opened = { log: null, found: null, support: null };
  return {
    'doctor.examine': async (_, actor) => {
      await desk().doctor.examine(actor);
      return reply(ok(null));
    },
    'doctor.sign': ({ reason }, actor) => reply(desk().doctor.sign(actor, reason)),
    'log.open': async () => {
      const care = await desk().care();
      opened.log = { name: care.newName(), lines: logLines(await care.log()) };
      opened.found = null;
      return { accepted: true, log: opened.log.name };
    },
    'log.page': ({ log, level, text, from, count }) => {
      // It was opened anew meanwhile: the page asks with the new name.
      if (opened.log?.name !== log) return { accepted: true, total: 0, lines: [] };
      const by = `${level} ${text}`;
      if (opened.found?.by !== by) opened.found = { by, lines: filtered(opened.log.lines, { level, text }) };
      const { lines } = opened.found;
      return { accepted: true, total: lines.length, lines: lines.slice(from, from + count) };
    },
    'support.prepare': async ({ receipt, crashes }) => {
      const care = await desk().care();
      const trail = receipt === null ? null : trailOf(desk().journal(), receipt);
      if (receipt !== null && !trail) return { accepted: false, error: 'sale.unknown' };
      const { written, packed } = await prepared(desk(), care, trail, crashes);
      opened.support = { name: care.newName(), written, packed };
      const files = packed.map(({ name, bytes }) => ({ name, bytes: bytes.byteLength, text: written.has(name) }));
      return { accepted: true, prepared: opened.support.name, files };
    },
    'support.read': ({ prepared: name, name: file, from }) => {
      const text = (opened.support?.name === name ? opened.support.written.get(file) : null) ?? '';
      const next = from + PIECE;
      return { accepted: true, text: text.slice(from, next), next: next < text.length ? next : null };
    },
    'support.save': async ({ prepared: name }) => {
      const { clock, calendar } = desk();
      if (opened.support?.name !== name) return { accepted: true, file: null };
      const care = await desk().care();
      const { date } = calendar.local(clock.now());
      const path = await care.choose(`skranke-support-${date}.zip`);
      if (path === null) return { accepted: true, file: null };
      const done = await care.pack(path, opened.support.packed);
      return done.ok ? { accepted: true, file: fileName(path) } : { accepted: false, error: done.error };
    },
  };
}

const fileName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

function trailOf(journal: Journal | null, receipt: number) {
  const [row] = journal?.saleList.find([{ by: 'receipt', number: receipt }], Number.MAX_SAFE_INTEGER, 1) ?? [];
  return row && journal ? { receipt, events: journal.sale(row.saleId) } : null;
}

async function prepared(
  { doctor, clock, calendar, people, shop, preferences }: CareDesk,
  care: CareDoor,
  trail: ReturnType<typeof trailOf>,
  crashes: boolean,
) {
  const [{ supportFiles }, { doctorText }] = await Promise.all([
    import('./support-file.ts'),
    import('../../../shared/texts/doctor.ts'),
  ]);
  const store = shop();
  const world = await care.world(store);
  return supportFiles({
    care,
    clock,
    calendar,
    program: world.program,
    store,
    results: doctor.examination?.results ?? [],
    text: await doctorText(preferences().language),
    wallet: brandOf(store?.country ?? 'NO', calendar.local(clock.now()).date).name,
    people: people.current().people.map(({ name }) => name),
    trail,
    crashes,
  });
}
