/**
 * Skranke's mark: what goes across a counter, and the counter. One source for the icon of the application in every size
 * (`build/icons.ts`) and for the screens (`renderer/ui/mark.tsx`). All numbers are in a square of this side.
 */
export const MARK_SIDE = 512;

export type MarkShape =
  | { readonly kind: 'plate'; readonly inset: number; readonly radius: number }
  | { readonly kind: 'disc'; readonly x: number; readonly y: number; readonly radius: number }
  | { readonly kind: 'stroke'; readonly points: readonly (readonly [number, number])[]; readonly width: number };

/** `plate`: the ground of the icon · `brand`: our hue · `bright`: what stands on the plate · `cut`: as the plate. */
export interface MarkPart {
  readonly ink: 'plate' | 'brand' | 'bright' | 'cut';
  readonly shape: MarkShape;
  /** Too fine for the smallest icons. */
  readonly fine?: boolean;
}

export const MARK: readonly MarkPart[] = [
  { ink: 'plate', shape: { kind: 'plate', inset: 16, radius: 116 } },
  { ink: 'brand', shape: { kind: 'disc', x: 256, y: 204, radius: 100 } },
  {
    ink: 'cut',
    fine: true,
    shape: {
      kind: 'stroke',
      width: 34,
      points: [
        [212, 206],
        [244, 238],
        [304, 172],
      ],
    },
  },
  {
    ink: 'bright',
    shape: {
      kind: 'stroke',
      width: 52,
      points: [
        [104, 364],
        [408, 364],
      ],
    },
  },
];

/** Our own hue: neither wallet's, and no state's. */
export const MARK_INKS = { plate: '#14161a', brand: '#52c3ce', bright: '#ffffff', cut: '#14161a' } as const;
