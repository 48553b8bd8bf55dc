import type { Volume } from '../../shared/settings.ts';

export type Tone = 'paid' | 'needsYou' | 'unclear';

interface Note {
  readonly hertz: number;
  /** Seconds from the beginning of the tone. */
  readonly at: number;
  readonly lasts: number;
}

/**
 * Each tone goes with words on the screen; none says anything alone. "Paid" is ours: a wooden third and its fifth, that
 * ring on like a bar that was struck (G, B, D). The others are short, so that nobody takes them for it.
 */
const TONES: Readonly<Record<Tone, readonly Note[]>> = {
  paid: [
    { hertz: 392, at: 0, lasts: 0.5 },
    { hertz: 493.88, at: 0.09, lasts: 0.55 },
    { hertz: 587.33, at: 0.18, lasts: 0.9 },
  ],
  needsYou: [
    { hertz: 587, at: 0, lasts: 0.15 },
    { hertz: 587, at: 0.16, lasts: 0.15 },
  ],
  unclear: [
    { hertz: 392, at: 0, lasts: 0.15 },
    { hertz: 330, at: 0.16, lasts: 0.2 },
  ],
};

/** A bar that is struck: the tone, and quietly what rings above it. Each is a multiple and its share. */
const PARTIALS: readonly (readonly [number, number])[] = [
  [1, 1],
  [4, 0.18],
];

const LOUDNESS: Readonly<Record<Volume, number>> = { quiet: 0.06, normal: 0.18, loud: 0.45 };
const SILENCE = 0.0001;
const STRIKE = 0.012;

let context: AudioContext | null = null;

export function play(tone: Tone, volume: Volume): void {
  context ??= new AudioContext();
  const { currentTime, destination } = context;
  for (const { hertz, at, lasts } of TONES[tone])
    for (const [multiple, share] of PARTIALS) {
      const start = currentTime + at;
      // What rings above dies away sooner.
      const end = start + lasts / multiple ** 0.5;
      const gain = context.createGain();
      gain.connect(destination);
      gain.gain.setValueAtTime(SILENCE, start);
      gain.gain.exponentialRampToValueAtTime(LOUDNESS[volume] * share, start + STRIKE);
      gain.gain.exponentialRampToValueAtTime(SILENCE, end);
      const note = context.createOscillator();
      note.frequency.value = hertz * multiple;
      note.connect(gain);
      note.start(start);
      note.stop(end);
    }
}
