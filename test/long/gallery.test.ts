import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textSizeSchema } from '../../shared/settings.ts';
import { axeFindings } from '../support/app/axe.ts';
import { openGallery } from '../support/app/gallery.ts';
import type { OpenGallery } from '../support/app/gallery.ts';
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

/** What is wider than the window, or than the part that holds it; what a person cannot reach. */
const OVERFLOWS = `(() => {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth + 1) found.push('the window: ' + root.scrollWidth);
  for (const each of document.querySelectorAll('.till, .stage, .stage-column, .entry, .gallery, .header, .actions'))
    if (each.scrollWidth > each.clientWidth + 1) found.push(each.className + ': ' + each.scrollWidth);
  for (const each of document.querySelectorAll('button, input, [role=status]')) {
    const { left, right, width } = each.getBoundingClientRect();
    if (width > 1 && (left < -1 || right > innerWidth + 1)) found.push(each.outerHTML.slice(0, 80));
  }
  return found;
})()`;
/** Buttons that lie over one another. */
const OVERLAPS = `(() => {
  const boxes = [...document.querySelectorAll('.till button, .till input')]
    .filter((each) => each.checkVisibility() && !each.closest('.rail-scroll'))
    .map((each) => [each.outerHTML.slice(0, 60), each.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1);
  return boxes.flatMap(([name, a], index) => boxes.slice(index + 1).flatMap(([other, b]) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
      ? [name + ' and ' + other] : []));
})()`;

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
      expect(await gallery.page.evaluate(OVERFLOWS), show).toEqual([]);
      expect(await gallery.page.evaluate(OVERLAPS), show).toEqual([]);
    }
  });
});
