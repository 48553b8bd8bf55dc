import { describe, expect, it } from 'vitest';
import { customerSale, customerState, shownTo } from '../../../electron/core/customer/sight.ts';
import { CUSTOMER_STATES, customerSaleSchema, languageOfNumber } from '../../../shared/customer.ts';
import type { CustomerState } from '../../../shared/customer.ts';
import { isPaid } from '../../../shared/payment-standing.ts';
import type { Payment, Sale } from '../../../shared/payment.ts';
import { customerTexts } from '../../../renderer/customer/texts.ts';
import { CUSTOMER_LOOKS } from '../../../renderer/customer/looks.ts';
import { saleScreen } from '../../../renderer/state/select-screen.ts';
import type { SaleScreenName } from '../../../renderer/state/select-screen.ts';
import { vatRate } from '../../../shared/vat.ts';
import { LANGUAGE_CODES } from '../../../shared/texts/languages.ts';
import { opened, STATES } from '../../support/machine/payment-samples.ts';
import { saleIn } from '../../support/renderer/renderer-fixtures.ts';

const saleOf = (payment: Payment, change: Partial<Sale> = {}): Sale => ({
  ...opened,
  openedAt: opened.at,
  payments: [payment],
  nextPollAt: null,
  changingTo: null,
  codePicture: null,
  ...change,
});
const variants = ([name, payment]: readonly [string, Payment]): readonly (readonly [string, Payment])[] => [
  [name, payment],
  [`${name}, by code`, { ...payment, method: 'code', recipient: null }],
  [`${name}, needs a person`, { ...payment, attention: 'wallet.captureDiffers' }],
  [
    `${name}, settled by hand`,
    { ...payment, resolution: { at: 1, problem: 'wallet.captureDiffers', reason: 'by hand', by: null } },
  ],
];
const ALL = STATES.flatMap(variants);

/** What the customer may read while the cashier reads this. */
const SEEN_BY_CASHIER: Readonly<Record<CustomerState, readonly SaleScreenName[]>> = {
  sending: ['sending'],
  preparing: ['sending', 'waiting'],
  waiting: ['waiting'],
  code: ['waiting'],
  withdrawing: ['cancelling'],
  changing: ['changing'],
  approved: ['approved'],
  partTaken: ['partTaken'],
  completing: ['capturing'],
  completingUnclear: ['captureUnclear'],
  paid: ['paid'],
  paidPart: ['paidPart'],
  releasing: ['releasing'],
  released: ['released'],
  givingBack: ['refunding'],
  givingBackUnclear: ['refundUnclear'],
  givenBackPart: ['refundedPart'],
  givenBack: ['refunded'],
  declined: ['declined'],
  expired: ['expired'],
  cancelled: ['withdrawn'],
  notDone: ['refused', 'notSent'],
  unclear: ['unclear'],
  staff: ['attention'],
  settled: ['settledByHand'],
};
/** Words of these say that no money was taken. */
const NOTHING_TAKEN: readonly CustomerState[] = ['released', 'declined', 'expired', 'cancelled', 'notDone'];

describe('what a customer is told', () => {
  it.each(ALL)('is what the cashier is told, in other words: %s', (_name, payment) => {
    expect(SEEN_BY_CASHIER[customerState(saleOf(payment))]).toContain(saleScreen(payment).name);
  });

  it.each(ALL)('calls nothing paid that is not, and nothing untaken that is or can be: %s', (_name, payment) => {
    const { state } = customerSale(saleOf(payment), 'Bakeri');
    if (state === 'paid' || state === 'paidPart') expect(isPaid(payment)).toBe(true);
    if (NOTHING_TAKEN.includes(state)) {
      expect(payment.amounts.captured).toBe(0);
      expect(payment.certainty.name).toBe('confirmed');
      expect(['aborted', 'expired', 'terminated', 'refused', 'cancelled']).toContain(payment.phase.name);
    }
  });

  it.each(ALL)('holds no number, no name of a person, no reference and no receipt number: %s', (_name, payment) => {
    const sale = saleOf(payment, { posId: 'pos-canary', receiptNumber: 987_654 });
    const told = customerSale(sale, 'Bakeri');
    expect(customerSaleSchema.parse(told)).toEqual(told);
    const text = JSON.stringify(told);
    for (const secret of [payment.reference, sale.saleId, 'pos-canary', '987654', 'lastTwo', 'person-1', 'Kari', 'psp'])
      expect(text).not.toContain(secret);
  });

  it('shows a code and a time only while they can answer', () => {
    const [, waiting] = STATES.find(([name]) => name === 'waiting') ?? [];
    if (waiting?.phase.name !== 'waiting') throw new Error('no such state');
    const byCode: Payment = {
      ...waiting,
      method: 'code',
      codeForm: 'text',
      recipient: null,
      phase: { ...waiting.phase, code: 'https://qr.vipps.no/x' },
    };
    expect(customerSale(saleOf(byCode), null)).toMatchObject({
      state: 'code',
      code: { name: 'text', text: 'https://qr.vipps.no/x' },
      time: { from: byCode.requestedAt },
    });
    const byPicture: Payment = { ...byCode, codeForm: 'image' };
    expect(customerSale(saleOf(byPicture), null)).toMatchObject({ state: 'preparing', code: null });
    const lost = saleOf(byPicture, { codePicture: { name: 'lost' } });
    expect(customerSale(lost, null)).toMatchObject({ state: 'preparing', code: null });
    const id = '00000000-0000-4000-8000-000000000001';
    const there = customerSale(saleOf(byPicture, { codePicture: { name: 'there', id } }), null);
    expect(there).toMatchObject({ state: 'code', code: { name: 'picture', id } });
    expect(JSON.stringify(there)).not.toContain('qr.vipps.no');
    const inDoubt: Payment = { ...byCode, certainty: { name: 'unclear', since: 1, problem: 'network.timeout' } };
    expect(customerSale(saleOf(inDoubt), null)).toMatchObject({ state: 'unclear', code: null, time: null });
    const changing = saleOf(byCode, { changingTo: { method: 'phone', recipient: { country: 'NO', lastTwo: '67' } } });
    expect(customerSale(changing, null)).toMatchObject({ state: 'changing', code: null, time: null });
  });

  it('lists goods, but not the line that only carries an amount', () => {
    const sale = saleOf(ALL[0]![1]);
    const bare = [{ name: 'Bakeri', quantity: '1', unitPrice: sale.total.value, vatRate: vatRate(2500) }];
    expect(customerSale({ ...sale, lines: bare }, 'Bakeri').lines).toEqual([]);
    expect(customerSale({ ...sale, lines: bare }, 'Another').lines).toEqual([
      { name: 'Bakeri', quantity: '1', total: sale.total.value },
    ]);
  });

  it('has a look and words in every language for each state', () => {
    for (const language of LANGUAGE_CODES)
      for (const state of CUSTOMER_STATES) {
        const text = customerTexts(language);
        expect(text(`states.${state}.title`, { wallet: 'Vipps', amount: '1' })).not.toMatch(/\{\{/);
        expect(text(`states.${state}.note`, { wallet: 'Vipps' })).not.toMatch(/\{\{/);
      }
    const looks = CUSTOMER_STATES.map((state) => `${CUSTOMER_LOOKS[state].tone} ${CUSTOMER_LOOKS[state].mark}`);
    // What is said in the same words may look the same: a request on its way, and one that can be answered.
    const twice = looks.filter((look, index) => looks.indexOf(look) !== index);
    expect(twice).toEqual(['waiting dots', 'waiting phone', 'waiting barred']);
  });
});

describe('the sale before the customer', () => {
  const live = saleIn({ phase: { name: 'waiting', expiresAt: 9, code: null }, number: 1 });
  const over = saleIn({ phase: { name: 'aborted', at: 5 }, number: 2 });
  const sales = [live, over];

  it('is the one in the middle of the till', () => {
    expect(shownTo(null, live.saleId, sales)).toBe(live.saleId);
    expect(shownTo(over.saleId, live.saleId, sales)).toBe(live.saleId);
    expect(shownTo(live.saleId, null, sales)).toBeNull();
  });

  it('is none that was over before: whoever looks it up shows it to nobody', () => {
    expect(shownTo(null, over.saleId, sales)).toBeNull();
    expect(shownTo(live.saleId, over.saleId, sales)).toBeNull();
    // It ended before their eyes.
    expect(shownTo(over.saleId, over.saleId, sales)).toBe(over.saleId);
  });
});

it('speaks the language of the number’s country where there is one', () => {
  expect(languageOfNumber('NO')).toBe('nb');
  const tags: Readonly<Record<string, string>> = { DK: 'da', SE: 'sv', FI: 'fi' };
  for (const country of ['DK', 'SE', 'FI'] as const)
    expect(languageOfNumber(country)).toBe(LANGUAGE_CODES.find((code) => code === tags[country]) ?? 'en');
});
