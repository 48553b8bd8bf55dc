import type { Page } from 'playwright-core';

/** Between two keys of a person in a hurry: the till takes anything much faster for a scanner. */
const PERSON_MS = 60;
/** Between two keys of an ordinary scanner. */
const SCANNER_MS = 10;
/** From the end of a scan to a key of a person, who has to see that it was read. */
const SEEN_MS = 150;

/** Types as a person does. */
export const typeAsPerson = (page: Page, text: string): Promise<void> => page.keyboard.type(text, { delay: PERSON_MS });

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

/**
 * Scans as a wedge scanner does: real key events for whatever has the focus, whose times are a scanner's however busy
 * this machine is.
 * @param end the keys after the code: Enter, Tab, two of them (CR and LF), or none
 */
export async function scanCode(page: Page, code: string, end: readonly ('Enter' | 'Tab')[] = ['Enter']): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const startedAt = Date.now();
  for (const [place, key] of [...code, ...end].entries()) {
    const stroke = strokeOf(key);
    const timestamp = (startedAt + place * SCANNER_MS) / 1000;
    await session.send('Input.dispatchKeyEvent', {
      type: stroke.text === '' ? 'rawKeyDown' : 'keyDown',
      timestamp,
      ...stroke,
    });
    await session.send('Input.dispatchKeyEvent', {
      type: 'keyUp',
      timestamp: timestamp + SCANNER_MS / 2000,
      ...stroke,
      text: '',
    });
  }
  await session.detach();
  // Its keys may have been quicker than the times they carry: what a person presses then must be later than both.
  const over = startedAt + (code.length + end.length) * SCANNER_MS + SEEN_MS;
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, over - Date.now())));
}
