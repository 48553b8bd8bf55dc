import type { Texts } from './catalogue.ts';
import type { leavingEn } from './leaving.en.ts';

export const leavingNb: Texts<typeof leavingEn> = {
  title: {
    close_one: '{{count}} betaling er ikke ferdig',
    close_other: '{{count}} betalinger er ikke ferdige',
    logOff_one: 'Logge av med {{count}} betaling som ikke er ferdig?',
    logOff_other: 'Logge av med {{count}} betalinger som ikke er ferdige?',
    update_one: 'Oppdatere med {{count}} betaling som ikke er ferdig?',
    update_other: 'Oppdatere med {{count}} betalinger som ikke er ferdige?',
  },
  settled: 'Ingen betalinger er åpne lenger',
  settledText: 'Alt er ferdig. Appen kan lukkes.',
  nothingLost: 'Ingenting går tapt: Hver betaling er lagret, og ved neste start spørres {{wallet}} om den først.',
  canApprove: 'Mens appen er lukket, kan kundene fortsatt godkjenne.',
  approvedOnly: 'Den er godkjent: Pengene er reservert, og ingenting trekkes før noen gjør det her.',
  unclearOnly: 'Den er ikke kjent ennå. Ikke ta betalt på nytt for den.',
  approved_one: '{{count}} av dem er godkjent: Pengene er reservert, og ingenting trekkes før noen gjør det her.',
  approved_other: '{{count}} av dem er godkjent: Pengene er reservert, og ingenting trekkes før noen gjør det her.',
  unclear_one: '{{count}} av dem er ikke kjent ennå. Ikke ta betalt på nytt for den.',
  unclear_other: '{{count}} av dem er ikke kjent ennå. Ikke ta betalt på nytt for dem.',
  why: {
    close: 'Bli for å gjøre ferdig, eller lukk likevel.',
    logOff: 'Datamaskinen vil logge av. Bli for å gjøre ferdig, eller lukk og logg av på nytt.',
    update: 'En oppdatering er klar. Den kan vente.',
  },
  stay: 'Bli',
  leave: { close: 'Lukk likevel', logOff: 'Lukk og logg av', update: 'Oppdater likevel' },
  end: 'Lukk',
};
