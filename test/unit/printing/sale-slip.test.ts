import { describe, expect, it } from 'vitest';
import { paidOf, refundSlip, saleSlip, testSlip } from '../../../electron/core/slips/sale-slip.ts';
import { tableSlip } from '../../../electron/core/slips/slip-parts.ts';
import type { Sale } from '../../../shared/payment.ts';
import { layoutSlip, slipText } from '../../../shared/slip.ts';
import type { Slip } from '../../../shared/slip.ts';
import { AT, contextIn, LINES, movement, paidSale } from '../../support/printing/slip-samples.ts';
import type { SaleFacts } from '../../support/printing/slip-samples.ts';

const slipOf = (facts: SaleFacts = {}, context = contextIn(facts.country ?? 'NO')): Slip => {
  const sale = paidSale(facts);
  return saleSlip(context, sale, payment(sale));
};
const payment = (sale: Sale) => paidOf(sale) ?? expect.unreachable('nothing was taken');
const text = (slip: Slip) => slipText(slip, 42).join('\n');
const marks = (slip: Slip) =>
  layoutSlip(slip, 42)
    .filter((line) => line.kind === 'text' && line.size === 2)
    .map((line) => (line.kind === 'text' ? line.text.trim() : ''));

describe('the slip of a sale', () => {
  it('holds what was bought, VAT, the sum and the reference as a code', () => {
    const slip = slipOf();
    expect(text(slip)).toMatchInlineSnapshot(`
      "    I K K J E   K V I T T E R I N G
                  F O R   K J Ø P

                 Bakeri Ærlig & Sønn
                       Betaling

      Nummer                                0042
      Tid                       21.11.2026 12:43
      Kasse                               till-1
      Betjent av                            Kari
      ------------------------------------------
      2 x Kaffe                            90,00
      Grovbrød med solsikkefrø, surdeig og
      et navn som er altfor langt for
      rullen                               69,90
      0,485 x Ost                          89,90
      ------------------------------------------
      Sum NOK                             249,80

      MVA                  Uten MVA          MVA
      25 %                    72,00        18,00
      15 %                   138,96        20,84
      ------------------------------------------
      Betalt med Vipps                    249,80
      Telefon som slutter på                  67
      Referanse
           bakeri-till1-20261121-ab120042-1"
    `);
    expect(slip).toContainEqual({ kind: 'code', value: 'bakeri-till1-20261121-ab120042-1' });
  });

  it('says in Norway that it is no receipt, in letters half as large again as its amounts at least', () => {
    const slip = slipOf();
    expect(marks(slip).join(' ')).toBe('IKKJE KVITTERING FOR KJØP');
    const largestAmount = Math.max(
      ...layoutSlip(slip, 42).flatMap((line) => (line.kind === 'text' && /\d,\d\d/.test(line.text) ? [line.size] : [])),
    );
    expect(2 / largestAmount).toBeGreaterThanOrEqual(1.5);
    for (const country of ['DK', 'FI'] as const) expect(marks(slipOf({ country }))).toEqual([]);
  });

  it('says where no money moved', () => {
    for (const [environment, words] of [
      ['practice', 'ØVING'],
      ['test', 'TEST'],
    ] as const) {
      const lines = slipText(slipOf({}, contextIn('NO', { environment })), 42);
      expect([lines[0], lines.at(-1)]).toEqual([expect.stringContaining(words), expect.stringContaining(words)]);
    }
    expect(text(slipOf())).not.toMatch(/ØVING|TEST/);
  });

  it('says what was delivered, and what was given back', () => {
    const slip = slipOf({
      captured: 4_500,
      released: 20_480,
      movements: [movement('capture', 4_500, { parts: [{ line: 0, quantity: '1' }] }), movement('release', 20_480)],
    });
    const shown = text(slip);
    expect(shown).toMatch(/Levert og betalt\nKaffe +45,00\n/);
    expect(shown).not.toMatch(/Grovbrød/);
    expect(shown).toMatch(/Sum NOK +45,00\n/);
    expect(shown).toMatch(/25 % +36,00 +9,00\n/);
    expect(shown).toMatch(/Ikke levert, gitt tilbake +204,80\n/);
  });

  it('says what is still reserved, and of an amount alone that it is a part', () => {
    const shown = text(slipOf({ captured: 10_000 }));
    expect(shown).toMatch(/Del av beløpet +100,00\n/);
    expect(shown).toMatch(/Ikke levert ennå, reservert +149,80\n/);
  });

  it('speaks the shop’s language and writes amounts as its country does', () => {
    const shown = text(
      slipOf(
        {
          country: 'DK',
          lines: [{ name: 'Cykel', quantity: '1', unitPrice: 1_249_900, vatRate: 2500 }],
          total: 1_249_900,
        },
        contextIn('DK', {}, 'en'),
      ),
    );
    expect(shown).toMatch(/Total DKK +12\.499,00\n/);
    expect(shown).toMatch(/Paid with MobilePay +12\.499,00\n/);
  });

  it('says what was taken off a line, and how much was weighed', () => {
    const lines = [
      { name: 'Ost', quantity: '0.485', unit: 'KG', unitPrice: 21_990, vatRate: 1500, discount: 1_065 },
      { name: 'Bolle', quantity: '2', unitPrice: 4_500, vatRate: 1500 },
    ] as const;
    const shown = text(slipOf({ lines, total: 18_600 }));
    expect(shown).toMatch(/0,485 kg x Ost +106,65\n- Rabatt +-10,65\n2 x Bolle +90,00\n/);
    expect(shown).toMatch(/Sum NOK +186,00\n/);
    expect(marks(slipOf({ lines, total: 18_600 }))).toEqual(marks(slipOf()));
    // A part of it bears its share.
    const part = {
      parts: [
        { line: 1, quantity: '1' },
        { line: 0, quantity: '0.485' },
      ],
    };
    const given = paidSale({
      lines,
      total: 18_600,
      refunded: 14_100,
      movements: [movement('capture', 18_600), movement('refund', 14_100, part)],
    });
    const [payment] = given.payments;
    const back = payment?.movements[1];
    expect(payment && back && text(refundSlip(contextIn('NO'), given, payment, back))).toMatch(
      /Bolle +45,00\n0,485 kg x Ost +106,65\n- Rabatt +-10,65\n/,
    );
  });

  it('is about the payment of which money was taken', () => {
    expect(paidOf(paidSale({ captured: 0, movements: [] }))).toBeNull();
  });

  it('fits a receipt of a hundred lines on a narrow roll too', () => {
    const lines = Array.from({ length: 100 }, (_, index) => ({
      name: `${LINES[1]?.name} ${index}`,
      quantity: '99999.999',
      unitPrice: 100,
      vatRate: 2500,
    }));
    const slip = slipOf({ lines, total: 65_000_000 });
    for (const line of layoutSlip(slip, 32))
      if (line.kind === 'text') expect(line.text.length * line.size).toBeLessThanOrEqual(32);
  });
});

describe('the slip of a refund', () => {
  const facts: SaleFacts = {
    refunded: 14_500,
    movements: [
      movement('capture', 24_980),
      movement('refund', 10_000, { key: null }),
      movement('refund', 4_500, {
        parts: [{ line: 0, quantity: '1' }],
        at: AT + 60_000,
        by: { id: 'p-2', name: 'Ola' },
      }),
    ],
  };
  const refund = (index: number): string => {
    const sale = paidSale(facts);
    return text(
      refundSlip(contextIn('NO'), sale, payment(sale), payment(sale).movements[index] ?? expect.unreachable()),
    );
  };

  it('holds the goods, the sum and what is left of the payment then', () => {
    const shown = refund(2);
    expect(shown).toMatch(/Gitt tilbake for\nKaffe +45,00\n/);
    expect(shown).toMatch(/Refundert NOK +45,00\n/);
    expect(shown).toMatch(/Igjen av betalingen +104,80\n/);
    expect(shown).toMatch(/Betjent av +Ola\n/);
    expect(shown).toMatch(/12:44/);
  });

  it('says of one that was made in the wallet’s portal where it was made', () => {
    expect(refund(1)).toMatch(/Refundert med Vipps i lommebokens portal\n/);
    expect(refund(1)).toMatch(/Igjen av betalingen +149,80\n/);
  });
});

describe('other slips', () => {
  it('sets a report with its parts and a line to sign on, without the mark of a sale', () => {
    const slip = tableSlip(contextIn('NO', { environment: 'test' }), {
      title: 'Dagsrapport betalingsterminal',
      notes: ['Ikke en Z-rapport fra et kassasystem'],
      signature: true,
      parts: [
        {
          title: 'Kanaler',
          rows: [
            { name: 'Telefon', figures: ['41', '12\u00a0418,00'] },
            { name: 'Netto', figures: ['12\u00a0418,00'], bold: true },
          ],
          notes: ['Alt stemmer.'],
        },
      ],
    });
    expect(text(slip)).toMatch(
      /Kanaler\nTelefon +41 +12 418,00\nNetto +12 418,00\nAlt stemmer\.\n-{42}\n\n\n *_{28}\n *Signatur\n/,
    );
    expect(marks(slip)).toEqual([]);
  });

  it('shows with a ruler whether a line of the roll fits', () => {
    for (const columns of [42, 32] as const)
      expect(layoutSlip(testSlip(contextIn('NO'), columns, AT), columns)).toContainEqual({
        kind: 'text',
        text: '1234567890'.repeat(5).slice(0, columns),
        bold: false,
        size: 1,
      });
  });
});
