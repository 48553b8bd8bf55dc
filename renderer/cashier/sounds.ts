import { screenOf } from '../state/select-screen.ts';
import type { SaleScreenName } from '../state/select-screen.ts';
import { windowStore } from '../state/store.ts';

type Tone = 'paid' | 'needsYou' | 'unclear';

/** Notes in hertz, one after the other. Each tone goes with words on the screen; none says anything alone. */
const NOTES: Readonly<Record<Tone, readonly number[]>> = {
  paid: [660, 880],
  needsYou: [587, 587],
  unclear: [392, 330],
};

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

let context: AudioContext | null = null;

function play(tone: Tone): void {
  context ??= new AudioContext();
  const gain = context.createGain();
  gain.connect(context.destination);
  NOTES[tone].forEach((frequency, index) => {
    if (!context) return;
    const start = context.currentTime + index * 0.16;
    const note = context.createOscillator();
    note.frequency.value = frequency;
    note.connect(gain);
    gain.gain.setValueAtTime(0.0001, start);
    gain.gain.exponentialRampToValueAtTime(0.18, start + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.15);
    note.start(start);
    note.stop(start + 0.16);
  });
}

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
      if (tone) play(tone);
    }
  });
}
