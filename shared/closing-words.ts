import type { ClosingNeed, DifferenceKind, Stake } from './closing.ts';
import type { RequestOutcome } from './day-report.ts';
import type { Language } from './settings.ts';

/**
 * Words on the terminal's day report, beside those of all slips. Made in the main process, so they are not among the
 * texts of the window.
 */
interface ClosingWords {
  readonly x: string;
  readonly closing: (number: number) => string;
  readonly notStatutory: string;
  readonly reset: string;
  readonly clockSetBack: string;
  readonly number: string;
  readonly since: string;
  readonly fromFirst: string;
  readonly madeAt: string;
  readonly by: string;
  readonly approvedBy: string;
  readonly currency: string;
  readonly takings: string;
  readonly refunds: string;
  readonly elsewhere: string;
  readonly net: string;
  readonly releases: string;
  readonly channels: string;
  readonly phone: string;
  readonly code: string;
  readonly cashiers: string;
  readonly nobody: string;
  readonly hours: string;
  readonly vat: string;
  readonly refundVat: string;
  readonly withoutVat: string;
  readonly requests: string;
  readonly sent: string;
  readonly outcomes: Readonly<Record<RequestOutcome, string>>;
  readonly reserved: string;
  readonly undecided: string;
  readonly attention: string;
  readonly none: string;
  readonly sum: string;
  readonly more: (count: number) => string;
  readonly slips: string;
  readonly copies: string;
  readonly carried: string;
  readonly carriedInexact: string;
  readonly grand: string;
  readonly sales: string;
  readonly returns: string;
  readonly compared: string;
  readonly notCompared: string;
  readonly journal: string;
  readonly wallet: string;
  readonly settlement: string;
  readonly captures: string;
  readonly notAsked: (count: number, taken: string, givenBack: string) => string;
  readonly settlementIncomplete: string;
  readonly settlementNotRead: string;
  readonly otherEntries: string;
  readonly differences: string;
  readonly noDifferences: string;
  readonly kinds: Readonly<Record<DifferenceKind, string>>;
  /** Of what the sum is, in the row of one payment. */
  readonly stakes: Readonly<Record<Stake, string>>;
  readonly odd: (entries: number) => string;
  readonly reason: string;
  readonly noReason: string;
  readonly closedOver: string;
  readonly needs: Readonly<Record<ClosingNeed, string>>;
  readonly journalEnd: (first: number, last: number) => string;
  /** Short enough to compare by eye: number and beginning of the hash of the newest entry. */
  readonly journalMark: string;
  readonly notKept: string;
}

const en: ClosingWords = {
  x: 'TERMINAL DAY REPORT – so far (X)',
  closing: (number) => `TERMINAL DAY REPORT – closing ${number}`,
  notStatutory: 'Payment terminal – not the report of a cash register',
  reset: 'Nothing is reset by this report',
  clockSetBack:
    'The clock was set back after the last closing. The figures go by the numbers of the entries and are right.',
  number: 'Number',
  since: 'After the closing of',
  fromFirst: 'From the first sale on',
  madeAt: 'Made',
  by: 'By',
  approvedBy: 'Approved by',
  currency: 'Amounts in',
  takings: 'Takings',
  refunds: 'Refunds',
  elsewhere: '- in the portal',
  net: 'Net',
  releases: 'Reservations given back',
  channels: 'Takings by channel',
  phone: 'Phone number',
  code: 'Code',
  cashiers: 'By person',
  nobody: 'No name',
  hours: 'Takings by hour',
  vat: 'VAT of the takings',
  refundVat: 'VAT of the refunds',
  withoutVat: 'excl. VAT',
  requests: 'Requests',
  sent: 'Sent',
  outcomes: {
    approved: 'Approved',
    declined: 'Declined',
    expired: 'Time ran out',
    withdrawn: 'Withdrawn here',
    refused: 'Not sent or refused',
    unclear: 'Not known yet',
    waiting: 'Still waiting',
  },
  reserved: 'Reserved, not taken',
  undecided: 'Not known or waiting',
  attention: 'Needs somebody',
  none: 'none',
  sum: 'Sum',
  more: (count) => `and ${count} more`,
  slips: 'Slips printed',
  copies: 'copies of sales',
  carried: 'In the damaged journal, in no closing',
  carriedInexact: 'A part of the damaged journal could not be read: more may have moved.',
  grand: 'Since the first sale, never reset',
  sales: 'Takings',
  returns: 'Refunds',
  compared: 'Compared with the wallet',
  notCompared: 'NOT COMPARED with the wallet',
  journal: 'This till',
  wallet: 'Wallet, asked anew',
  settlement: 'Settlement',
  captures: 'Takings',
  notAsked: (count, taken, givenBack) =>
    `Payments that could not be asked about: ${count}, with ${taken} taken and ${givenBack} given back`,
  settlementIncomplete: 'The settlement of these days is not closed yet.',
  settlementNotRead: 'The settlement could not be read.',
  otherEntries: 'Other entries of the settlement',
  differences: 'Differences',
  noDifferences: 'No differences',
  kinds: {
    walletUnknown: 'The wallet does not know it',
    lateApproval: 'Approved after the till gave up',
    portalCapture: 'Taken in the wallet’s portal',
    portalRefund: 'Refunded in the portal',
    portalRelease: 'Released in the portal',
    walletDiffers: 'The wallet has other sums',
    notSettled: 'Missing in the settlement',
    onlySettled: 'Only in the settlement',
    lostSale: 'Own sale, not in the journal',
    pending: 'Not in the settlement yet',
    otherTill: 'Other tills, same serial number',
    fee: 'Fees',
  },
  stakes: { capture: 'taken', refund: 'given back', reservation: 'reserved' },
  odd: (entries) => `Entries of the settlement with an odd sign or balance: ${entries}`,
  reason: 'Reason',
  noReason: 'No reason given',
  closedOver: 'Closed all the same',
  needs: {
    reserved: 'reservations not decided',
    undecided: 'payments not known',
    notCompared: 'not compared with the wallet',
    differences: 'differences without a reason',
  },
  journalEnd: (first, last) => `Journal, entries ${first} to ${last}`,
  journalMark: 'Mark of the journal',
  notKept: 'This terminal has no cash drawer, float, discounts, tips or groups of articles.',
};

const nb: ClosingWords = {
  x: 'DAGSRAPPORT BETALINGSTERMINAL – hittil (X)',
  closing: (number) => `DAGSRAPPORT BETALINGSTERMINAL – oppgjør ${number}`,
  notStatutory: 'Betalingsterminal – ikke kasseapparatets rapport',
  reset: 'Ingenting nullstilles av denne rapporten',
  clockSetBack: 'Klokken ble stilt tilbake etter forrige oppgjør. Tallene følger numrene på postene og er riktige.',
  number: 'Nummer',
  since: 'Etter oppgjøret',
  fromFirst: 'Fra første salg',
  madeAt: 'Laget',
  by: 'Av',
  approvedBy: 'Godkjent av',
  currency: 'Beløp i',
  takings: 'Omsetning',
  refunds: 'Refusjoner',
  elsewhere: '- i portalen',
  net: 'Netto',
  releases: 'Reservasjoner frigitt',
  channels: 'Omsetning per kanal',
  phone: 'Telefonnummer',
  code: 'Kode',
  cashiers: 'Per person',
  nobody: 'Uten navn',
  hours: 'Omsetning per time',
  vat: 'MVA av omsetningen',
  refundVat: 'MVA av refusjonene',
  withoutVat: 'uten MVA',
  requests: 'Forespørsler',
  sent: 'Sendt',
  outcomes: {
    approved: 'Godkjent',
    declined: 'Avvist',
    expired: 'Tiden gikk ut',
    withdrawn: 'Trukket her',
    refused: 'Ikke sendt eller avslått',
    unclear: 'Ikke kjent ennå',
    waiting: 'Venter fortsatt',
  },
  reserved: 'Reservert, ikke trukket',
  undecided: 'Ikke kjent eller venter',
  attention: 'Trenger noen',
  none: 'ingen',
  sum: 'Sum',
  more: (count) => `og ${count} til`,
  slips: 'Slipper skrevet ut',
  copies: 'kopier av salg',
  carried: 'I den skadde journalen, i intet oppgjør',
  carriedInexact: 'En del av den skadde journalen kunne ikke leses: mer kan ha flyttet seg.',
  grand: 'Siden første salg, nullstilles aldri',
  sales: 'Omsetning',
  returns: 'Refusjoner',
  compared: 'Sammenlignet med lommeboken',
  notCompared: 'IKKE SAMMENLIGNET med lommeboken',
  journal: 'Denne kassen',
  wallet: 'Lommeboken, spurt på nytt',
  settlement: 'Oppgjørsrapporten',
  captures: 'Omsetning',
  notAsked: (count, taken, givenBack) =>
    `Betalinger det ikke kunne spørres om: ${count}, med ${taken} trukket og ${givenBack} refundert`,
  settlementIncomplete: 'Oppgjørsrapporten for disse dagene er ikke avsluttet ennå.',
  settlementNotRead: 'Oppgjørsrapporten kunne ikke leses.',
  otherEntries: 'Andre poster i oppgjørsrapporten',
  differences: 'Avvik',
  noDifferences: 'Ingen avvik',
  kinds: {
    walletUnknown: 'Lommeboken kjenner den ikke',
    lateApproval: 'Godkjent etter at kassen ga opp',
    portalCapture: 'Trukket i portalen',
    portalRefund: 'Refundert i portalen',
    portalRelease: 'Frigitt i portalen',
    walletDiffers: 'Lommeboken har andre summer',
    notSettled: 'Mangler i oppgjørsrapporten',
    onlySettled: 'Bare i oppgjørsrapporten',
    lostSale: 'Eget salg, ikke i journalen',
    pending: 'Ikke i oppgjørsrapporten ennå',
    otherTill: 'Andre kasser, samme salgsenhet',
    fee: 'Gebyrer',
  },
  stakes: { capture: 'trukket', refund: 'refundert', reservation: 'reservert' },
  odd: (entries) => `Poster i oppgjørsrapporten med rart fortegn eller rar saldo: ${entries}`,
  reason: 'Grunn',
  noReason: 'Ingen grunn oppgitt',
  closedOver: 'Avsluttet likevel',
  needs: {
    reserved: 'reservasjoner ikke avgjort',
    undecided: 'betalinger ikke kjent',
    notCompared: 'ikke sammenlignet med lommeboken',
    differences: 'avvik uten grunn',
  },
  journalEnd: (first, last) => `Journal, post ${first} til ${last}`,
  journalMark: 'Journalens merke',
  notKept: 'Denne terminalen har ikke kasseskuff, vekselbeholdning, rabatter, tips eller varegrupper.',
};

export const CLOSING_WORDS: Readonly<Record<Language, ClosingWords>> = { en, nb };
export type { ClosingWords };
