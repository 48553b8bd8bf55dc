import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { root } from '../../../build/setup/paths.ts';
import { contactSheet } from './contact-sheet.ts';
import type { Picture } from './contact-sheet.ts';

const FOLDER = join(root, 'out', 'walkthrough');

/** What the window looked like when its picture was taken. */
const lookSchema = z.object({ width: z.number(), height: z.number(), theme: z.string(), language: z.string() });
const LOOK = `({
  width: innerWidth,
  height: innerHeight,
  theme: matchMedia('(prefers-color-scheme: dark)').matches && document.documentElement.dataset.theme !== 'light'
    ? 'dark' : document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light',
  language: document.documentElement.lang,
})`;

/** Numbers the steps, prints a line for each and takes its picture. */
export class Story {
  readonly failures: string[] = [];
  readonly #started = performance.now();
  readonly #pictures: Picture[] = [];
  /** Which picture has these bytes. */
  readonly #seen = new Map<string, string>();
  #chapter = '';
  #number = 0;

  constructor() {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
  }

  get steps(): number {
    return this.#number;
  }

  /** What follows is told in this chapter. */
  begin(chapter: string): void {
    this.#chapter = chapter;
  }

  get seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }

  /**
   * Does one step and takes a picture of what is on the screen then, also when the step fails.
   *
   * @param page the window to show; asked after the step, which may have opened it
   * @throws what the step threw, after it was told: the steps of a chapter build on each other
   */
  async step(name: string, page: () => Page, act: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    this.#number += 1;
    const number = String(this.#number).padStart(2, '0');
    const label = `${number} ${name} …`;
    try {
      await act();
      await this.#picture(page(), number, name);
      console.log(`${label} ok`);
    } catch (error) {
      console.log(`${label} FAILED`);
      console.log(
        `     ${error instanceof Error ? error.message.split('\n').slice(0, 4).join('\n     ') : String(error)}`,
      );
      this.failures.push(`${number} ${name}`);
      await this.#picture(page(), number, `${name} failed`).catch(() => undefined);
      throw error;
    }
  }

  async #picture(page: Page, number: string, name: string): Promise<void> {
    const words = name
      .toLowerCase()
      .replaceAll('å', 'a')
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '');
    const file = `${number}-${words}.png`;
    const bytes = await page.screenshot({ path: join(FOLDER, file), animations: 'disabled' });
    const look = lookSchema.parse(await page.evaluate(LOOK));
    this.#pictures.push({ file, number, name, chapter: this.#chapter, ...look });
    const hash = createHash('sha256').update(bytes).digest('hex');
    const same = this.#seen.get(hash);
    this.#seen.set(hash, file);
    if (same === undefined) return;
    console.log(`     the same picture as ${same}`);
    this.failures.push(`${number} ${name}: the same picture as ${same}`);
  }

  /** Puts all pictures on one page, to look through them by chapter, size, theme and language. */
  finish(): void {
    writeFileSync(join(FOLDER, 'index.html'), contactSheet(this.#pictures));
  }
}
