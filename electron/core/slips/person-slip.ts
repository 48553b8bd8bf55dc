import type { ClosingReport } from '../../../shared/closing.ts';
import { difference } from '../../../shared/money.ts';
import type { Slip } from '../../../shared/slip.ts';
import { reader } from '../../../shared/texts/read.ts';
import { amountText, tableSlip, timeText } from './slip-parts.ts';
import type { SlipContext } from './slip-parts.ts';

/**
 * What one person took and gave back, out of a report that is kept: for a change of shift. It adds no figure of its own
 * and changes none, so the closing says the same whether it was printed or not [practice 2.1].
 *
 * @returns null where the report does not know the person
 */
export function personSlip(context: SlipContext, report: ClosingReport, person: string): Slip | null {
  const own = report.cashiers.find(({ by }) => by?.id === person);
  if (!own?.by) return null;
  const words = reader(context.language, 'closingSlips');
  const amount = (value: number) => amountText(report.shop.currency, value);
  const { takings, refunds } = own;
  return tableSlip(context, {
    title: words('person', { name: own.by.name.slice(0, 32) }),
    notes: [words('notStatutory'), ...(report.kind === 'x' ? [words('reset')] : [])],
    parts: [
      {
        title: null,
        rows: [
          { name: words(report.kind === 'x' ? 'ofX' : 'ofClosing'), figures: [String(report.number)] },
          ...(report.since === null
            ? [{ name: words('fromFirst'), figures: [''] as const }]
            : [{ name: words('since'), figures: [timeText(context, report.since)] as const }]),
          { name: words('madeAt'), figures: [timeText(context, report.at)] },
          { name: words('currency'), figures: [report.shop.currency] },
        ],
      },
      {
        title: null,
        rows: [
          { name: words('takings'), figures: [String(takings.count), amount(takings.amount)] },
          { name: words('refunds'), figures: [String(refunds.count), amount(refunds.amount)] },
          { name: words('net'), figures: [amount(difference(takings.amount, refunds.amount))], bold: true },
        ],
      },
    ],
    signature: true,
  });
}
