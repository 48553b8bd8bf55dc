import type { Language } from './settings.ts';

/**
 * Words on paper, beside `renderer/i18n`: slips are made in the main process, which never prints text that a window
 * sent. `notAReceipt` is the mark that Norwegian law demands word for word, in nynorsk, on the slip of a terminal
 * beside a cash register [practice 1.2]; its two lines fit in large letters on
 * either roll.
 */
export const NOT_A_RECEIPT = ['IKKJE KVITTERING', 'FOR KJØP'] as const;

const en = {
  practice: 'PRACTICE - NO MONEY MOVED',
  test: 'TEST - NO REAL MONEY',
  copy: 'COPY',
  payment: 'Payment',
  refundTitle: 'Refund',
  till: 'Till',
  receipt: 'Number',
  time: 'Time',
  person: 'Served by',
  serialNumber: 'Merchant serial number',
  total: 'Total',
  vat: 'VAT',
  net: 'Excl. VAT',
  tax: 'VAT',
  approved: 'Approved',
  taken: 'Paid with',
  delivered: 'Delivered and paid',
  amountAlone: 'Part of the amount',
  released: 'Not delivered, given back',
  stillReserved: 'Not delivered yet, reserved',
  refunded: 'Refunded',
  refundedIn: 'Refunded with',
  portal: 'in the wallet’s portal',
  refundedLines: 'Given back for',
  reason: 'Reason',
  left: 'Left of the payment',
  byPhone: 'Phone ending in',
  byCode: 'Code at the till',
  reference: 'Reference',
  testTitle: 'Test slip',
  testText: 'If you can read this line to its end and the ruler is on one line, the printer is set up rightly.',
  letters: 'Letters: æøå ÆØÅ äö ÄÖ é €',
  signature: 'Signature',
} as const;

export type SlipWords = { readonly [K in keyof typeof en]: string };

const nb: SlipWords = {
  practice: 'ØVING - INGEN PENGER FLYTTET',
  test: 'TEST - IKKE EKTE PENGER',
  copy: 'KOPI',
  payment: 'Betaling',
  refundTitle: 'Refusjon',
  till: 'Kasse',
  receipt: 'Nummer',
  time: 'Tid',
  person: 'Betjent av',
  serialNumber: 'Salgsenhet',
  total: 'Sum',
  vat: 'MVA',
  net: 'Uten MVA',
  tax: 'MVA',
  approved: 'Godkjent',
  taken: 'Betalt med',
  delivered: 'Levert og betalt',
  amountAlone: 'Del av beløpet',
  released: 'Ikke levert, gitt tilbake',
  stillReserved: 'Ikke levert ennå, reservert',
  refunded: 'Refundert',
  refundedIn: 'Refundert med',
  portal: 'i lommebokens portal',
  refundedLines: 'Gitt tilbake for',
  reason: 'Grunn',
  left: 'Igjen av betalingen',
  byPhone: 'Telefon som slutter på',
  byCode: 'Kode i kassen',
  reference: 'Referanse',
  testTitle: 'Prøveslipp',
  testText: 'Hvis du kan lese denne linjen til slutten og linjalen står på én linje, er skriveren satt opp riktig.',
  letters: 'Bokstaver: æøå ÆØÅ äö ÄÖ é €',
  signature: 'Signatur',
};

export const SLIP_WORDS: Readonly<Record<Language, SlipWords>> = { en, nb };
