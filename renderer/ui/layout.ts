import { useSyncExternalStore } from 'react';
import { followWindow } from './layout-for.ts';
import type { Layout } from './layout-for.ts';

const listeners = new Set<() => void>();

/** Writes what the style sheets read. Sizes of the window come in pixels of the design: `vh` would not. */
function draw(height: number, changed: Layout | null): void {
  const root = document.documentElement;
  root.style.setProperty('--window-height', `${height}px`);
  if (changed === null) return;
  root.style.setProperty('--scale', String(changed.scale));
  root.dataset.width = changed.width;
  root.dataset.height = changed.height;
  root.toggleAttribute('data-large', changed.large);
  root.toggleAttribute('data-upright', changed.upright);
  for (const told of listeners) told();
}

const layout = followWindow(window, draw);

/** The wished size of text applies at once, and again whenever the window changes its size. */
export const { setTextSize } = layout;

/** What there is room for now; follows the window and the setting. */
export const useLayout = (): Layout =>
  useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  }, layout.current);
