import type { attentionEn } from './attention.en.ts';
import type { Texts } from './catalogue.ts';

export const attentionNb: Texts<typeof attentionEn> = {
  title: 'Betalinger som trenger deg',
  intro:
    'En betaling forlater listen når {{wallet}} har gitt et sikkert ' +
    'svar, eller når noen skriver hvorfor ikke mer må gjøres.',
  none: 'Ingen betalinger trenger deg nå.',
  close: 'Lukk',
  sale: 'Kvittering {{receipt}} · {{phone}}',
  since: 'Siden {{time}}',
  whatToDo: 'Hva du skal gjøre',
  show: 'Vis salget',
  resolve: 'Avklart: skriv hvorfor',
  reason: {
    title: 'Hvorfor er det avklart?',
    intro:
      'Det du skriver, blir liggende for alltid ved salget på {{amount}}. Det endrer ' +
      'ingenting hos {{wallet}}; kassen spør videre så lenge betalingen er åpen.',
    label: 'Hva som ble funnet, og av hvem',
    placeholder: 'For eksempel: sett som betalt i portalen, kunden har varene',
    tooShort: 'Skriv minst {{count}} tegn.',
    tooLong: 'Skriv høyst {{count}} tegn.',
    left: '{{count}} av {{most}} tegn',
    back: 'Tilbake',
    save: 'Avklar',
    saving: 'Lagrer…',
  },
  giveUp: {
    title: 'Hvorfor gis tilbakebetalingen opp?',
    intro: 'Det du skriver, blir liggende for alltid ved salget på {{amount}}. Kassen betaler ingenting tilbake.',
    label: 'Hvorfor den ikke lenger trengs',
    placeholder: 'For eksempel: kunden fikk kontanter',
    save: 'Gi den opp',
  },
  reopen: {
    title: 'Åpne igjen?',
    intro:
      'Salget på {{amount}} trenger da et menneske på nytt, og pengene kan trekkes ' +
      'eller frigis. Det gjør en leder, med en begrunnelse som blir liggende for alltid.',
    label: 'Hvorfor det åpnes igjen',
    placeholder: 'For eksempel: kunden har likevel fått varene',
    save: 'Åpne igjen',
    approve: 'Åpne igjen salget på {{amount}}, som var avklart for hånd',
  },
};
