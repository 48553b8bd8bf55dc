import { screenOf } from '../state/select-screen.ts';
import type { SaleScreenName } from '../state/select-screen.ts';
import { play } from '../state/sound.ts';
import type { Tone } from '../state/sound.ts';
import { windowStore } from '../state/store.ts';

/** What each screen sounds like when a sale comes to it. */
const TONES: Readonly<Record<SaleScreenName, Tone | null>> = {
  sending: null,
  waiting: null,
  cancelling: null,
  changing: null,
  releasing: null,
  approved: 'needsYou',
  partTaken: null,
  capturing: null,
  captureUnclear: 'unclear',
  paid: 'paid',
  paidPart: null,
  refundedPart: null,
  refunded: null,
  refunding: null,
  refundUnclear: null,
  declined: 'needsYou',
  expired: 'needsYou',
  withdrawn: null,
  released: null,
  refused: 'needsYou',
  notSent: 'needsYou',
  unclear: 'unclear',
  attention: 'needsYou',
  settledByHand: null,
};

export const toneFor = (screen: SaleScreenName): Tone | null => TONES[screen];

/** Sounds when a sale changes its state while the till is open; never for what was there at the start. */
export function followWithSounds(): () => void {
  return windowStore.subscribe(({ view }, { view: before }) => {
    if (!view || !before || !view.till.preferences.sounds || view.sales === before.sales) return;
    const earlier = new Map(before.sales.map((sale) => [sale.saleId, sale]));
    for (const sale of view.sales) {
      const old = earlier.get(sale.saleId);
      if (old === sale) continue;
      const now = screenOf(sale).name;
      const tone = old && screenOf(old).name === now ? null : toneFor(now);
      if (tone) play(tone, view.till.preferences.volume);
    }
  });
}
