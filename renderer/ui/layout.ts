import { useSyncExternalStore } from 'react';
import type { TextSize } from '../../shared/settings.ts';
import { layoutFor } from './layout-for.ts';
import type { Layout } from './layout-for.ts';

let textSize: TextSize = 'normal';
let current: Layout | null = null;
let follows = false;
const listeners = new Set<() => void>();

const sameLayout = (a: Layout, b: Layout): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Writes what the style sheets read. Sizes of the window come in pixels of the design: `vh` would not. */
function lay(): Layout {
  // Whoever asks first: a screen that is drawn, or the setting.
  if (!follows) window.addEventListener('resize', lay);
  follows = true;
  const next = layoutFor({ width: window.innerWidth, height: window.innerHeight }, textSize);
  const root = document.documentElement;
  root.style.setProperty('--window-height', `${window.innerHeight / next.scale}px`);
  if (current && sameLayout(current, next)) return current;
  current = next;
  root.style.setProperty('--scale', String(next.scale));
  root.dataset.width = next.width;
  root.dataset.height = next.height;
  root.toggleAttribute('data-large', next.large);
  root.toggleAttribute('data-upright', next.upright);
  for (const changed of listeners) changed();
  return next;
}

/** The wished size of text; applies at once, and again whenever the window changes its size. */
export function setTextSize(wished: TextSize): void {
  textSize = wished;
  lay();
}

/** What there is room for now; follows the window and the setting. */
export const useLayout = (): Layout =>
  useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => current ?? lay(),
  );
