import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { SLIP_ADDRESS, SLIP_POLICY } from '../../../electron/shell/policy.ts';
import { slipPage } from '../../../electron/shell/slip-page.ts';
import { centred, codeOf, large, left, row } from '../../../shared/slip.ts';

const drawCode = (value: string) => Promise.resolve(`<svg data-code="${value}"/>`);

it('draws text as text: nothing that stands on a slip becomes a part of the page', async () => {
  const { html } = await slipPage(
    [left('<script>alert(1)</script>'), row('"><img src=x onerror=y>', '1,00'), centred('Bakeri & Sønn')],
    42,
    drawCode,
  );
  expect(html).not.toMatch(/<(?:script|img)/);
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).toContain('Bakeri &amp; Sønn');
});

it('forbids itself everything but its one style sheet', async () => {
  const { html } = await slipPage([left('Sum')], 42, drawCode);
  const style = /<style>(.*)<\/style>/.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(html).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'"`);
});

it('is as wide as the roll and grows with what stands on it', async () => {
  const short = await slipPage([left('Sum')], 42, drawCode);
  const long = await slipPage([left('Sum'), large('KOPI'), codeOf('abc-1')], 42, drawCode);
  expect([short.widthMm, (await slipPage([left('Sum')], 32, drawCode)).widthMm]).toEqual([80, 58]);
  expect(long.heightMm - short.heightMm).toBeGreaterThan(26);
  expect(long.html).toContain(`@page{size:80mm ${long.heightMm}mm;margin:0}`);
  expect(long.html).toContain('<svg data-code="abc-1"/>');
});

it('may load itself and nothing else', () => {
  expect(SLIP_POLICY.mayRequest(`${SLIP_ADDRESS}PGh0bWw+`)).toBe(true);
  for (const address of [
    'https://example.org/',
    'app://terminal/',
    'file:///etc/hosts',
    'data:text/html,<p>',
    'data:image/png;base64,AA',
    'about:blank',
  ]) {
    expect([address, SLIP_POLICY.mayRequest(address), SLIP_POLICY.mayNavigate(address)]).toEqual([
      address,
      false,
      false,
    ]);
  }
});
