import type { alertsEn } from './alerts.en.ts';
import type { Texts } from './catalogue.ts';

export const alertsNb: Texts<typeof alertsEn> = {
  attention_one: '{{count}} betaling trenger deg',
  attention_other: '{{count}} betalinger trenger deg',
  attentionShow: 'Se hva som må gjøres',
  late: '{{phone}} har likevel godkjent {{amount}}',
  lateCode: 'En kunde har likevel godkjent {{amount}}',
  lateNote: 'Fullfør salget eller frigi pengene.',
  lateMore_one: '{{count}} til under I gang.',
  lateMore_other: '{{count}} til under I gang.',
  lateElsewhere_one: '{{count}} sen godkjenning venter',
  lateElsewhere_other: '{{count}} sene godkjenninger venter',
  longUnclear: '{{wallet}} har ikke gitt noe sikkert svar på lenge.',
  longUnclearAction:
    'Ikke ta betalt på nytt. Hjelper ikke «Sjekk nå», slå opp ' +
    'betalingen i bedriftsportalen med referansen og skriv hva du fant.',
  refundMayBeMade:
    'Tilbakebetalingen på {{amount}} kan være gjort. {{wallet}} viser at like mye er betalt tilbake, men ikke av hvem.',
  refundMayBeMadeAction: 'Ikke betal tilbake igjen. Se i bedriftsportalen, eller ring brukerstøtte og les opp koden.',
  captureDiffersAction:
    'Ikke ta betalt på nytt. Sammenlign beløpet i bedriftsportalen ' +
    'med referansen, og skriv hva som ble gjort med forskjellen.',
  captureRefusedAction: 'Frigi pengene, eller få rettet årsaken og trekk beløpet.',
  show: 'Vis',
  lateTitle: 'Godkjent likevel',
  lateText: 'Kunden godkjente mens dette salget var lagt til side. Pengene er reservert, ikke trukket.',
  captureChoice: 'Kunden får varene',
  releaseChoice: 'Kunden får ingen varer',
  howWeKnow: 'Slik vet vi det',
  resolve: 'Avklart: skriv hvorfor',
  settled: 'Avklart for hånd',
  settledNothing: 'Ingenting er trukket med {{wallet}}.',
  settledTaken: '{{taken}} er trukket med {{wallet}}.',
  settledHere: 'Skrevet ved denne kassen',
  settledNote: 'Ikke noe mer kan trekkes eller betales tilbake her.',
  heroTaken: 'trukket',
  asked: 'Kunden ble bedt om {{amount}}',
  quote: '«{{reason}}»',
  reopen: 'For en leder: åpne igjen',
  makeRefund: 'Gjør den nå: betal tilbake {{amount}}',
  giveUpRefund: 'Gi den opp',
  resolved: 'Avklart {{time}}: «{{reason}}»',
};
