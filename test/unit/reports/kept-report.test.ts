import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { closingBase } from '../../../electron/core/closing/closing.ts';
import { reconciliationSchema } from '../../../shared/closing.ts';
import { keptReportSchema } from '../../../shared/kept-report.ts';

/** Closings as every version of the terminal left them in a journal: each still opens, and says what it said. */

const example = (format: number): unknown =>
  z
    .json()
    .parse(
      JSON.parse(
        readFileSync(new URL(`../../support/journal/kept-closings/format-${format}.json`, import.meta.url), 'utf8'),
      ),
    );

/** A part of the example written in another way. */
function changed(value: unknown, path: readonly string[], to: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  const fields = z.record(z.string(), z.unknown()).parse(value);
  return { ...fields, [key]: changed(fields[key], rest, to) };
}

it('one of format 1 opens: what it showed as 0.00 without knowing it is not known', () => {
  const { report, slip } = keptReportSchema.parse(example(1));
  expect(report).toMatchObject({
    format: 4,
    number: 1,
    net: 33_400,
    takings: { count: 3, amount: 35_600 },
    reason: 'Told to the wallet company',
  });
  expect(
    report.reconciliation?.differences.map(({ kind, stake, amount, reason }) => [kind, stake, amount, reason?.text]),
  ).toEqual([
    ['portalRefund', null, -1_500, 'Refunded by the owner'],
    ['walletDiffers', null, null, undefined],
    ['pending', null, 0, undefined],
    ['fee', null, -628, undefined],
  ]);
  expect(report.reconciliation).toMatchObject({
    leftOut: [],
    wallet: { unasked: null },
    settlement: { odd: { signs: 0, balances: 0 } },
  });
  const before = z.object({ slip: z.array(z.unknown()) }).parse(example(1));
  expect(slip).toEqual(before.slip);
});

it('one of format 1 that left differences out still says so', () => {
  const more = keptReportSchema.parse(changed(example(1), ['report', 'reconciliation', 'leftOut'], 21));
  expect(more.report.reconciliation?.leftOut).toEqual([{ kind: null, count: 21, amount: null }]);
  const never = keptReportSchema.parse(changed(example(1), ['report', 'reconciliation'], null));
  expect(never.report.reconciliation).toBeNull();
});

it('one of format 2 opens: its two figures for how the customer was asked are those of its two methods', () => {
  const { report, slip } = keptReportSchema.parse(example(2));
  const before = z
    .object({ report: z.object({ channels: z.unknown(), takings: z.unknown() }), slip: z.unknown() })
    .parse(example(2));
  expect(report).toMatchObject({ format: 4, discounts: null });
  expect(report.methods).toEqual(before.report.channels);
  expect(report.takings).toEqual(before.report.takings);
  expect(report).not.toHaveProperty('channels');
  expect(slip).toEqual(before.slip);
});

it('one of format 3 opens: nobody knows what was taken off before there were discounts', () => {
  const { report, slip } = keptReportSchema.parse(example(3));
  const before = z.object({ report: z.looseObject({ methods: z.unknown() }), slip: z.unknown() }).parse(example(3));
  expect(report).toEqual({ ...before.report, format: 4, discounts: null });
  expect(slip).toEqual(before.slip);
});

it('one of format 4 opens as it is, also one that knows fewer methods than there are now', () => {
  const whole = example(4);
  expect(keptReportSchema.parse(whole)).toEqual(whole);
  const fewer = changed(whole, ['report', 'methods'], { phone: { count: 3, amount: 35_600 } });
  expect(keptReportSchema.parse(fewer).report.methods).toEqual({ phone: { count: 3, amount: 35_600 } });
  const { differences } = reconciliationSchema.parse(keptReportSchema.parse(whole).report.reconciliation);
  expect(differences.every(({ amount }) => amount !== null && amount !== 0)).toBe(true);
});

it('one of a format that is not known is refused, and never read as another', () => {
  for (const format of [0, 5, '1', null])
    expect(keptReportSchema.safeParse(changed(example(4), ['report', 'format'], format)).success).toBe(false);
  expect(keptReportSchema.safeParse(changed(example(1), ['report', 'format'], 2)).success).toBe(false);
  expect(keptReportSchema.safeParse(changed(example(2), ['report', 'format'], 3)).success).toBe(false);
  expect(keptReportSchema.safeParse(changed(example(3), ['report', 'format'], 4)).success).toBe(false);
});

it('closings go on from one of any format', () => {
  for (const format of [1, 2, 3, 4]) {
    const journal = new SqliteJournal(':memory:');
    const closing = z.json().parse(example(format));
    journal.note([{ type: 'day.closed', at: 1, by: null, approvedBy: null, number: 1, closing }]);
    expect(closingBase(journal)).toMatchObject({ number: 1, first: 2, grand: { sales: { count: 3, amount: 35_600 } } });
    journal.close();
  }
});
