import type { Texts } from './catalogue.ts';
import type { recipientEn } from './recipient.en.ts';

/** Who is asked, and how that is changed, Norwegian bokmål. */
export const recipientNb: Texts<typeof recipientEn> = {
  code: 'kode',
  customer: 'Kunden',
  change: {
    number: 'Endre nummer',
    toNumber: 'Send til et nummer',
    showCode: 'Vis QR-kode',
    newCode: 'Vis ny kode',
    stillPhone: '{{phone}} kan godkjenne til du sender til et annet nummer.',
    stillCode: 'Koden kan betales til du sender til et nummer.',
  },
  changing: {
    title: 'Trekker tilbake den forrige forespørselen',
    thenPhone: 'Deretter spørres {{phone}}.',
    thenCode: 'Deretter vises en ny kode.',
    note: 'Ingenting nytt sendes før {{wallet}} har bekreftet det. Kunden kan fortsatt godkjenne den.',
    unclear: 'Ingenting nytt sendes før dette er kjent.',
  },
  tooLate: {
    title: 'Den forrige forespørselen er godkjent',
    phone: 'Det skjedde før endringen. Ingenting er sendt til {{phone}}.',
    code: 'Det skjedde før endringen. Ingen ny kode er laget.',
  },
  scan: {
    label: 'QR-kode til kunden',
    getting: 'Henter koden…',
    gettingNote: 'Den vises her om et øyeblikk.',
    waiting: 'Venter på kunden',
    waitingNote: 'Kunden skanner koden med {{wallet}} eller kameraet, og godkjenner.',
    coachCamera: 'Be kunden åpne kameraet og rette det mot hele koden.',
    coachNumber: 'Virker det ikke? Send til et nummer i stedet.',
    missing: 'Koden er ikke her',
    missingNote: 'Forespørselen er laget, men koden har ikke nådd kassen. Den trekkes tilbake før en ny vises.',
  },
};
