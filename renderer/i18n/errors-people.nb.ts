import type { Texts } from './catalogue.ts';
import type { peopleErrorsEn } from './errors-people.en.ts';

/** What can be said no to about people and PINs, bokmål. */
export const peopleErrorsNb: Texts<typeof peopleErrorsEn> = {
  'people.locked': {
    title: 'Kassen er låst',
    sentence: 'Ingenting ble gjort. Betalinger som er i gang, fortsetter.',
    action: 'Velg navnet ditt og tast PIN-koden.',
  },
  'people.managerNeeded': {
    title: 'Dette må en leder godkjenne',
    sentence: 'Ingenting ble gjort.',
    action: 'Be en leder om å godkjenne det her med PIN.',
  },
  'people.wrongPin': {
    title: 'Det er ikke riktig PIN',
    sentence: 'Etter tre feil på rad blir ventetiden lengre for hver gang.',
    action: 'Prøv igjen, eller be en leder om å sette en ny.',
  },
  'people.wait': {
    title: 'For mange feil PIN-koder',
    sentence: 'Ingen forsøk teller før tiden er ute. Den blir ikke kortere av å starte appen på nytt.',
    action: 'Vent, eller la en annen logge inn.',
  },
  'people.unknown': {
    title: 'Denne personen er ikke på denne kassen',
    sentence: 'Noen har endret listen i mellomtiden.',
    action: 'Velg et annet navn.',
  },
  'people.notManager': {
    title: 'Bare en leder kan godkjenne dette',
    sentence: 'PIN-koden ble ikke sjekket.',
    action: 'Velg en leder.',
  },
  'people.pinUnreadable': {
    title: 'Denne PIN-koden kan ikke leses lenger',
    sentence: 'Nøkkelringen på denne maskinen er endret. Ingen kom inn med den.',
    action: 'Be en leder om å sette en ny PIN. Kommer ingen leder inn, bruk «Glemt PIN».',
  },
  'people.pinsOff': {
    title: 'PIN er slått av',
    sentence: 'Ingen trenger å logge inn på denne kassen.',
    action: 'Slå på PIN i innstillingene først.',
  },
  'people.noManager': {
    title: 'Det er ingen leder ennå',
    sentence: 'Med PIN på og uten leder kunne ingen åpne innstillingene.',
    action: 'Legg til en leder med PIN først.',
  },
  'people.lastManager': {
    title: 'Dette er den siste lederen',
    sentence: 'Uten leder kunne ingen åpne innstillingene.',
    action: 'Gjør en annen til leder først.',
  },
  'people.nameTaken': {
    title: 'Navnet er i bruk',
    sentence: 'Det er opptatt også når noen har sluttet, slik at gamle oppføringer bare nevner én person.',
    action: 'Legg til en forbokstav, eller la den som sluttet komme tilbake.',
  },
  'people.tooMany': {
    title: 'Listen er full',
    sentence: 'En kasse husker høyst 200 personer, også dem som har sluttet.',
    action: 'Ring kundestøtte.',
  },
  'people.wrongKeys': {
    title: 'Dette er ikke nøklene til denne kassen',
    sentence: 'PIN-koden ble ikke endret.',
    action: 'Kopier alle tre nøklene på nytt fra portalen til {{wallet}}.',
  },
  'people.keysNotProved': {
    title: 'Det kan ikke bevises at nøklene hører hit',
    sentence: 'Maskinens nøkkelring har ikke nøklene, og journalen kjenner ingen betaling å prøve disse med.',
    action: 'PIN-en er ikke endret. Ring support og les opp koden.',
  },
  'people.notSaved': {
    title: 'Dette kunne ikke lagres',
    sentence: 'Disken tok det ikke imot. Alt er som før.',
    action: 'Frigjør plass på disken og prøv igjen.',
  },
};
