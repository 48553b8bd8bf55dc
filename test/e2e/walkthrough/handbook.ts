import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureBundle, planFor } from '../../../build/bundle.ts';
import { root } from '../../../build/setup/paths.ts';
import { LANGUAGE_CODES } from '../../../shared/texts/languages.ts';
import type { Language } from '../../../shared/texts/languages.ts';
import { DrivenCounter, SMALL } from './counter.ts';

/**
 * Takes the pictures of the handbook: a walk through what its pages tell, in each language, with the real terminal. A
 * picture is named by its step.
 */

const FOLDER = join(root, 'docs', 'handbook', 'pictures');
const WIDTH = 800;
const QUALITY = 0.72;

/** What the page makes of a picture: smaller, and WebP. As text: no DOM is known here. */
const shrink = (png: string): string => `(async () => {
  const bytes = Uint8Array.from(atob(${JSON.stringify(png)}), (sign) => sign.charCodeAt(0));
  const whole = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const height = Math.round((whole.height * ${WIDTH}) / whole.width);
  const canvas = new OffscreenCanvas(${WIDTH}, height);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(whole, 0, 0, ${WIDTH}, height);
  const small = new Uint8Array(
    await (await canvas.convertToBlob({ type: 'image/webp', quality: ${QUALITY} })).arrayBuffer(),
  );
  return btoa(Array.from(small, (each) => String.fromCharCode(each)).join(''));
})()`;

async function walk(language: Language): Promise<void> {
  const counter = await DrivenCounter.open({
    store: { storeName: 'Bakeriet', environment: 'practice' },
    preferences: { theme: 'light', language },
  });
  const { page } = counter;
  const step = async (name: string): Promise<void> => {
    const png = await page.screenshot({ animations: 'disabled' });
    const small = Buffer.from(z.string().parse(await page.evaluate(shrink(png.toString('base64')))), 'base64');
    writeFileSync(join(FOLDER, language, `${name}.webp`), small);
    console.log(`${language} ${name}: ${(small.length / 1024).toFixed(0)} kB`);
  };
  const shows = (screen: string) => page.locator(`[data-screen="${screen}"]`).waitFor();
  const { amount, capture, newSale } = counter.screen;
  try {
    await counter.resize(SMALL);
    mkdirSync(join(FOLDER, language), { recursive: true });
    await counter.send('24900', '91234567');
    await counter.customer(24_900, 'approve');
    await capture.click();
    await shows('paid');
    await page.getByTestId('refund').click();
    await page.getByTestId('give-back').waitFor();
    await step('refund');
    await page.keyboard.press('Escape');
    await newSale.click();
    await counter.send('8900', '91234568');
    await counter.customer(8_900, 'approve');
    await shows('approved');
    await page.keyboard.press('F4');
    await amount.click();
    await page.keyboard.type('12900');
    await step('entry');
    await page.keyboard.press('F3');
    await page.locator('[data-code]').waitFor();
    await step('code');
    await counter.customer(12_900, 'reject');
    await shows('declined');
    await page.keyboard.press('F4');
    await counter.send('34900', '91234569');
    await page.locator('[data-screen="waiting"]').waitFor();
    await step('waiting');
    await counter.customer(34_900, 'approve');
    await shows('approved');
    await page.keyboard.press('F6');
    await page.getByTestId('leave').waitFor();
    await page.locator('.handover-detail, .handover-none, main').first().waitFor();
    await step('handover');
    await page.keyboard.press('Escape');
    await page.locator('.rail-row').first().waitFor();
    if (language === 'en' || language === 'nb') await closing(counter, () => step('closing'));
    await page.keyboard.press('F4');
    await counter.wallet.faults([
      { point: 'drop-answer', operations: ['create'], times: null },
      { point: 'error-before', operations: ['get', 'events'], times: null, status: 503 },
    ]);
    await counter.send('19900', '91234561');
    await shows('unclear');
    await step('unclear');
  } finally {
    await counter.close();
  }
}

async function closing(counter: DrivenCounter, taken: () => Promise<void>): Promise<void> {
  const { page } = counter;
  await counter.goTo('day');
  await page.getByTestId('to-closing').click();
  await page.getByTestId('close-day').waitFor();
  await taken();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByTestId('go-handover').waitFor();
}

await ensureBundle(planFor('development'));
const asked = process.argv.slice(2);
for (const language of LANGUAGE_CODES.filter((each) => asked.length === 0 || asked.includes(each))) {
  rmSync(join(FOLDER, language), { recursive: true, force: true });
  mkdirSync(join(FOLDER, language), { recursive: true });
  await walk(language);
}
