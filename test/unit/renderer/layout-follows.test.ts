import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** As much of a page as the layout touches: a window that changes its size, and what is written on its root. */
function openPage(width: number, height: number) {
  const page = Object.assign(new EventTarget(), { innerWidth: width, innerHeight: height });
  const written = new Map<string, string>();
  const style = { setProperty: (name: string, value: string) => void written.set(name, value) };
  vi.stubGlobal('window', page);
  vi.stubGlobal('document', { documentElement: { style, dataset: {}, toggleAttribute: () => undefined } });
  return {
    written,
    resize(nextWidth: number, nextHeight: number) {
      Object.assign(page, { innerWidth: nextWidth, innerHeight: nextHeight });
      page.dispatchEvent(new Event('resize'));
    },
  };
}

describe('what a window has room for follows the window', () => {
  beforeEach(() => void vi.resetModules());
  afterEach(() => void vi.unstubAllGlobals());

  it('where the setting was there first', async () => {
    const page = openPage(640, 360);
    const { currentLayout, setTextSize } = await import('../../../renderer/ui/layout.ts');
    setTextSize('normal');
    page.resize(1024, 768);
    expect(currentLayout()).toMatchObject({ scale: 1, width: 'normal' });
    expect(page.written.get('--window-height')).toBe('768px');
  });

  it('where a part of the screen asked before the setting was known', async () => {
    const page = openPage(640, 360);
    const { currentLayout, setTextSize } = await import('../../../renderer/ui/layout.ts');
    expect(currentLayout().width).toBe('narrow');
    setTextSize('normal');
    page.resize(1024, 768);
    expect(currentLayout().width).toBe('normal');
    expect(page.written.get('--window-height')).toBe('768px');
  });
});
