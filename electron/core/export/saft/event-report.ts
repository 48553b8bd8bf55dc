import { employeeId } from './employees.ts';
import { decimal, elements, escaped } from './xml.ts';
import type { Content } from './xml.ts';
import type { Calendar } from '../../ports/clock.ts';
import { balanceOf, difference, totalOf, ZERO } from '../../../../shared/money.ts';
import type { ClosingReport } from '../../../../shared/closing.ts';
import type { CompanyFacts } from '../../../../shared/export.ts';
import type { VatRate } from '../../../../shared/vat.ts';

/** What a report needs of the file that it stands in. */
export interface ReportFacts {
  readonly calendar: Calendar;
  readonly company: CompanyFacts;
  readonly posId: string;
  /** No money moved. */
  readonly training: boolean;
}

type Part = readonly [name: string, content: Content | null];

/** A figure that the standard asks for and this terminal has no such function for. */
const none = (name: string): readonly Part[] => [
  [`${name}Num`, 0],
  [`${name}Amnt`, '0.00'],
];
const noneOf = (outer: string, inner: string, type: string, prefix: string): Part => [
  outer,
  elements([
    [
      inner,
      elements([
        [type, 'NONE'],
        [`${prefix}Num`, 0],
        [`${prefix}Amnt`, '0.00'],
      ]),
    ],
  ]),
];

/**
 * The terminal's day report in the standard's own form, in its order. Sums are net of returns, as in the tax
 * administration's example; what the terminal does not have (drawer, float, corrections, price look-ups) is zero, since
 * the schema does not let it be left out.
 */
export function eventReport({ calendar, company, posId, training }: ReportFacts, report: ClosingReport) {
  const { date, time } = calendar.local(report.at);
  const { outcomes } = report.requests;
  const aborted = [outcomes.declined, outcomes.expired, outcomes.withdrawn, outcomes.refused];
  return elements([
    ['reportID', `${report.kind}-${report.number}`],
    ['reportType', report.kind === 'x' ? 'X report' : 'Z report'],
    ['companyIdent', company.number],
    ['companyName', { xml: escaped(company.name, 100) }],
    ['reportDate', date],
    ['reportTime', time],
    ['registerID', { xml: escaped(posId, 100) }],
    ['reportTotalCashSales', elements([['totalCashSaleAmnt', decimal(report.net)]])],
    ...salesOf(report),
    ['reportOpeningChangeFloat', '0.00'],
    ['reportReceiptNum', report.takings.count],
    ['reportOpenCashBoxNum', 0],
    ['reportReceiptCopyNum', report.slips.copies.count],
    ['reportReceiptCopyAmnt', decimal(report.slips.copies.amount)],
    ...none('reportReceiptProforma'),
    ['reportReturnNum', report.refunds.count],
    ['reportReturnAmnt', decimal(report.refunds.amount)],
    ['reportDiscountNum', report.discounts?.count ?? 0],
    ['reportDiscountAmnt', decimal(report.discounts?.amount ?? 0)],
    ['reportVoidTransNum', aborted.reduce((sum, { count }) => sum + count, 0)],
    ['reportVoidTransAmnt', decimal(totalOf(aborted.map(({ amount }) => amount)))],
    noneOf('reportCorrLines', 'reportCorrLine', 'corrLineType', 'corrLine'),
    noneOf('reportPriceInquiries', 'reportPriceInquiry', 'priceInquiryGroup', 'priceInquiry'),
    noneOf('reportOtherCorrs', 'reportOtherCorr', 'otherCorrType', 'otherCorr'),
    ...none('reportReceiptDelivery'),
    ['reportTrainingNum', training ? report.takings.count : 0],
    ['reportTrainingAmnt', training ? decimal(report.takings.amount) : '0.00'],
    ['reportGrandTotalSales', decimal(report.grand.sales.amount)],
    ['reportGrandTotalReturn', decimal(report.grand.returns.amount)],
    ['reportGrandTotalSalesNet', decimal(report.grand.net)],
  ]);
}

/** What was sold: by group, by means of payment, by person and by rate. */
function salesOf(report: ClosingReport): readonly Part[] {
  const people = report.cashiers.filter(({ by }) => by !== null);
  return [
    [
      'reportArtGroups',
      elements([
        [
          'reportArtGroup',
          elements([
            ['artGroupID', 'OTHER'],
            ['artGroupNum', report.takings.count],
            ['artGroupAmnt', decimal(report.net)],
          ]),
        ],
      ]),
    ],
    [
      'reportPayments',
      elements([
        [
          'reportPayment',
          elements([
            ['paymentType', 'MOBILE'],
            ['paymentNum', report.takings.count + report.refunds.count],
            ['paymentAmnt', decimal(report.net)],
          ]),
        ],
      ]),
    ],
    [
      'reportEmpPayments',
      people.length === 0
        ? null
        : elements(
            people.map(({ by, takings, refunds }) => [
              'reportEmpPayment',
              elements([
                ['empID', by === null ? null : employeeId(by)],
                ['paymentType', 'MOBILE'],
                ['paymentNum', takings.count + refunds.count],
                ['paymentAmnt', decimal(difference(takings.amount, refunds.amount))],
              ]),
            ]),
          ),
    ],
    [
      'reportCashSalesVat',
      elements(
        vatOfReport(report).map(({ rate, gross, tax }) => [
          'reportCashSaleVat',
          elements([
            ['vatCode', String(rate)],
            ['vatPerc', decimal(rate)],
            ['cashSaleAmnt', decimal(balanceOf([gross, -tax]))],
            ['vatAmnt', decimal(tax)],
            ['vatAmntTp', tax < 0 ? 'D' : 'C'],
          ]),
        ]),
      ),
    ],
  ];
}

/** Of each rate what was taken less what was given back; the schema wants at least one. */
function vatOfReport({
  vat,
  refundVat,
}: ClosingReport): readonly { readonly rate: number; readonly gross: number; readonly tax: number }[] {
  const rates = [...new Set<VatRate>([...vat, ...refundVat].map(({ rate }) => rate))].toSorted((a, b) => b - a);
  const of = (some: ClosingReport['vat'], rate: VatRate) =>
    some.find((each) => each.rate === rate) ?? { gross: ZERO, tax: ZERO };
  const found = rates.map((rate) => ({
    rate,
    gross: difference(of(vat, rate).gross, of(refundVat, rate).gross),
    tax: difference(of(vat, rate).tax, of(refundVat, rate).tax),
  }));
  return found.length === 0 ? [{ rate: 0, gross: 0, tax: 0 }] : found;
}
