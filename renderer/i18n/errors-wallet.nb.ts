import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from './error-text.ts';

/** What the wallet answered [api 3.2, 3.3], in Norwegian bokmål. */
export const walletErrorsNb = {
  'wallet.noWallet': {
    title: 'Kan ikke betale med {{wallet}} her',
    sentence: 'Dette nummeret kan ikke betale med {{wallet}} her. Ingen penger er trukket.',
    action: 'Prøv et annet nummer, eller bruk en annen betalingsmåte.',
  },
  'wallet.phoneInvalid': {
    title: 'Telefonnummeret ble ikke godtatt',
    sentence: '{{wallet}} kunne ikke bruke dette nummeret. Ingen penger er trukket.',
    action: 'Les nummeret opp for kunden, og send på nytt.',
  },
  'wallet.amountInvalid': {
    title: 'Beløpet ble ikke godtatt',
    sentence: '{{wallet}} kunne ikke bruke dette beløpet. Ingen penger er flyttet.',
    action: 'Kontroller beløpet, og prøv igjen.',
  },
  'wallet.amountTooSmall': {
    title: 'Beløpet er for lite',
    sentence: 'Beløpet er mindre enn det {{wallet}} tar imot. Ingen penger er trukket.',
    action: 'Tast inn et større beløp.',
  },
  'wallet.requestInvalid': {
    title: 'Forespørselen ble ikke godtatt',
    sentence: '{{wallet}} kunne ikke bruke det kassen sendte. Ingen penger er flyttet.',
    action: 'Ring brukerstøtte og les opp koden.',
  },
  'wallet.tokenOrQrInvalid': {
    title: 'Kundens kode ble ikke godtatt',
    sentence: '{{wallet}} kunne ikke bruke koden fra kundens app. Ingen penger er trukket.',
    action: 'Be om en ny kode, eller bruk telefonnummeret.',
  },
  'wallet.idempotencyConflict': {
    title: 'En tidligere forespørsel må kontrolleres',
    sentence: '{{wallet}} har allerede en annen forespørsel for dette steget. Den kan ha gått gjennom.',
    action: 'Ikke ta betalt på nytt. Kassen slår opp hva som gjelder.',
  },
  'wallet.referenceTaken': {
    title: '{{wallet}} har allerede denne betalingen',
    sentence: 'Kunden kan allerede ha fått denne forespørselen.',
    action: 'Ikke ta betalt på nytt. Kassen slår opp hva som gjelder.',
  },
  'wallet.referenceUnknown': {
    title: '{{wallet}} finner ikke denne betalingen',
    sentence: '{{wallet}} har ingen slik betaling for dette serienummeret. Ingen penger er bekreftet.',
    action: 'Sjekk igjen. Blir det stående, må en administrator kontrollere serienummeret.',
  },
  'wallet.currencyNotAllowed': {
    title: 'Feil valuta for denne butikken',
    sentence: 'Salgsstedet bruker en annen valuta. Ingen penger er trukket.',
    action: 'En administrator må kontrollere land og serienummer i Innstillinger.',
  },
  'wallet.salesUnitNotReady': {
    title: 'Salgsstedet er ikke klart',
    sentence: '{{wallet}} lar ikke dette salgsstedet ta betalt ennå. Ingen penger er trukket.',
    action: 'En administrator må se etter i bedriftsportalen om bankkontoen er verifisert.',
  },
  'wallet.pushNotAllowed': {
    title: 'Forespørsler til telefon er ikke slått på',
    sentence: 'Salgsstedet mangler push-rettigheten. Kunden fikk ingenting, og ingen penger er trukket.',
    action: 'En administrator må bestille push-rettigheten (skip landing page) for salgsstedet.',
  },
  'wallet.featureNotAllowed': {
    title: 'Ikke med i avtalen',
    sentence: 'Salgsstedet har ikke denne tjenesten. Ingen penger er flyttet.',
    action: 'En administrator må bestille den for salgsstedet i bedriftsportalen.',
  },
  'wallet.partialCaptureNotAllowed': {
    title: 'Bare hele beløpet kan trekkes',
    sentence: 'Salgsstedet kan ikke trekke deler av et beløp. Ingenting er trukket.',
    action: 'Trekk hele beløpet, eller frigi pengene. En administrator kan bestille deltrekk.',
  },
  'wallet.refundNotPossible': {
    title: 'Kan ikke betale tilbake',
    sentence: 'Salgsstedet er ikke satt opp for tilbakebetaling. Ingen penger er betalt tilbake.',
    action: 'En administrator må få slått på tilbakebetaling for salgsstedet.',
  },
  'wallet.alreadyCaptured': {
    title: 'Allerede trukket',
    sentence: 'Pengene ble trukket tidligere. Ingenting er trukket to ganger.',
    action: 'Se på salget før du gjør noe mer.',
  },
  'wallet.alreadyRefunded': {
    title: 'Allerede betalt tilbake',
    sentence: 'Pengene ble betalt tilbake tidligere. Ingenting er betalt tilbake to ganger.',
    action: 'Se på salget før du gjør noe mer.',
  },
  'wallet.alreadyReserved': {
    title: 'Allerede reservert',
    sentence: 'Beløpet ble reservert tidligere. Ingenting er reservert to ganger.',
    action: 'Se på salget: Der står det hvor langt det er kommet.',
  },
  'wallet.alreadyApproved': {
    title: 'Kunden rakk å godkjenne',
    sentence: 'Forespørselen kunne ikke trekkes tilbake. Beløpet er reservert.',
    action: 'Lever varene og trekk beløpet, eller frigi det.',
  },
  'wallet.alreadyEnded': {
    title: 'Denne betalingen er avsluttet',
    sentence: '{{wallet}} hadde allerede lukket den. Dette steget flyttet ingen penger.',
    action: 'Se på salget: Der står det hvordan det endte.',
  },
  'wallet.notApprovedYet': {
    title: 'Ikke godkjent ennå',
    sentence: 'Kunden har ikke godkjent forespørselen. Ingen penger er flyttet.',
    action: 'Vent til kunden har godkjent.',
  },
  'wallet.captureTooHigh': {
    title: 'Mer enn det som er godkjent',
    sentence: 'Beløpet er større enn det som er igjen å trekke. Ingenting er trukket.',
    action: 'Se på salget: Der står det hva som er igjen.',
  },
  'wallet.refundTooHigh': {
    title: 'Mer enn det som kan betales tilbake',
    sentence: 'Beløpet er større enn det som er igjen å betale tilbake. Ingen penger er betalt tilbake.',
    action: 'Tast inn et mindre beløp.',
  },
  'wallet.refundPeriodOver': {
    title: 'For sent å betale tilbake her',
    sentence: '{{wallet}} betaler ikke lenger tilbake en så gammel betaling. Ingen penger er betalt tilbake.',
    action: 'Betal tilbake på en annen måte, og noter det på kvitteringen.',
  },
  'wallet.nothingCaptured': {
    title: 'Ingenting er trukket ennå',
    sentence: 'Pengene er ikke trukket, så det er ingenting å betale tilbake.',
    action: 'Se på salget: Frigi beløpet i stedet.',
  },
  'wallet.notRefundable': {
    title: '{{wallet}} kan ikke betale dette tilbake',
    sentence: 'Betalingen er avsluttet, eller kundens konto er stengt. Ingen penger er betalt tilbake.',
    action: 'Se på salget. Er penger trukket, så betal tilbake på en annen måte.',
  },
  'wallet.periodOver': {
    title: 'For sent for denne betalingen',
    sentence: 'Fristen for dette steget er ute. Ingen penger er flyttet.',
    action: 'Ring brukerstøtte og les opp koden.',
  },
  'wallet.fundsGone': {
    title: 'Reservasjonen er borte',
    sentence: 'Kundens bank har frigitt den. Ingenting er trukket.',
    action: 'Kontakt kunden, og ring brukerstøtte med koden.',
  },
  'wallet.customerIsConfirming': {
    title: 'Kunden bekrefter akkurat nå',
    sentence: 'Forespørselen kan ikke trekkes tilbake i dette øyeblikket. Den kan fortsatt bli godkjent.',
    action: 'Vent. Kassen ser etter igjen av seg selv.',
  },
  'wallet.busy': {
    title: '{{wallet}} er opptatt med denne betalingen',
    sentence: 'Dette steget er ikke gjort ennå. Det har ikke flyttet noen penger så langt.',
    action: 'Vent. Kassen prøver igjen av seg selv.',
  },
  'wallet.tooManyRequests': {
    title: 'For mange forsøk på kort tid',
    sentence: '{{wallet}} ber kassen vente litt. Dette steget er ikke gjort ennå.',
    action: 'Vent et minutt. Kassen fortsetter av seg selv.',
  },
  'wallet.keysRejected': {
    title: 'Nøklene ble ikke godtatt',
    sentence: '{{wallet}} godtar ikke nøklene til denne kassen. Ingen penger er flyttet.',
    action: 'En administrator må kontrollere nøklene i Innstillinger.',
  },
  'wallet.keysOfOther': {
    title: 'Nøklene til et annet serienummer trengs',
    sentence: 'Denne betalingen er gjort under et serienummer som kassen ikke har nøklene til. Ingenting er sendt.',
    action:
      'En administrator må legge inn det serienummeret og nøklene ' +
      'i Innstillinger, og kan stille kassen tilbake etterpå.',
  },
  'wallet.notPermitted': {
    title: 'Ikke tillatt for dette salgsstedet',
    sentence: 'Salgsstedet mangler rettigheten eller produktet for dette. Ingen penger er flyttet.',
    action: 'En administrator må kontrollere salgsstedet i bedriftsportalen.',
  },
  'wallet.testApprovalFailed': {
    title: 'Testgodkjenningen gikk ikke',
    sentence: 'Dette er testmiljøet: Ingen ekte penger er involvert.',
    action: 'Prøv igjen, eller godkjenn i testappen.',
  },
  'wallet.rejected': {
    title: '{{wallet}} godtok ikke dette steget',
    sentence: 'Kassen kjenner ikke grunnen som ble gitt. Ingen penger er flyttet.',
    action: 'Ring brukerstøtte og les opp koden.',
  },
  'wallet.approvedLate': {
    title: 'Godkjent etter at kassen hadde gitt den opp',
    sentence: 'Kunden har godkjent en forespørsel som lommeboken ikke kjente før. Pengene er reservert.',
    action: 'Lever varene og trekk beløpet, eller frigi det.',
  },
  'wallet.captureDiffers': {
    title: 'Et annet beløp er trukket',
    sentence: '{{wallet}} har trukket et annet beløp enn det kassen ba om.',
    action: 'Ikke ta betalt på nytt. Ring brukerstøtte og les opp koden.',
  },
  'wallet.mayBeDone': {
    title: 'Det kan være gjort',
    sentence: '{{wallet}} viser det samme beløpet flyttet uten å si av hvem.',
    action: 'Ikke gjør det igjen. Se i bedriftsportalen, eller ring brukerstøtte og les opp koden.',
  },
  'wallet.amountDiffers': {
    title: 'Lommeboken oppgir et annet beløp',
    sentence:
      '{{wallet}} har en betaling med denne referansen på et annet ' +
      'beløp enn det kassen ba om. Kassen regner den ikke som sin.',
    action: 'Ikke ta betalt på nytt. Ring brukerstøtte og les opp koden.',
  },
  'settlement.noLedger': {
    title: 'Fant ikke noe oppgjør for butikken',
    sentence:
      '{{wallet}} viser ikke noe oppgjør for dette serienummeret og disse nøklene ennå. Betalinger er ikke berørt.',
    action: 'Er det slik i mer enn en dag, må en administrator be {{wallet}} om tilgang til oppgjørsrapporter.',
  },
  'settlement.notInTest': {
    title: 'Ikke noe oppgjør i testmiljøet',
    sentence: '{{wallet}} har ikke oppgjør for testbetalinger. Ingen ekte penger er involvert.',
    action: 'Sammenlign med oppgjøret i produksjon eller øving.',
  },
  'settlement.contradicts': {
    title: 'Oppgjøret motsier seg selv',
    sentence: 'Det {{wallet}} sendte, henger ikke sammen og blir ikke brukt. Ingen penger er flyttet.',
    action: 'Prøv igjen senere. Blir det ikke bedre, ring support og les opp koden.',
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
