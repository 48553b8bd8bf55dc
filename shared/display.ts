import { z } from 'zod';

/**
 * A display of this computer, by all that may know it again after a restart: the system's own number for it (which can
 * change), its name (which it may lack, or share), and where on the desktop it lies (which a person can change).
 */
export const displaySchema = z
  .object({
    id: z.number(),
    label: z.string().max(200),
    x: z.number(),
    y: z.number(),
    width: z.number().positive(),
    height: z.number().positive(),
  })
  .readonly();
export type Display = z.infer<typeof displaySchema>;

/** As a person knows it: `DELL P2419H · 1920 × 1080`. */
export const displayName = ({ label, width, height }: Display): string =>
  [...(label.trim() === '' ? [] : [label.trim()]), `${width}\u00a0×\u00a0${height}`].join(' · ');

const isAt = (a: Display, b: Display): boolean => a.x === b.x && a.y === b.y;
const hasSize = (a: Display, b: Display): boolean => a.width === b.width && a.height === b.height;
const only = <T>(found: readonly T[]): T | null => (found.length === 1 ? (found[0] ?? null) : null);

/**
 * The display that was chosen, among those that there are now. Its number can change (another port, another driver),
 * its size too, and its name may be empty or that of its twin: what fits best counts, and where two fit as well none is
 * guessed, for the customer's screen must not come up over somebody's work.
 */
export function findDisplay(chosen: Display, displays: readonly Display[]): Display | null {
  const same = displays.find(({ id, label }) => id === chosen.id && label === chosen.label);
  if (same) return same;
  if (chosen.label !== '') {
    const named = displays.filter(({ label }) => label === chosen.label);
    if (named.length > 0)
      return (
        only(named) ?? named.find((each) => isAt(each, chosen)) ?? only(named.filter((each) => hasSize(each, chosen)))
      );
  }
  // Without a name: the place of one that had none, or the number of one whose name the driver spells anew.
  const nameless = displays.filter(({ label }) => label === '' || chosen.label === '');
  return (
    nameless.find((each) => isAt(each, chosen) && hasSize(each, chosen)) ??
    displays.find(({ id }) => id === chosen.id) ??
    null
  );
}
