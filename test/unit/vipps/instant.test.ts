import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { httpDate, instantOf } from '../../../electron/adapters/vipps/instant.ts';

const AT = Date.UTC(2026, 0, 19, 12, 0, 1);

/** Far from UTC, so that a time which is read as local shows. */
const own = process.env['TZ'];
beforeEach(() => void (process.env['TZ'] = 'Pacific/Auckland'));
afterEach(() => {
  if (own === undefined) delete process.env['TZ'];
  else process.env['TZ'] = own;
});

describe('times in answers', () => {
  it('the machine of this test is far from UTC', () => expect(new Date(AT).getHours()).not.toBe(12));

  it.each<[string, number | null]>([
    ['2026-01-19T12:00:01Z', AT],
    ['2026-01-19T12:00:01.5Z', AT + 500],
    ['2026-01-19T12:00:01.123456789Z', AT + 123],
    ['2026-01-19t12:00:01z', AT],
    ['2026-01-19T13:00:01+01:00', AT],
    ['2026-01-19T13:00:01+0100', AT],
    ['2026-01-19T13:00:01+01', AT],
    ['2026-01-19T07:30:01-04:30', AT],
    ['2026-01-19T12:00:01', AT],
    ['2026-01-19 12:00:01', AT],
    ['2026-01-19T12:00:01.250', AT + 250],
    ['2026-01-19', null],
    ['2026-13-19T12:00:01Z', null],
    ['12:00:01', null],
    ['yesterday', null],
    ['', null],
    ['1768824001', null],
  ])('%j', (text, expected) => expect(instantOf(text)).toBe(expected));

  it.each<[string, number | null]>([
    ['Mon, 19 Jan 2026 12:00:01 GMT', AT],
    ['Mon, 19 Jan 2026 12:00:01', AT],
    ['Monday, 19-Jan-26 12:00:01 GMT', AT],
    ['Mon Jan 19 12:00:01 2026', AT],
    ['Mon, 19 Jan 2026 13:00:01 +0100', AT],
    ['soon', null],
    ['', null],
    ['5', null],
  ])('of headers: %j', (text, expected) => expect(httpDate(text)).toBe(expected));
});
