import { hider } from './hide.ts';
import { trailOf } from './trail.ts';
import { asJson, asText } from '../doctor/report.ts';
import type { JournalEvent } from '../journal/events.ts';
import type { CareDoor, FileFact, PackedFile } from '../ports/care.ts';
import type { Calendar, Clock } from '../ports/clock.ts';
import type { CheckResult } from '../../../shared/doctor.ts';
import type { DoctorText } from '../../../shared/doctor-words.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import type { ProgramFacts } from '../ports/doctor.ts';

export interface SupportSources {
  readonly care: CareDoor;
  readonly clock: Pick<Clock, 'after' | 'now'>;
  readonly calendar: Pick<Calendar, 'local'>;
  readonly program: ProgramFacts;
  readonly store: StoreSettings | null;
  readonly results: readonly CheckResult[];
  readonly text: DoctorText;
  readonly wallet: string;
  /** Names of everybody who is or was in the book of people. */
  readonly people: readonly string[];
  /** The sale whose trail goes with it, by its receipt number. */
  readonly trail: { readonly receipt: number; readonly events: readonly JournalEvent[] } | null;
  readonly crashes: boolean;
}

/** A support file as it would be saved; `written`: those that a person can read. */
export interface SupportFiles {
  readonly written: ReadonlyMap<string, string>;
  readonly packed: readonly PackedFile[];
}

/** Lines that are looked through at once: some milliseconds. */
const SLICE = 400;

/**
 * What support would get, each text as it would be saved. SECURITY: everything that is text is looked through for
 * secrets, numbers and names here, whatever was hidden when it was written.
 */
export async function supportFiles(sources: SupportSources): Promise<SupportFiles> {
  const { care, store, results, text, wallet, program, trail } = sources;
  const report = { program, store, results };
  const raw: readonly (readonly [string, string])[] = [
    ['about.txt', about(sources, await care.files())],
    ...(results.length === 0
      ? []
      : ([
          ['doctor.txt', asText(report, text, wallet)],
          ['doctor.json', asJson(report)],
        ] as const)),
    ['log.txt', await care.log()],
    ...(trail ? ([[`receipt-${trail.receipt}.json`, trailOf(trail.events, whenOf(sources))]] as const) : []),
  ];
  const clean = cleaner(sources);
  const written = new Map<string, string>();
  for (const [name, content] of raw) written.set(name, await clean(content));
  const bytes = [...written].map(([name, content]): PackedFile => ({ name, bytes: new TextEncoder().encode(content) }));
  const crashes = sources.crashes ? await care.crashes() : [];
  return { written, packed: [...bytes, ...crashes.map((each) => ({ ...each, name: `crashes/${each.name}` }))] };
}

function cleaner({ care, people, clock }: SupportSources): (content: string) => Promise<string> {
  const hide = hider([...people, ...care.userNames]);
  return async (content) => {
    const lines = content.split('\n');
    const clean: string[] = [];
    for (let from = 0; from < lines.length; from += SLICE) {
      clean.push(...lines.slice(from, from + SLICE).map((line) => hide(care.redact(line))));
      // The till goes on meanwhile.
      await new Promise<void>((resolve) => void clock.after(0, resolve));
    }
    return clean.join('\n');
  };
}

/** By the shop's clock. */
const whenOf =
  ({ calendar }: Pick<SupportSources, 'calendar'>) =>
  (at: number): string => {
    const { date, time } = calendar.local(at);
    return `${date} ${time}`;
  };

/** What runs here and how it is set up. English, like the log: it is read by support. */
function about(sources: SupportSources, files: readonly FileFact[]): string {
  const { program, store, clock } = sources;
  const when = whenOf(sources);
  const { version, flavour, electron, chrome, system } = program;
  const set = store
    ? [
        `environment: ${store.environment}`,
        `sales unit: ${store.merchantSerialNumber ?? 'none'}`,
        `country: ${store.country}`,
        `till: ${store.posId}`,
        `printer: ${store.printer.kind}`,
        `day starts at: ${store.dayStartsAt}`,
      ]
    : ['not set up'];
  return [
    `made: ${when(clock.now())}`,
    `Skranke: ${version} (${flavour})`,
    `Electron: ${electron}, Chromium ${chrome}`,
    `system: ${system}`,
    ...set,
    '',
    'files of the profile (bytes, changed, name):',
    ...files.map(({ name, bytes, changedAt }) => `${bytes}  ${when(changedAt)}  ${name}`),
    '',
  ].join('\n');
}
