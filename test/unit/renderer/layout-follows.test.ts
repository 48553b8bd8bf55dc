import { expect, it } from 'vitest';
import { followWindow } from '../../../renderer/ui/layout-for.ts';

/** A window that changes its size, and what was drawn for it. */
function openWindow(width: number, height: number) {
  const window = Object.assign(new EventTarget(), { innerWidth: width, innerHeight: height });
  const heights: number[] = [];
  const layout = followWindow(window, (drawn) => void heights.push(drawn));
  const resize = (nextWidth: number, nextHeight: number) => {
    Object.assign(window, { innerWidth: nextWidth, innerHeight: nextHeight });
    window.dispatchEvent(new Event('resize'));
  };
  return { layout, heights, resize };
}

it.each([
  ['the setting was there first', ['setting', 'screen']],
  ['a part of the screen asked before the setting was known', ['screen', 'setting']],
])('the layout follows the window where %s', (_, order) => {
  const { layout, heights, resize } = openWindow(640, 360);
  for (const first of order) {
    if (first === 'setting') layout.setTextSize('normal');
    else expect(layout.current().width).toBe('narrow');
  }
  resize(1024, 768);
  expect(layout.current()).toMatchObject({ scale: 1, width: 'normal' });
  expect(heights.at(-1)).toBe(768);
});
