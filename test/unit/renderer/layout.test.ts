import { describe, expect, it } from 'vitest';
import { textSizeSchema } from '../../../shared/settings.ts';
import { layoutFor } from '../../../renderer/ui/layout-for.ts';

const of = (width: number, height: number, size: Parameters<typeof layoutFor>[1] = 'normal') =>
  layoutFor({ width, height }, size);

describe('the layout of a window', () => {
  it('is as designed on the smallest counters', () => {
    expect(of(1024, 768)).toEqual({ scale: 1, width: 'normal', height: 'low', large: false, upright: false });
    expect(of(1366, 768)).toMatchObject({ scale: 1, width: 'normal', height: 'low' });
  });

  it('grows with the window, instead of leaving it empty', () => {
    expect(of(1920, 1080)).toMatchObject({ scale: 1.25, width: 'wide', height: 'tall', large: true });
    expect(of(2560, 1440).scale).toBe(1.625);
    expect(of(3840, 2160).scale).toBe(2.5);
  });

  it('stands upright in one column', () => {
    expect(of(1080, 1920)).toMatchObject({ scale: 1.25, width: 'narrow', height: 'tall', upright: true });
    expect(of(768, 1024)).toMatchObject({ scale: 1, width: 'narrow', upright: true });
  });

  it('is larger where that was chosen, and rearranged rather than cut', () => {
    expect(of(1366, 768, 'large')).toMatchObject({ scale: 1.25, width: 'normal', height: 'short' });
    expect(of(1024, 768, 'veryLarge')).toMatchObject({ scale: 1.5, width: 'narrow', height: 'short' });
    expect(of(1920, 1080, 'veryLarge').scale).toBe(1.875);
    expect(of(1366, 768, 'double')).toMatchObject({ scale: 2, width: 'narrow', height: 'short' });
    expect(of(1920, 1080, 'double').scale).toBe(2.5);
    // One column has its keys beside each other.
    expect(of(1080, 1920, 'double').scale).toBe(2);
  });

  it('can be used at twice the size on 1366 by 768', () => {
    expect(of(683, 384)).toMatchObject({ scale: 1, width: 'narrow', height: 'short' });
  });

  it('never leaves less room than it is laid out for, and keeps the grid on whole pixels', () => {
    for (const size of textSizeSchema.options)
      for (let width = 640; width <= 4000; width += 37)
        for (let height = 360; height <= 2400; height += 41) {
          const { scale } = of(width, height, size);
          expect(scale).toBeGreaterThanOrEqual(1);
          expect((scale * 8) % 1).toBe(0);
          if (scale > 1) expect(Math.max(width, height) / scale).toBeGreaterThanOrEqual(640);
          if (scale > 1) expect(Math.min(width, height) / scale).toBeGreaterThanOrEqual(360);
          if (scale > 1 && height > width) expect(width / scale).toBeGreaterThanOrEqual(512);
        }
  });
});
