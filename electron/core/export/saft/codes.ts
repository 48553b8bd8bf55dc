import type { RequestOutcome } from '../../../../shared/day-report.ts';
import type { VatRate } from '../../../../shared/vat.ts';

/**
 * The standard's own codes that this terminal has a use for, and the names by which our files refer to them [SAF-T Cash
 * Register code lists].
 */
export const BASICS = [
  { type: '04', id: 'OTHER', code: '04999', text: 'Goods and services of no named group' },
  { type: '05', id: 'SAL', code: null, text: 'Sale line' },
  { type: '05', id: 'RET', code: null, text: 'Return line' },
  { type: '08', id: 'DISCOUNT', code: null, text: 'Discount on a line' },
  { type: '11', id: 'CASHSAL', code: '11001', text: 'Cash sale' },
  { type: '11', id: 'RETURN', code: '11006', text: 'Return payment' },
  { type: '12', id: 'MOBILE', code: '12011', text: 'Mobile phone app' },
  { type: '13', id: 'APPSTART', code: '13001', text: 'Application start' },
  { type: '13', id: 'APPEND', code: '13002', text: 'Application end' },
  { type: '13', id: 'LOGIN', code: '13003', text: 'Person signed in' },
  { type: '13', id: 'LOGOUT', code: '13004', text: 'Person signed out' },
  { type: '13', id: 'XREPORT', code: '13008', text: 'Terminal day report, totals so far (X)' },
  { type: '13', id: 'ZREPORT', code: '13009', text: 'Terminal day report, closing (Z totals)' },
  { type: '13', id: 'PRINTED', code: '13012', text: 'Slip of a sale printed' },
  { type: '13', id: 'COPY', code: '13014', text: 'Copy of a slip printed' },
  { type: '13', id: 'OTHERSLIP', code: '13018', text: 'Other slip or report printed' },
  { type: '13', id: 'NOPRINT', code: '13030', text: 'Concluded sale without receipt printed' },
  { type: '13', id: 'RETURNED', code: '13013', text: 'Return receipt' },
  { type: '13', id: 'TRAINING', code: '13017', text: 'Training receipt' },
  { type: '13', id: 'DECLINED', code: '13999', text: 'Request for payment declined by the customer' },
  { type: '13', id: 'EXPIRED', code: '13999', text: 'Request for payment not answered in time' },
  { type: '13', id: 'WITHDRAWN', code: '13999', text: 'Request for payment withdrawn at the till' },
  { type: '13', id: 'REFUSED', code: '13999', text: 'Request for payment not sent or refused' },
  { type: '13', id: 'RELEASED', code: '13999', text: 'Approved payment given back, nothing taken' },
  { type: '13', id: 'UNDECIDED', code: '13999', text: 'Request for payment not yet decided' },
] as const;
export type BasicId = (typeof BASICS)[number]['id'];

/** What became of a request without a sale, as the event that tells of it. */
export const EVENT_OF: Readonly<Record<RequestOutcome, BasicId>> = {
  approved: 'UNDECIDED',
  declined: 'DECLINED',
  expired: 'EXPIRED',
  withdrawn: 'WITHDRAWN',
  refused: 'REFUSED',
  unclear: 'UNDECIDED',
  waiting: 'UNDECIDED',
};

/** Norwegian standard VAT codes for sales: 25 %, 15 %, 11.11 %, 12 % and none. */
const STANDARD_VAT: Readonly<Record<number, string>> = { 2500: '3', 1500: '31', 1111: '32', 1200: '33', 0: '0' };

/** A rate that Norway does not have gets `NA`: the auditor sees that the shop made it up. */
export const standardVatCode = (rate: VatRate): string => STANDARD_VAT[rate] ?? 'NA';
