import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from './error-text.ts';

/** What was wanted and not done, and what a person has settled, Norwegian bokmål. */
export const saleErrorsNb = {
  'sale.captureNotMade': {
    title: 'Pengene ble ikke trukket',
    sentence: 'Kassen ble ikke ferdig i tide, og sendte ikke noe senere av seg selv. Pengene er fortsatt reservert.',
    action: 'Trekk dem nå hvis kunden har fått varene. Hvis ikke, frigi dem.',
  },
  'sale.refundNotMade': {
    title: 'Denne tilbakebetalingen ble ikke gjort',
    sentence: 'Kassen ble ikke ferdig i tide, og sendte ikke noe senere av seg selv. Ingenting er betalt tilbake.',
    action: 'Gjør den nå, eller gi den opp og skriv hvorfor.',
  },
  'sale.releaseNotMade': {
    title: 'Pengene ble ikke frigitt',
    sentence: 'Kassen ble ikke ferdig i tide, og sendte ikke noe senere av seg selv. Pengene er fortsatt reservert.',
    action: 'Frigi dem nå, eller trekk dem hvis kunden har fått varene.',
  },
  'sale.settledByHand': {
    title: 'Avklart for hånd',
    sentence: 'En person har skrevet hvordan dette salget endte. Ingenting er sendt.',
    action: 'Er det feil, kan en leder åpne det igjen.',
  },
  'sale.notSettledByHand': {
    title: 'Salget er ikke avklart for hånd',
    sentence: 'Det er ingenting å åpne igjen. Ingenting er endret.',
    action: 'Se på salget.',
  },
  'sale.settledOtherwise': {
    title: 'Avklart for hånd, men penger har flyttet seg',
    sentence:
      '{{wallet}} melder om penger på dette salget etter at det ble avklart for hånd. Kunden kan ha betalt to ganger.',
    action:
      'Sammenlign beløpene med det som ble skrevet. Er det betalt ' +
      'to ganger, betal tilbake, og skriv hva som ble gjort.',
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
