import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textSizeSchema } from '../../shared/settings.ts';
import { axeFindings } from '../support/app/axe.ts';
import { openGallery } from '../support/app/gallery.ts';
import type { OpenGallery } from '../support/app/gallery.ts';
import { overflows, overlaps } from '../support/app/promises.ts';
import { SALE_SAMPLES } from '../support/renderer/sale-samples.ts';

let gallery: OpenGallery;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());

const SIZES = [
  { width: 1024, height: 768 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  // Twice the size on 1366 by 768.
  { width: 683, height: 384 },
] as const;
const SHOWN = ['entry', ...Object.keys(SALE_SAMPLES)];

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  it('axe finds nothing in any part, nor in what lies over a screen', async () => {
    await gallery.resize(SIZES[1]);
    await gallery.show({ show: 'parts', theme });
    expect(await axeFindings(gallery.page)).toEqual([]);
    for (const part of ['dialog', 'panel']) {
      await gallery.page.getByTestId(`open-${part}`).click();
      await gallery.page.getByRole(part === 'dialog' ? 'alertdialog' : 'dialog').waitFor();
      expect(await axeFindings(gallery.page)).toEqual([]);
      await gallery.page.keyboard.press('Escape');
    }
  });

  it('axe finds nothing in any state of a sale', async () => {
    for (const show of SHOWN) {
      await gallery.show({ show, theme });
      expect(await axeFindings(gallery.page), show).toEqual([]);
    }
  });
});

describe.each(SIZES)('at $width by $height', (size) => {
  it.each(textSizeSchema.options)('nothing is cut off or lies over another, in size %s', async (text) => {
    await gallery.resize(size);
    for (const show of ['parts', 'entry', 'waiting', 'approved', 'paid', 'unclear', 'attention', 'declined']) {
      await gallery.show({ show, size: text });
      expect(await overflows(gallery.page), show).toEqual([]);
      expect(await overlaps(gallery.page), show).toEqual([]);
    }
  });
});
