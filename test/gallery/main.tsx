import { SALE_SAMPLES, SAMPLE_NOW } from '../support/renderer/sale-samples.ts';
import { fakeBridge } from '../support/renderer/fake-bridge.ts';
import { tillIn } from '../support/renderer/renderer-fixtures.ts';
import { DEFAULT_PREFERENCES } from '../../shared/settings.ts';
import { asked } from './asked.ts';

const wish = asked();
const { waiting, paid, declined } = SALE_SAMPLES;
const shown = Object.entries(SALE_SAMPLES).find(([name]) => name === wish.show)?.[1] ?? null;

const till = tillIn({
  preferences: {
    ...DEFAULT_PREFERENCES,
    language: wish.language,
    theme: wish.theme,
    textSize: wish.size,
    keypad: wish.keypad,
    paidStays: 0,
    guide: wish.show === 'entry',
  },
});
const terminal = fakeBridge({
  till,
  sales: [...new Set([declined, paid, waiting, ...(shown ? [shown] : [])])],
  inFront: shown?.saleId ?? null,
  now: SAMPLE_NOW,
});
Object.defineProperty(window, 'terminal', { value: terminal });

// What is shown asks for the bridge as soon as it is read.
if (wish.show === 'parts') await import('./parts.tsx');
else await import('../../renderer/main.tsx');
