import type { Page } from 'playwright-core';

/** Between two keys of a person in a hurry: the till takes anything much faster for a scanner. */
const PERSON_MS = 60;
/** Between two keys of an ordinary scanner. */
const SCANNER_MS = 10;
/** From the end of a scan to a key of a person, who has to see that it was read. */
const SEEN_MS = 150;

const KEY_CODES = { Enter: 13, Tab: 9 } as const;

interface KeyStroke {
  readonly key: string;
  readonly text: string;
  readonly code?: string;
  readonly windowsVirtualKeyCode?: number;
}

const strokeOf = (key: string): KeyStroke => {
  if (key === 'Enter' || key === 'Tab')
    return { key, code: key, text: key === 'Enter' ? '\r' : '', windowsVirtualKeyCode: KEY_CODES[key] };
  return { key, text: key, windowsVirtualKeyCode: /[\dA-Z ]/i.test(key) ? key.toUpperCase().charCodeAt(0) : 0 };
};

/** When the last key of a page was struck by these hands, epoch ms. */
const lastStruck = new WeakMap<Page, number>();

/**
 * Real key events for whatever has the focus, whose times are those of the hands however busy this machine is: the
 * driver's own would be those at which a busy browser got round to them, and two of a person's a scanner's.
 */
async function strike(page: Page, keys: readonly string[], gapMs: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  let at = Math.max(Date.now(), (lastStruck.get(page) ?? 0) + PERSON_MS);
  for (const key of keys) {
    const stroke = strokeOf(key);
    const timestamp = at / 1000;
    await session.send('Input.dispatchKeyEvent', {
      type: stroke.text === '' ? 'rawKeyDown' : 'keyDown',
      timestamp,
      ...stroke,
    });
    await session.send('Input.dispatchKeyEvent', {
      type: 'keyUp',
      timestamp: timestamp + gapMs / 2000,
      ...stroke,
      text: '',
    });
    lastStruck.set(page, at);
    at += gapMs;
  }
  await session.detach();
  // They may have been quicker than the times they carry: what comes next must be later than both.
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, at + SEEN_MS - Date.now())));
}

/** Types as a person does. */
export const typeAsPerson = (page: Page, text: string): Promise<void> => strike(page, [...text], PERSON_MS);

/**
 * Scans as a wedge scanner does.
 * @param end the keys after the code: Enter, Tab, two of them (CR and LF), or none
 */
export const scanCode = (page: Page, code: string, end: readonly ('Enter' | 'Tab')[] = ['Enter']): Promise<void> =>
  strike(page, [...code, ...end], SCANNER_MS);
