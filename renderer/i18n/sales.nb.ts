import type { Texts } from './catalogue.ts';
import type { salesEn } from './sales.en.ts';

/** Texts of the list of sales and of the journal's verification, Norwegian bokmål. */
export const salesNb: Texts<typeof salesEn> = {
  title: 'Alle salg',
  close: 'Tilbake',
  search: 'Søk',
  searchHint: 'Kvitteringsnummer, beløp, siste fire sifre, dato, klokkeslett eller skannet kode',
  count_one: 'Ett salg',
  count_other: '{{shown}} salg',
  found_one: 'Fant ett salg',
  found_other: 'Fant {{count}} salg',
  foundMore: 'Fant flere enn {{count}} salg, de nyeste først',
  foundNone: 'Ingen salg har dette nummeret, beløpet, tidspunktet eller denne koden.',
  none: 'Ingenting er solgt ennå.',
  searching: 'Søker…',
  elsewhere: 'I en tidligere journal',
  list: 'Alle salg, nyeste først',
  columns: {
    number: 'Kvittering',
    time: 'Tid',
    amount: 'Beløp',
    state: 'Status',
    channel: 'Sendt til',
    cashier: 'Kasserer',
  },
  code: 'Kode',
  nobody: '–',
  states: {
    waiting: 'Venter',
    reserved: 'Reservert, ikke trukket',
    paid: 'Betalt',
    partlyPaid: 'Delvis betalt',
    refunded: 'Refundert',
    partlyRefunded: 'Delvis refundert',
    released: 'Frigitt',
    declined: 'Avvist',
    expired: 'Tiden løp ut',
    withdrawn: 'Trukket tilbake her',
    refused: 'Ikke sendt eller avslått',
    unclear: 'Ikke avklart',
    attention: 'Trenger deg',
    settledByHand: 'Avklart for hånd',
  },
  details: {
    title: 'Kvittering {{number}}',
    close: 'Lukk',
    loading: 'Leser salget…',
    when: '{{time}} · kasse {{till}}',
    lines: 'Det som ble solgt',
    line: 'Vare',
    quantity: 'Antall',
    sum: 'Sum',
    total: 'Totalt',
    request: 'Forespørsel {{number}}',
    sentTo: 'Sendt til {{who}}',
    asCode: 'Vist som kode',
    by: 'av {{name}}',
    approvedBy: 'godkjent av {{name}}',
    moved: 'Penger som er flyttet',
    nothingMoved: 'Ingen penger er flyttet.',
    movements: { capture: 'Trukket', refund: 'Refundert', release: 'Frigitt' },
    inPortal: 'i portalen til {{wallet}}, ikke på denne kassen',
    reference: 'Referanse',
  },
  journal: {
    verify: 'Kontroller journalen',
    verifying: 'Kontrollerer…',
    progress: '{{percent}} % av {{total}} trinn',
    whole: 'Journalen er hel.',
    wholeNote:
      'Alle {{count}} oppføringer er slik de ble skrevet, i den ' +
      'rekkefølgen de ble skrevet. Den nyeste har merket {{mark}}.',
    notSealed:
      'Maskinen har ingen nøkkelring som krypterer, så journalen har ikke segl: En endring blir funnet, ' +
      'men ikke en der alle oppføringer etter den er skrevet på nytt, og ikke en eldre kopi som er lagt tilbake.',
    tampered: 'Journalen er endret.',
    tamperedNote:
      'Oppføringene henger sammen, men ikke alle har seglet de ble skrevet med: ' +
      'Noe er endret, tatt ut eller satt inn. ' +
      'Ingenting nytt kan selges før en leder har sett på det. Fil: {{file}}',
    damaged: 'Journalen er skadet.',
    damagedAt: 'Den første oppføringen som ikke er til å stole på, har nummer {{seq}}.',
    damagedReceipt: 'Den hører til kvittering {{receipt}}.',
    damagedNote: 'Ingenting nytt kan selges før noen har bestemt hvordan dere går videre. Fil: {{file}}',
  },
};
