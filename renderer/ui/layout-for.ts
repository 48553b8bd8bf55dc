import type { TextSize } from '../../shared/settings.ts';

/** What a window has room for, in pixels of the design: those of the screen, divided by the scale. */
export interface Layout {
  /** How large everything is drawn; 1 on the smallest screens. */
  readonly scale: number;
  /** `narrow`: one column; `wide`: room for all names and a larger stage. */
  readonly width: 'narrow' | 'normal' | 'wide';
  /** `short`: smaller keys, and what does not fit scrolls. */
  readonly height: 'short' | 'low' | 'tall';
  /** Wide and tall: the stage, its keys and its words are larger. */
  readonly large: boolean;
  /** Higher than wide. */
  readonly upright: boolean;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Drawn as designed up to this size; a larger window shows the same, larger. */
const DESIGNED = { long: 1536, short: 864 } as const;
/** Smaller than this nothing is laid out: what is asked for is drawn smaller. */
const LEAST = { long: 640, short: 360 } as const;
/** An upright window is one column, and its keys stand beside each other in it. */
const LEAST_COLUMN = 512;
/** An eighth keeps the grid of 8 px on whole pixels. */
const STEP = 1 / 8;
const MOST = 4;

const TEXT_SCALES: Readonly<Record<TextSize, number>> = { normal: 1, large: 1.25, veryLarge: 1.5, double: 2 };

const stepped = (scale: number): number => Math.floor(scale / STEP + 0.001) * STEP;

/** How a window is laid out. Pure: a window of a size and a wish look the same wherever they are. */
export function layoutFor({ width, height }: Size, textSize: TextSize): Layout {
  const [long, short] = width >= height ? [width, height] : [height, width];
  const byWindow = Math.max(1, Math.min(MOST, long / DESIGNED.long, short / DESIGNED.short));
  const upright = height > width;
  const most = Math.min(long / LEAST.long, short / (upright ? LEAST_COLUMN : LEAST.short));
  const scale = Math.max(1, stepped(Math.min(byWindow * TEXT_SCALES[textSize], most)));
  const room = { width: width / scale, height: height / scale };
  const isWide = room.width >= 1400;
  const isTall = room.height >= 800;
  return {
    scale,
    width: room.width < 960 ? 'narrow' : isWide ? 'wide' : 'normal',
    height: room.height < 640 ? 'short' : isTall ? 'tall' : 'low',
    large: isWide && isTall,
    upright,
  };
}

/** As much of a window as its layout depends on. */
interface Resizable {
  readonly innerWidth: number;
  readonly innerHeight: number;
  addEventListener(type: 'resize', changed: () => void): void;
}

interface FollowedLayout {
  current(): Layout;
  setTextSize(wished: TextSize): void;
}

const sameLayout = (a: Layout, b: Layout): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * The layout of a window, from the first time that anybody asks; from then on it follows the window and the setting.
 *
 * @param draw told of each size, with the window's height in pixels of the design; null: the layout is as before
 */
export function followWindow(
  window: Resizable,
  draw: (height: number, changed: Layout | null) => void,
): FollowedLayout {
  let textSize: TextSize = 'normal';
  let current: Layout | null = null;
  const lay = (): Layout => {
    // A setting or a part of the screen: nobody knows which comes first.
    if (current === null) window.addEventListener('resize', lay);
    const next = layoutFor({ width: window.innerWidth, height: window.innerHeight }, textSize);
    const changed = current === null || !sameLayout(current, next);
    if (changed) current = next;
    draw(window.innerHeight / next.scale, changed ? next : null);
    return current ?? next;
  };
  return {
    current: () => current ?? lay(),
    setTextSize(wished) {
      textSize = wished;
      lay();
    },
  };
}
