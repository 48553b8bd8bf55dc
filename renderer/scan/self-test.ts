import type { ScanEnd } from './burst.ts';

/**
 * The code that the settings show: what a wrong keyboard layout garbles, between letters and digits that show that all
 * of it came.
 */
export const TEST_CODE = 'Skranke:/?=-_&%.Zz019';

/** A character of the test code, and what this computer took it for. */
export interface Garbled {
  readonly sent: string;
  readonly got: string;
}

export interface Verdict {
  /** `unknown`: another code than the shown one, of which nobody knows what is in it. */
  readonly layout: 'right' | 'capsLock' | 'garbled' | 'unknown';
  readonly garbled: readonly Garbled[];
  readonly end: ScanEnd;
}

const swapCase = (text: string): string =>
  [...text].map((each) => (each === each.toLowerCase() ? each.toUpperCase() : each.toLowerCase())).join('');

/** How much of the test code is in its place: letters and digits keep theirs in most layouts. */
const inPlace = (text: string): number =>
  [...TEST_CODE].filter((each, at) => [...text][at]?.toLowerCase() === each.toLowerCase()).length;

/** What one scan says about the scanner: whether its layout is this computer's, and how it ends a code. */
export function judge(scanned: string, end: ScanEnd): Verdict {
  const text = scanned.trim();
  if (text === TEST_CODE) return { layout: 'right', garbled: [], end };
  if (text === swapCase(TEST_CODE)) return { layout: 'capsLock', garbled: [], end };
  const got = [...text];
  if (got.length !== TEST_CODE.length || inPlace(text) < TEST_CODE.length / 3) {
    // Signs that became dead keys are missing altogether: still ours by its beginning.
    const ours = text.toLowerCase().startsWith('skranke');
    return { layout: ours ? 'garbled' : 'unknown', garbled: [], end };
  }
  const garbled = [...TEST_CODE].flatMap((sent, at) => (got[at] === sent ? [] : [{ sent, got: got[at] ?? '' }]));
  return { layout: 'garbled', garbled, end };
}
