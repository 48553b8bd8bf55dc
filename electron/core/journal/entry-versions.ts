import { NO_WISH } from '../../../shared/payment.ts';

/**
 * Each entry of the journal carries the version in which it was written, as `v`. An entry is never written anew: what
 * an earlier version did not know is added here as it is read, one version after the other, so that the schemas
 * describe the newest one alone. The first version carried no number; that is the one fact that is read from something
 * missing.
 */
export const ENTRY_VERSION = 4;

type Raw = Readonly<Record<string, unknown>>;

interface Upcaster {
  /** What the journal did not know before. */
  readonly name: string;
  /** The version that the entry has afterwards is `from` + 1. */
  readonly from: number;
  /** Entry types that it changes. */
  readonly types: readonly string[];
  readonly upcast: (entry: Raw) => Raw;
}

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Later fields win: an entry of the first version that already has one keeps it. */
const adding =
  (known: Raw) =>
  (entry: Raw): Raw => ({ ...known, ...entry });

/** Its money is all that such a request says about its wallet. */
const walletNotWritten = (entry: Raw): Raw => {
  const currency = isRaw(entry['amount']) ? entry['amount']['currency'] : undefined;
  return { wallet: { name: 'notWritten', currency }, ...entry };
};

/** The only place that reads it from a missing number: there were two ways to ask, and a code had none. */
const methodNotWritten = (entry: Raw): Raw => ({ method: entry['recipient'] === null ? 'code' : 'phone', ...entry });

/** Until then every code was drawn here. */
const codeFormNotWritten = (entry: Raw): Raw => ({ codeForm: entry['method'] === 'code' ? 'text' : null, ...entry });

/** Names alone, with commas between them, were written. */
const valuesNotWritten = ({ what, ...entry }: Raw): Raw => {
  const names = typeof what === 'string' ? what.split(', ') : [];
  return { changes: names.map((name) => ({ name, values: 'notWritten' })), ...entry };
};

/** Never changed once released; the next version adds its own. In the order in which they are applied. */
export const UPCASTERS: readonly Upcaster[] = [
  { name: 'before there were codes', from: 1, types: ['payment.registered'], upcast: adding({ code: null }) },
  {
    name: 'before there were people',
    from: 1,
    types: ['payment.requested', 'payment.attentionResolved'],
    upcast: adding({ by: null }),
  },
  {
    name: 'before wishes were written down',
    from: 1,
    types: ['cancel.requested', 'capture.requested', 'refund.requested'],
    upcast: adding({ wish: NO_WISH }),
  },
  {
    name: 'before there were parts',
    from: 1,
    types: ['capture.requested'],
    upcast: adding({ parts: null, rest: 'keep' }),
  },
  { name: 'before refunds were for lines', from: 1, types: ['refund.requested'], upcast: adding({ parts: null }) },
  { name: 'before there were closings', from: 1, types: ['journal.continued'], upcast: adding({ closings: null }) },
  { name: 'before payments knew their wallet', from: 1, types: ['payment.requested'], upcast: walletNotWritten },
  { name: 'before values of settings were written', from: 1, types: ['settings.changed'], upcast: valuesNotWritten },
  { name: 'before tags were carried on', from: 1, types: ['journal.continued'], upcast: adding({ tags: [] }) },
  { name: 'before requests named their method', from: 2, types: ['payment.requested'], upcast: methodNotWritten },
  { name: 'before codes came as pictures', from: 3, types: ['payment.requested'], upcast: codeFormNotWritten },
  { name: 'before age limits were sent', from: 3, types: ['payment.requested'], upcast: adding({ minimumAge: null }) },
];

const versionOf = (entry: Raw): number => (typeof entry['v'] === 'number' ? entry['v'] : 1);

/** @returns the version of the terminal's entries in which these bytes were written; 0 for what is no entry */
export function writtenIn(payload: string): number {
  try {
    const entry: unknown = JSON.parse(payload);
    return isRaw(entry) ? versionOf(entry) : 0;
  } catch {
    return 0;
  }
}

/** An entry as its bytes are chained. */
export const writeEntry = (entry: object): string => JSON.stringify({ v: ENTRY_VERSION, ...entry });

/**
 * The content of an entry as this version of the terminal would have written it; for its schema to judge.
 * @throws a SyntaxError where the bytes are no JSON
 */
export function readEntry(payload: string): unknown {
  const entry: unknown = JSON.parse(payload);
  // What is no entry at all is left to the schema.
  if (!isRaw(entry) || versionOf(entry) === ENTRY_VERSION) return entry;
  const { type } = entry;
  return UPCASTERS.filter(({ from, types }) => from >= versionOf(entry) && types.some((each) => each === type)).reduce(
    (known, { upcast }) => upcast(known),
    entry,
  );
}
