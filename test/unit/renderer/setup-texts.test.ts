import { describe, expect, it } from 'vitest';
import { leaves } from '../../../build/texts.ts';
import en from '../../../shared/texts/en/setup.json' with { type: 'json' };
import nb from '../../../shared/texts/nb/setup.json' with { type: 'json' };

describe('the texts of first run and settings', () => {
  it.each([...leaves(en), ...leaves(nb)])('%s holds no word of programmers', (_key, text) => {
    expect(text).not.toMatch(/\b(?:tokens?|api|https?|json|ipc|safeStorage|electron|undefined)\b/i);
  });
});
