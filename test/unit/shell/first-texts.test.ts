import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { languageAtStart } from '../../../electron/adapters/files/language-at-start.ts';
import { withTexts } from '../../../electron/shell/first-texts.ts';

const HTML = '<html><body><div id="root"></div><!--texts--><p>end</p></body></html>';
const BLOCK = /<script type="application\/json" id="texts" data-language="da">(.*)<\/script>/;

describe('the page with the texts of its first screen', () => {
  it('has them as data in the place for them, and nothing else is changed', () => {
    const texts = JSON.stringify({ till: { paid: 'Betalt' } });
    const page = withTexts(HTML, 'da', texts);
    expect(BLOCK.exec(page)?.[1]).toBe(texts);
    expect(page.replace(BLOCK, '<!--texts-->')).toBe(HTML);
  });

  it('cannot be ended or changed by a text', () => {
    const evil = { till: { a: '</script><script>alert(1)</script><!--', b: "$& $' $` $1" } };
    const page = withTexts(HTML, 'da', JSON.stringify(evil));
    expect(page.match(/<\/?script/g)).toEqual(['<script', '</script']);
    expect(JSON.parse(BLOCK.exec(page)?.[1] ?? '')).toEqual(evil);
  });

  it('stays as it is where it has no place for them', () => {
    expect(withTexts('<html></html>', 'da', '{}')).toBe('<html></html>');
  });
});

describe('the language that a till was left in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'skranke-language-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const left = (settings: string) => {
    writeFileSync(join(folder, 'settings.json'), settings);
    return languageAtStart(folder);
  };

  it('is that of its preferences', async () => {
    expect(await left('{"store":null,"preferences":{"language":"da"}}')).toBe('da');
    expect(await left('{"store":{},"preferences":{"language":"nb","theme":"dark"}}')).toBe('nb');
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"preferences":{"langu'],
    ['no settings', 'null'],
    ['no preferences', '{"store":null}'],
    ['a language that there is not', '{"preferences":{"language":"tlh"}}'],
    ['something else for a language', '{"preferences":{"language":{"toString":"da"}}}'],
    ['far too much', `{"preferences":{"language":"da"},"more":"${'x'.repeat(300_000)}"}`],
  ])('is English where the file holds %s', async (_, settings) => {
    expect(await left(settings)).toBe('en');
  });

  it('is English where there is no file', async () => {
    expect(await languageAtStart(join(folder, 'none'))).toBe('en');
  });
});
