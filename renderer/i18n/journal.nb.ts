import type { Texts } from './catalogue.ts';
import type { journalEn } from './journal.en.ts';

/** Texts about a damaged journal, Norwegian bokmål. */
export const journalNb: Texts<typeof journalEn> = {
  stopped: 'Kassen er stoppet',
  damaged: 'Betalingsjournalen er skadet',
  happened: {
    missing: 'Filen der kassen skriver ned hver betaling, er borte eller tom.',
    structure: 'Filen der kassen skriver ned hver betaling, kan ikke lenger leses i sin helhet.',
    gap: 'En oppføring mangler i filen der kassen skriver ned hver betaling.',
    hash: 'En oppføring i filen der kassen skriver ned hver betaling, er ikke slik den ble skrevet.',
    payload: 'En oppføring i filen der kassen skriver ned hver betaling, kan ikke leses.',
    end: 'De nyeste oppføringene mangler i filen der kassen skriver ned hver betaling, og ekstrakopien har ikke alle.',
    foreign: 'Filen der kassen skriver ned hver betaling, og ekstrakopien hører ikke sammen.',
  },
  means:
    'Ingen nye salg startes i denne journalen. Ingenting er slettet eller endret: Filen blir tatt vare på som den er.',
  waits:
    'Forespørsler som var åpne, kan fortsatt bli godkjent av kundene. ' +
    'Kassen ser på dem igjen så snart en ny journal er startet.',
  goesOn_one: 'Én åpen betaling følges fortsatt opp.',
  goesOn_other: '{{count}} åpne betalinger følges fortsatt opp.',
  file: 'Fil',
  folder: 'Mappe',
  entry: 'Oppføring',
  receipt: 'Kvitteringsnummer',
  call: 'Ring den som har ansvar for kassen. De trenger filen og koden.',
  settings: 'Innstillinger',
  startAnew: 'Start en ny journal',
  question: 'Starte en ny journal?',
  consequence:
    'Den skadde filen blir liggende, for dem som har ansvar for kassen. Alle åpne ' +
    'betalinger som lar seg lese, blir med i den nye journalen og slås opp med en ' +
    'gang. Kvitteringsnumrene fortsetter. Tidligere salg vises ikke lenger i listen.',
  notYet: 'Ikke nå',
  yes: 'Start en ny journal',
  refused: 'Det gikk ikke: {{reason}}',
  tampered: 'Betalingsjournalen er ikke den som ble skrevet',
  finding: {
    older:
      'Journalen slutter før en oppføring som kassen vet at den har ' +
      'skrevet: En eldre kopi er lagt tilbake. Salg etter den mangler.',
    replaced: 'Journalen er en annen enn den kassen skrev sist.',
    missing:
      'Journalen er borte, selv om kassen vet at den har skrevet en. En ' +
      'ny er startet; tidligere salg og kvitteringsnumre er ikke i den.',
    rechained: 'En oppføring har ikke det seglet den ble skrevet med: Oppføringer er endret, fjernet eller satt inn.',
    headGone:
      'Det kassen oppbevarer utenfor journalen, for å vite hvor langt den ' +
      'var kommet, er borte eller endret. Om noe mangler, kan ikke bevises.',
    keyGone:
      'Nøkkelen som journalen er forseglet med, er borte, eller nøkkelringen ' +
      'på maskinen kan ikke lese den. Om journalen er endret, kan ikke bevises.',
  },
  tamperedMeans:
    'Ingen nye salg startes før en leder har sett på det. Det ' +
    'som ble funnet, er skrevet i journalen og blir stående der.',
  compare: 'Sammenlign med merket på det siste utskrevne dagsoppgjøret og med portalen til {{wallet}}.',
  sealedUpTo: 'Forseglet til og med',
  foundUpTo: 'Funnet',
  acceptLabel: 'Hva har skjedd?',
  acceptNote: 'Minst tre bokstaver. Det skrives i journalen med navnet ditt.',
  accept: 'Fortsett å selge',
  sealedTitle: 'Journalen er forseglet fra nå av',
  sealedFrom:
    'Hver oppføring fra nummer {{from}} har et segl. De før den ble skrevet ' +
    'av en eldre versjon av kassen, eller seglene deres er tatt bort.',
  unsealedTitle: 'Denne maskinen kan ikke forsegle journalen',
  unsealed:
    'Den har ingen nøkkelring som krypterer. Kassen merker en endret oppføring, men ikke en der alle oppføringer ' +
    'etter den er skrevet på nytt, og ikke en eldre kopi som er ' +
    'lagt tilbake: Sammenlign merket på hvert utskrevne dagsoppgjør.',
  unsealedMore:
    'API-nøklene lagres ikke og tastes ved hver start, kontrollfiler ' +
    'kan ikke signeres, og det som er lagret av PIN-ene, ' +
    'kan kopieres og gjettes av den som bruker kontoen på denne maskinen.',
  unsealedHelp: {
    plain:
      'En administrator kan installere gnome-keyring, eller KWallet, med libsecret. ' +
      'Fra neste start forsegles hver ny oppføring.',
    unavailable:
      'Nøkkelringen svarer ikke. En administrator kan låse den opp eller sette den opp. ' +
      'Fra neste start forsegles hver ny oppføring.',
  },
  restoredTitle: 'Slutten av journalen var skadet',
  restored_one:
    'Én oppføring ble hentet fra ekstrakopien. Ingenting mangler. Den skadde filen er tatt vare på som {{file}}.',
  restored_other:
    '{{count}} oppføringer ble hentet fra ekstrakopien. Ingenting ' +
    'mangler. Den skadde filen er tatt vare på som {{file}}.',
  continuedTitle: 'En ny journal er startet',
  continued_zero: 'Ingen åpen betaling ble funnet i den skadde. Den er tatt vare på som {{file}}.',
  continued_one: 'Én åpen betaling ble med over. Den skadde journalen er tatt vare på som {{file}}.',
  continued_other: '{{count}} åpne betalinger ble med over. Den skadde journalen er tatt vare på som {{file}}.',
  lost: 'Disse kunne ikke leses. Skriv dem ned og slå dem opp i portalen til {{wallet}}:',
  lostOne: '{{reference}} (kvittering {{number}})',
  tell: 'Si fra til den som har ansvar for kassen. Filen ligger i {{folder}}.',
  noted: 'Jeg har notert det',
};
