import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from './error-text.ts';

/** What can stop a file from being written, Norwegian bokmål. */
export const exportErrorsNb = {
  'export.diskFull': {
    title: 'Disken er full',
    sentence: 'Det var ikke plass til hele filen, så ingen fil ble tatt vare på.',
    action: 'Rydd plass eller velg et annet sted, og lagre på nytt.',
  },
  'export.notWritable': {
    title: 'Ingenting kan lagres der',
    sentence: 'Dette stedet tar ikke imot filer, så ingen fil ble tatt vare på.',
    action: 'Velg en annen mappe eller en annen disk, og lagre på nytt.',
  },
  'export.busy': {
    title: 'En fil skrives allerede',
    sentence: 'Kassen skriver én fil om gangen.',
    action: 'Vent til den er ferdig, og lagre så den neste.',
  },
  'export.notForCountry': {
    title: 'Denne filen er for butikker i Norge',
    sentence: 'Den følger norske regler, og denne butikken er satt opp i et annet land.',
    action: 'Lagre salgene eller dagsrapportene i stedet.',
  },
  'export.signingKeyGone': {
    title: 'Dette er ikke nøkkelen som signerte før',
    sentence:
      'Nøkkelen som kassen signerte tidligere kontrollfiler med, er ' +
      'borte, kan ikke leses eller er byttet ut, så ingen fil ble laget.',
    action:
      'Få den lagt tilbake fra en sikkerhetskopi. Finnes det ingen, kan en leder begynne på en ny signeringsnøkkel.',
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
