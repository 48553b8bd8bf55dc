import { describe, expect, it } from 'vitest';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { readSearch } from '../../../electron/core/sales/search.ts';
import { minor } from '../../../shared/money.ts';
import { maskPhone, msisdnSchema } from '../../../shared/phone.ts';
import { UTC } from '../../support/till/calendars.ts';
import { eventsOf } from '../../support/simulation/sale-stories.ts';
import type { End } from '../../support/simulation/sale-stories.ts';
import { vatRate } from '../../../shared/vat.ts';

const NOW = Date.UTC(2026, 10, 21, 15);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const search = (typed: string) => readSearch(typed, UTC, NOW);

describe('what a typed text can mean', () => {
  it.each([
    '21.11',
    '21. november',
    '21 nov',
    '21. nov. 2026',
    'Nov 21',
    'november 21, 2026',
    'today',
    'i dag',
    'I DAG',
  ])('%s is that day, in any language', (typed) => {
    const from = Date.UTC(2026, 10, 21);
    expect(search(typed)).toContainEqual({ by: 'time', from, to: from + 24 * HOUR });
  });

  it.each(['21. nov 14:30', '21 november, 14.30', 'Nov 21 14:30', 'today 14:30', 'i dag 14:30'])(
    '%s is about that time of that day',
    (typed) => {
      const at = Date.UTC(2026, 10, 21, 14, 30);
      expect(search(typed)).toEqual([{ by: 'time', from: at - 15 * MINUTE, to: at + 15 * MINUTE }]);
    },
  );

  it('names months and days as each language does, the newest one that has been', () => {
    const dayOf = (typed: string) => search(typed).map((each) => ('from' in each ? each.from : each));
    expect(dayOf('i går')).toEqual([Date.UTC(2026, 10, 20)]);
    expect(dayOf('yesterday')).toEqual([Date.UTC(2026, 10, 20)]);
    expect(dayOf('24. des')).toEqual([Date.UTC(2025, 11, 24)]);
    expect(dayOf('24 december')).toEqual([Date.UTC(2025, 11, 24)]);
    expect(dayOf('17. mai')).toEqual([Date.UTC(2026, 4, 17)]);
    expect(dayOf('17. maj')).toEqual([Date.UTC(2026, 4, 17)]);
    expect(dayOf('3. marts 2026')).toEqual([Date.UTC(2026, 2, 3)]);
    expect(dayOf('may 17')).toEqual([Date.UTC(2026, 4, 17)]);
    for (const typed of ['17 maj', '17. maj', '17. toukokuuta', '17 toukok'])
      expect(dayOf(typed), typed).toEqual([Date.UTC(2026, 4, 17)]);
    expect(dayOf('3 augusti')).toEqual([Date.UTC(2026, 7, 3)]);
    expect(dayOf('9. marts')).toEqual([Date.UTC(2026, 2, 9)]);
    expect(dayOf('9. marraskuuta')).toEqual([Date.UTC(2026, 10, 9)]);
    expect(dayOf('igår')).toEqual([Date.UTC(2026, 10, 20)]);
    expect(dayOf('eilen')).toEqual([Date.UTC(2026, 10, 20)]);
    expect(dayOf('31. juni')).toEqual([]);
    expect(dayOf('12 boller')).toEqual([]);
    expect(dayOf('m 3')).toEqual([]);
  });

  it.each<[string, object[]]>([
    ['', []],
    ['   ', []],
    ['hei', []],
    [
      '7',
      [
        { by: 'receipt', number: 7 },
        { by: 'total', from: 700, to: 799 },
      ],
    ],
    ['#0012', [{ by: 'receipt', number: 12 }]],
    [
      '67',
      [
        { by: 'receipt', number: 67 },
        { by: 'phone', digits: '67' },
        { by: 'total', from: 6_700, to: 6_799 },
      ],
    ],
    ['…67', [{ by: 'phone', digits: '67' }]],
    [
      '4567',
      [
        { by: 'receipt', number: 4_567 },
        { by: 'phone', digits: '4567' },
        { by: 'total', from: 456_700, to: 456_799 },
      ],
    ],
    ['+47 912 34 567', [{ by: 'phone', digits: '4567' }]],
    [
      '249',
      [
        { by: 'receipt', number: 249 },
        { by: 'total', from: 24_900, to: 24_999 },
      ],
    ],
    ['249,5', [{ by: 'total', from: 24_950, to: 24_950 }]],
    ['249,00 kr', [{ by: 'total', from: 24_900, to: 24_900 }]],
    [
      '1 249',
      [
        { by: 'phone', digits: '1249' },
        { by: 'total', from: 124_900, to: 124_999 },
      ],
    ],
    ['21.11.2026', [{ by: 'time', from: Date.UTC(2026, 10, 21), to: Date.UTC(2026, 10, 22) }]],
    ['2026-11-21', [{ by: 'time', from: Date.UTC(2026, 10, 21), to: Date.UTC(2026, 10, 22) }]],
    ['31.12.', [{ by: 'time', from: Date.UTC(2025, 11, 31), to: Date.UTC(2026, 0, 1) }]],
    ['31.2.2026', []],
    ['14:30', [{ by: 'time', from: Date.UTC(2026, 10, 21, 14, 15), to: Date.UTC(2026, 10, 21, 14, 45) }]],
    ['20.11 09:00', [{ by: 'time', from: Date.UTC(2026, 10, 20, 8, 45), to: Date.UTC(2026, 10, 20, 9, 15) }]],
    ['20.11 klokka', []],
    ['Shop-till1-20261121-abcd0007-1', [{ by: 'reference', beginning: 'shop-till1-20261121-abcd0007-1' }]],
    ['999999999999999', [{ by: 'phone', digits: '9999' }]],
  ])('%j', (typed, wanted) => {
    expect(search(typed)).toEqual(wanted);
  });

  it('takes a day and a month for the newest such day, and for an amount too', () => {
    expect(search('20.11')).toEqual([
      { by: 'total', from: 2_011, to: 2_011 },
      { by: 'time', from: Date.UTC(2026, 10, 20), to: Date.UTC(2026, 10, 21) },
    ]);
    expect(search('22.11').at(-1)).toEqual({ by: 'time', from: Date.UTC(2025, 10, 22), to: Date.UTC(2025, 10, 23) });
  });
});

/** Sales an hour apart: number n costs n kr, every fourth was shown as a code. */
function listed(count: number, end: (number: number) => End = () => 'paid'): SqliteJournal {
  const journal = new SqliteJournal(':memory:');
  for (let number = 1; number <= count; number += 1) {
    const lines = [{ name: 'Sale', quantity: '1', unitPrice: minor(number * 100), vatRate: vatRate(2500) }];
    journal.append(
      eventsOf({
        receiptNumber: number,
        at: NOW - (count - number) * HOUR,
        lasts: 1_000,
        lines,
        code: number % 4 === 0,
        end: end(number),
      }),
    );
  }
  return journal;
}

const numbers = (rows: readonly { readonly receiptNumber: number }[]) => rows.map(({ receiptNumber }) => receiptNumber);

describe('the list of sales', () => {
  it('goes on below a receipt number, newest first, to its end', () => {
    const { saleList } = listed(7);
    expect(saleList.ends()).toEqual({ newest: 7, oldest: 1 });
    expect(numbers(saleList.page(Number.MAX_SAFE_INTEGER, 3))).toEqual([7, 6, 5]);
    expect(numbers(saleList.page(5, 3))).toEqual([4, 3, 2]);
    expect(numbers(saleList.page(2, 3))).toEqual([1]);
    expect(saleList.page(1, 3)).toEqual([]);
    expect(new SqliteJournal(':memory:').saleList.ends()).toBeNull();
  });

  it('says of each sale how it stands', () => {
    const ends: readonly End[] = [
      'paid',
      'approved',
      'released',
      'declined',
      'expired',
      'withdrawn',
      'refused',
      'waiting',
      'unclear',
      'attention',
    ];
    const rows = listed(10, (number) => ends[number - 1] ?? 'paid').saleList.page(11, 10);
    expect(rows.map(({ state }) => state).toReversed()).toEqual([
      'paid',
      'reserved',
      'released',
      'declined',
      'expired',
      'withdrawn',
      'refused',
      'waiting',
      'unclear',
      'attention',
    ]);
    expect(rows.at(-1)).toEqual({
      receiptNumber: 1,
      saleId: expect.any(String),
      openedAt: NOW - 9 * HOUR,
      total: 100,
      state: 'paid',
      method: 'phone',
      phoneEnd: expect.stringMatching(/^\d{2,4}$/),
      cashier: null,
    });
    expect(rows.find(({ receiptNumber }) => receiptNumber === 8)).toMatchObject({ method: 'code', phoneEnd: null });
  });

  it('finds by receipt number, amount, end of the phone number, time and reference, each sale once', () => {
    const { saleList } = listed(40);
    const found = (typed: string, below = 1_000, limit = 50) => numbers(saleList.find(search(typed), below, limit));
    // Receipt 7 and 7,00 kr are the same sale.
    expect(found('7')).toEqual([7]);
    expect(found('12,00')).toEqual([12]);
    expect(found('67')).toEqual(
      Array.from({ length: 40 }, (_, index) => 40 - index).filter((number) => number % 4 !== 0),
    );
    expect(found('67', 35, 3)).toEqual([34, 33, 31]);
    expect(found('21.11.2026')).toEqual(Array.from({ length: 16 }, (_, index) => 40 - index));
    expect(found('13:00')).toEqual([38]);
    expect(found('shop-till1-20261121-abcd00000033-1')).toEqual([33]);
    expect(found('shop-till1-20261121-abcd0000003')).toEqual([39, 38, 37, 36, 35, 34, 33, 32, 31, 30]);
    expect(found('9999')).toEqual([]);
  });

  it('follows every event, and is written anew where it is wrong', () => {
    const journal = listed(3, () => 'approved');
    expect(journal.saleList.page(9, 1)[0]?.state).toBe('reserved');
    const [saleId] = journal.openSales();
    const requested = journal.sale(saleId!).find((event) => event.type === 'payment.requested')!;
    const amounts = {
      authorized: requested.amount.value,
      captured: requested.amount.value,
      cancelled: minor(0),
      refunded: minor(0),
    };
    journal.append([
      {
        type: 'payment.reported',
        at: NOW,
        saleId: saleId!,
        reference: requested.reference,
        state: 'AUTHORIZED',
        amounts,
        evidence: { at: NOW, source: 'get', state: 'AUTHORIZED', pspReference: null },
      },
    ]);
    expect(journal.saleList.page(2, 1)[0]?.state).toBe('paid');
    expect(journal.verify()).toBeNull();
  });
});

describe('what is kept of a phone number', () => {
  it('is its last four digits only where as many stay hidden', () => {
    expect(maskPhone(msisdnSchema.parse('4791234567'), 'NO')).toEqual({
      country: 'NO',
      lastTwo: '67',
      lastFour: '4567',
    });
    expect(maskPhone(msisdnSchema.parse('358401234'), 'FI')).toEqual({ country: 'FI', lastTwo: '34' });
  });
});
