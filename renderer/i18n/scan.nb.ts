import type { Texts } from './catalogue.ts';
import type { scanEn } from './scan.en.ts';

export const scanNb: Texts<typeof scanEn> = {
  said: {
    goods: 'Skannet: vare {{code}}.',
    wallet: 'Skannet: en kode fra {{wallet}}.',
    garbled: 'Skannet: en forvansket kode fra {{wallet}}.',
    web: 'Skannet: en nettadresse.',
    other: 'Skannet: en kode på {{length}} tegn.',
  },
  note: {
    goods: 'Ingenting er sendt, og det du hadde tastet, står der fortsatt. Kassen slår ikke opp varer: tast beløpet.',
    wallet: 'Ingenting er sendt. Kassen kan ikke spørre med denne koden: tast nummeret, eller vis en kode (F3).',
    garbled:
      'Ingenting er sendt. Skanneren har et annet tastaturoppsett enn denne maskinen: se Innstillinger, ' + 'Skanner.',
    web: 'Ingenting er sendt, og det du hadde tastet, står der fortsatt.',
    other: 'Ingenting er sendt, og det du hadde tastet, står der fortsatt. Har du tastet det selv, tast det på nytt.',
  },
  test: {
    intro:
      'Skannere skriver som et tastatur. Skann koden her, eller en hvilken som helst annen, og se om din ' +
      'skriver det den leser.',
    code: 'Testkode fra Skranke',
    waiting: 'Venter på en skanning …',
    note:
      'En skanner som bare leser strekkoder, kan ikke lese denne koden; enhver kode du har, viser hvordan den ' +
      'avslutter.',
    read: 'Lest: {{count}} tegn.',
    right: 'Oppsettet stemmer: {{signs}} kom frem som de er.',
    capsLock: 'Caps Lock er på: store og små bokstaver er byttet om.',
    garbled:
      'Oppsettet er feil: skanneren og denne maskinen er ikke enige om tastaturet. Still skanneren inn på ' +
      'maskinens oppsett, med kodene i bruksanvisningen.',
    pair: '{{sent}} kom som {{got}}',
    missing: 'ingenting',
    unknown: 'Dette var en annen kode: bare testkoden viser om tegn blir forvansket.',
    endEnter: 'Den avslutter med Enter, slik den skal.',
    endTab: 'Den avslutter med Tab. Det går også.',
    endNone:
      'Den avslutter ikke med noe: kassen vet ikke hvor en kode slutter, og kan ta den for tasting. Still ' +
      'skanneren inn på å avslutte med Enter.',
  },
};
