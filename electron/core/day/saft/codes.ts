import type { RequestOutcome } from '../../../../shared/day-report.ts';
import type { VatRate } from '../../../../shared/vat.ts';

/** The standard's own codes that this terminal has a use for, and the names by which our files refer to them [SAF-T Cash Register code lists]. */
export const BASICS = [
  { type: '04', id: 'OTHER', code: '04999', text: 'Goods and services of no named group' },
  { type: '05', id: 'SAL', code: null, text: 'Sale line' },
  { type: '11', id: 'CASHSAL', code: '11001', text: 'Cash sale' },
  { type: '11', id: 'RETURN', code: '11006', text: 'Return payment' },
  { type: '12', id: 'MOBILE', code: '12011', text: 'Mobile phone app' },
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
