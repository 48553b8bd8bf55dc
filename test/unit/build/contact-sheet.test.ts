import { expect, it } from 'vitest';
import { contactSheet } from '../../e2e/walkthrough/contact-sheet.ts';

const look = { width: 1024, height: 768, theme: 'light', language: 'en' };

it('shows each picture once, beneath its chapter, with what it can be chosen by', () => {
  const page = contactSheet([
    { file: '01-new-sale.png', number: '01', name: 'new sale', chapter: 'sales', ...look },
    { file: '02-a-b.png', number: '02', name: 'a "b" <c>', chapter: 'day', ...look, width: 1920, theme: 'dark' },
  ]);
  expect(page.match(/<figure /g)).toHaveLength(2);
  expect(page).toContain('<h2 id="day">day</h2>');
  expect(page).toContain('<option>1920 × 768</option>');
  expect(page).toContain('data-theme="dark"');
  expect(page).toContain('a &quot;b&quot; &lt;c>');
});
