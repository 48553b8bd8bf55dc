import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../../build/setup/paths.ts';

const FOLDER = join(root, 'out', 'walkthrough');

/** Numbers the steps, prints a line for each and takes its picture. */
export class Story {
  readonly failures: string[] = [];
  readonly #started = performance.now();
  #number = 0;

  constructor() {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
  }

  get steps(): number {
    return this.#number;
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
    await page.screenshot({ path: join(FOLDER, `${number}-${words}.png`), animations: 'disabled' });
  }
}
