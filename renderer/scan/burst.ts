/**
 * Tells a scanner from a person by the times of the keys alone, wherever the focus is. A scanner types a whole code in
 * the time in which a person types two keys, and ends it with Enter or Tab. Pure: the times are those of the key
 * events.
 */

/** Between two keys of one scan. A system whose clock ticks every 16 ms makes 20 look like 31. */
export const MAX_GAP_MS = 50;
/** Over the whole scan. The quickest fingers on a keypad need three times as long. */
export const MEAN_GAP_MS = 30;
/** Between the last character and the key that ends it. */
export const END_GAP_MS = 100;
/** As short as the shortest PIN: no scan may count as a wrong try. */
export const FEWEST_KEYS = 4;
/** Longer than any code that is used at a counter. */
const MOST_TEXT = 1_000;

export interface Press {
  /** As `KeyboardEvent.key` names it. */
  readonly key: string;
  /** Time of the event in ms. */
  readonly at: number;
  /** Held down: never a scanner. */
  readonly repeat?: boolean;
  /** With Ctrl or Meta: a control character of a code. */
  readonly control?: boolean;
}

export type ScanEnd = 'enter' | 'tab' | 'none';

/** Keys in a row, each soon after the one before. */
export interface Burst {
  readonly text: string;
  readonly keys: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** What was heard so far: keys in a row, or the end of a scan that just was. */
export type Heard =
  | { readonly name: 'quiet' }
  | { readonly name: 'keys'; readonly burst: Burst }
  | { readonly name: 'scanned'; readonly at: number };

/**
 * - `begins`: the first key after a pause; what is in the fields now was there before a scan that may follow
 * - `goesOn`: one more. `surely`: no finger is that fast
 * - `scan`: the key that ends a scan; it must press nothing. `tail`: neither must the second of CR and LF
 * - `other`: a person's
 */
export type Reading =
  | { readonly name: 'begins' | 'tail' | 'other' }
  | { readonly name: 'goesOn'; readonly surely: boolean }
  | { readonly name: 'scan'; readonly text: string; readonly end: ScanEnd };

export const QUIET: Heard = { name: 'quiet' };

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock']);
/** One character, or a dead key of this keyboard's layout. */
const isCharacter = ({ key }: Press): boolean => [...key].length === 1 || key === 'Dead';
const endOf = ({ key }: Press): ScanEnd => (key === 'Enter' ? 'enter' : key === 'Tab' ? 'tab' : 'none');

/** Whether these keys came from a scanner: enough of them, and too fast for fingers. */
export const isScanner = ({ keys, firstAt, lastAt }: Burst): boolean =>
  keys >= FEWEST_KEYS && (lastAt - firstAt) / (keys - 1) <= MEAN_GAP_MS;

const typed = (press: Press): string => (press.control ? '' : press.key === 'Dead' ? '\u00b4' : press.key);

/** One key more. */
export function hear(heard: Heard, press: Press): { readonly heard: Heard; readonly reading: Reading } {
  const { at } = press;
  if (MODIFIERS.has(press.key)) return { heard, reading: { name: 'other' } };
  const burst = heard.name === 'keys' ? heard.burst : null;
  const gap = burst ? at - burst.lastAt : Number.POSITIVE_INFINITY;
  const end = endOf(press);
  if (press.repeat) return { heard: QUIET, reading: { name: 'other' } };
  if (end !== 'none') {
    if (heard.name === 'scanned' && at - heard.at <= END_GAP_MS)
      return { heard: { name: 'scanned', at }, reading: { name: 'tail' } };
    if (!burst || gap > END_GAP_MS || !isScanner(burst)) return { heard: QUIET, reading: { name: 'other' } };
    return { heard: { name: 'scanned', at }, reading: { name: 'scan', text: burst.text, end } };
  }
  const goesOn = burst !== null && gap <= MAX_GAP_MS;
  const surely = goesOn && isScanner({ ...burst, lastAt: at, keys: burst.keys + 1 });
  // A key that types nothing is a person's.
  if (!isCharacter(press)) return { heard: QUIET, reading: { name: 'other' } };
  if (!goesOn)
    return {
      heard: { name: 'keys', burst: { text: typed(press), keys: 1, firstAt: at, lastAt: at } },
      reading: { name: 'begins' },
    };
  const next = {
    text: (burst.text + typed(press)).slice(0, MOST_TEXT),
    keys: burst.keys + 1,
    firstAt: burst.firstAt,
    lastAt: at,
  };
  return { heard: { name: 'keys', burst: next }, reading: { name: 'goesOn', surely } };
}
