import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from './error-text.ts';

/** Hva som kan stanse et oppgjør, bokmål. */
export const closingErrorsNb = {
  'closing.nothing': {
    title: 'Ingenting å gjøre opp',
    sentence: 'Ingenting er bedt om eller flyttet siden forrige oppgjør, så det ble ikke laget noe.',
    action: 'En kasse som ikke er brukt, trenger ikke oppgjør.',
  },
  'closing.changed': {
    title: 'Noe skjedde i mellomtiden',
    sentence: 'Tallene er ikke de du så, så dagen ble ikke gjort opp.',
    action: 'Se på de nye tallene og gjør opp igjen.',
  },
  'closing.reasonMissing': {
    title: 'Det trengs en grunn',
    sentence: 'Noe er ikke avgjort, ikke sammenlignet eller avviker, så dagen ble ikke gjort opp.',
    action: 'Avgjør det, eller skriv hvorfor dagen gjøres opp likevel.',
  },
  'closing.otherWallet': {
    title: 'Et annet salgssteds betalinger er utelatt',
    sentence: 'De er gjort under et annet serienummer eller i en annen valuta, og står i bøkene der.',
    action: 'Still kassen tilbake til det salgsstedet for å sammenligne dem.',
  },
  'closing.busy': {
    title: 'Sammenligner fortsatt',
    sentence: 'Kassen spør {{wallet}} om betalingene. Ingenting ble gjort opp.',
    action: 'Vent til den er ferdig, eller stans den.',
  },
  'closing.unknown': {
    title: 'Ikke funnet',
    sentence: 'Denne rapporten eller dette avviket står ikke i journalen til denne kassen.',
    action: 'Åpne listen over oppgjør og velg på nytt.',
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
