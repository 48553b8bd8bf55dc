import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from './error-text.ts';
import { closingErrorsNb } from './errors-closing.nb.ts';
import { exportErrorsNb } from './errors-export.nb.ts';
import { printerErrorsNb } from './errors-printer.nb.ts';
import { peopleErrorsNb } from './errors-people.nb.ts';
import { saleErrorsNb } from './errors-sale.nb.ts';
import { walletErrorsNb } from './errors-wallet.nb.ts';

/** Every registered error in Norwegian bokmål; a code without a text does not compile. */
export const errorsNb = {
  ...walletErrorsNb,
  ...closingErrorsNb,
  ...exportErrorsNb,
  ...printerErrorsNb,
  ...peopleErrorsNb,
  ...saleErrorsNb,
  // What was typed
  'amount.zero': {
    title: 'Tast inn et beløp',
    sentence: 'Beløpet er null. Ingenting er sendt.',
    action: 'Tast inn det kunden skal betale.',
  },
  'amount.belowMinimum': {
    title: 'Beløpet er for lite',
    sentence: 'Beløpet er mindre enn det {{wallet}} kan ta imot. Ingenting er sendt.',
    action: 'Tast inn et større beløp.',
  },
  'amount.aboveMaximum': {
    title: 'Beløpet er for stort',
    sentence: 'Én betaling kan være på høyst 650 000,00. Ingenting er sendt.',
    action: 'Tast inn et mindre beløp.',
  },
  'amount.notANumber': {
    title: 'Dette er ikke et beløp',
    sentence: 'Kassen klarte ikke å lese det. Ingenting er sendt.',
    action: 'Bruk sifre, med komma foran desimalene: 249,00.',
  },
  'amount.negative': {
    title: 'Beløpet er under null',
    sentence: 'En betaling kan ikke være negativ. Ingenting er sendt.',
    action: 'Tast inn beløpet uten minustegn.',
  },
  'amount.tooManyDecimals': {
    title: 'For mange desimaler',
    sentence: 'Et beløp har høyst to desimaler. Ingenting er sendt.',
    action: 'Tast det inn slik: 249,00.',
  },
  'lines.doNotAddUp': {
    title: 'Linjene stemmer ikke med beløpet',
    sentence: 'Linjene gir en annen sum enn beløpet som vises. Ingenting er sendt.',
    action: 'Kontroller antall og priser, og send på nytt.',
  },
  'lines.invalid': {
    title: 'En linje er ikke fullstendig',
    sentence: 'En linje må ha navn, antall, pris og mva-sats. Ingenting er sendt.',
    action: 'Rett linjen, eller fjern den.',
  },
  'phone.empty': {
    title: 'Tast inn et telefonnummer',
    sentence: 'Forespørselen går til kundens nummer. Ingenting er sendt.',
    action: 'Spør etter nummeret og tast det inn.',
  },
  'phone.letters': {
    title: 'Et telefonnummer har bare sifre',
    sentence: 'Det er andre tegn i nummeret. Ingenting er sendt.',
    action: 'Fjern det som ikke er sifre.',
  },
  'phone.tooShort': {
    title: 'Telefonnummeret er for kort',
    sentence: 'Det mangler sifre. Ingenting er sendt.',
    action: 'Be kunden lese opp nummeret en gang til.',
  },
  'phone.tooLong': {
    title: 'Telefonnummeret er for langt',
    sentence: 'Det er for mange sifre. Ingenting er sendt.',
    action: 'Be kunden lese opp nummeret en gang til.',
  },
  'phone.foreign': {
    title: 'Nummer fra et annet land',
    sentence: '{{wallet}} virker med numre fra Norge, Danmark, Finland og Sverige. Ingenting er sendt.',
    action: 'Kontroller landkoden, eller bruk en annen betalingsmåte.',
  },
  // What the till refuses
  'sale.unknown': {
    title: 'Fant ikke salget',
    sentence: 'Denne kassen har ikke dette salget. Ingenting er endret.',
    action: 'Se i listen over de siste salgene.',
  },
  'sale.liveRequest': {
    title: 'En forespørsel er allerede åpen',
    sentence: 'Den forrige forespørselen kan fortsatt godkjennes. Ingen ny er sendt.',
    action: 'Vent på den, eller avbryt den først.',
  },
  'sale.alreadyPaid': {
    title: 'Allerede betalt',
    sentence: '{{wallet}} har bekreftet betalingen. Ingenting mer er trukket.',
    action: 'Se på salget, og start så et nytt.',
  },
  'sale.notApproved': {
    title: 'Ikke godkjent',
    sentence: 'Det finnes ikke noe godkjent beløp å trekke eller frigi. Ingen penger er flyttet.',
    action: 'Se på salget: Der står det hvor langt det er kommet.',
  },
  'sale.duplicate': {
    title: 'Samme nummer og beløp som før',
    sentence: 'Det finnes et tidligere salg med dette nummeret og beløpet. Ingenting nytt er sendt.',
    action: 'Se på det tidligere salget før du sender en ny forespørsel.',
  },
  'sale.otherWallet': {
    title: 'Dette salget hører til et annet salgssted',
    sentence: 'Det ble slått inn mens kassen var satt opp med et annet serienummer eller land. Ingenting er sendt.',
    action: 'Slå inn varene som et nytt salg.',
  },
  'sale.busy': {
    title: 'Noe er underveis for dette salget',
    sentence: 'Lommeboken har ikke svart på det forrige ennå. Ingenting nytt er sendt.',
    action: 'Vent på svaret, og prøv igjen.',
  },
  'sale.movedOn': {
    title: 'Salget har endret seg',
    sentence: 'Penger har flyttet seg siden du så på det. Ingenting er sendt.',
    action: 'Se på beløpene, og bestem på nytt.',
  },
  'parts.invalid': {
    title: 'Linjene passer ikke til salget',
    sentence: 'En linje hører ikke til salget, eller det er valgt mer av den enn det som er igjen.',
    action: 'Velg linjene på nytt.',
  },
  'refund.reasonMissing': {
    title: 'Begrunnelse mangler',
    sentence: 'En tilbakebetaling skrives i journalen med begrunnelse.',
    action: 'Si med noen få ord hvorfor pengene går tilbake.',
  },
  'sale.noAttention': {
    title: 'Ingenting her trenger oppfølging',
    sentence: 'Noen eller et svar fra lommeboken har allerede avklart det.',
    action: 'Se på salget.',
  },
  'till.starting': {
    title: 'Kassen gjør seg klar',
    sentence: 'Den spør først om åpne betalinger. Ingenting nytt er sendt.',
    action: 'Vent litt, og prøv igjen.',
  },
  'till.notSetUp': {
    title: 'Kassen er ikke satt opp ennå',
    sentence: 'Før det kan den ikke ta betalt. Ingenting er sendt.',
    action: 'En administrator må fullføre oppsettet.',
  },
  'till.noKeys': {
    title: 'Kassen mangler nøkler',
    sentence: 'Uten nøklene til salgsstedet når den ikke {{wallet}}. Ingenting er sendt.',
    action: 'En administrator må legge inn nøklene i Innstillinger.',
  },
  'till.journalUnavailable': {
    title: 'Kassen får ikke skrevet i journalen',
    sentence: 'Det som ikke er skrevet ned, blir ikke sendt. Ingen ny betaling er startet.',
    action: 'Start appen på nytt. Skjer det igjen, ring brukerstøtte og les opp koden.',
  },
  'till.journalDamaged': {
    title: 'Betalingsjournalen er skadet',
    sentence:
      'Innholdet er ikke til å stole på, derfor startes ingen ny betaling. Åpne betalinger kan fortsatt gå gjennom.',
    action: 'Ikke endre noe på denne maskinen. Ring brukerstøtte og les opp koden.',
  },
  'till.journalInUse': {
    title: 'Betalingsjournalen er allerede åpen',
    sentence: 'En annen kasse arbeider i den, så denne selger ikke. Ingenting er sendt.',
    action: 'Lukk den andre kassen her, og start denne på nytt. Ring ellers brukerstøtte og les opp koden.',
  },
  'till.journalTampered': {
    title: 'Journalen er ikke den som ble skrevet',
    sentence:
      'Filene er endret eller byttet ut, derfor startes ingen ny betaling. Åpne betalinger kan fortsatt gå gjennom.',
    action: 'En leder må skrive ned hva som har skjedd. Vet ingen det, ring brukerstøtte og les opp koden.',
  },
  // What the network did
  'network.offline': {
    title: 'Ikke nett',
    sentence: 'Ingenting er sendt.',
    action: 'Se etter kabelen eller det trådløse nettet, og prøv igjen.',
  },
  'network.dns': {
    title: 'Fant ikke {{wallet}} på nettet',
    sentence: 'Ingenting er sendt.',
    action: 'En administrator må kontrollere navneoppslaget (DNS) på dette nettet.',
  },
  'network.tls': {
    title: 'Forbindelsen er ikke sikker',
    sentence: 'Kassen kunne ikke være sikker på at det var {{wallet}} den snakket med. Ingenting er sendt.',
    action: 'En administrator må kontrollere sertifikater, virusvern og brannmur (TLS).',
  },
  'network.clock': {
    title: 'Klokken på maskinen går feil',
    sentence: 'En sikker forbindelse krever riktig tid. Ingenting er sendt.',
    action: 'En administrator må stille dato og klokke på denne maskinen.',
  },
  'network.proxy': {
    title: 'Proxyen slapp ingenting gjennom',
    sentence: 'Ingenting er sendt.',
    action: 'En administrator må kontrollere proxy-innstillingene på denne maskinen.',
  },
  'network.refused': {
    title: 'Ingen forbindelse med {{wallet}}',
    sentence: 'Ingenting er sendt.',
    action: 'Prøv igjen. Blir det stående, må en administrator kontrollere brannmuren.',
  },
  'network.timeout': {
    title: 'Ikke noe svar ennå',
    sentence: 'Ikke noe svar ennå. Forespørselen kan ha nådd {{wallet}} og kunden.',
    action: 'Ikke ta betalt på nytt. Kassen fortsetter å spørre.',
  },
  'network.dropped': {
    title: 'Forbindelsen ble brutt',
    sentence: 'Forespørselen kan ha nådd {{wallet}} og kunden.',
    action: 'Ikke ta betalt på nytt. Kassen fortsetter å spørre.',
  },
  'network.unreadable': {
    title: 'Svaret kunne ikke leses',
    sentence: 'Forespørselen kan ha gått gjennom hos {{wallet}}.',
    action: 'Ikke ta betalt på nytt. Kassen fortsetter å spørre.',
  },
  'network.notTheWallet': {
    title: 'Noe annet svarte',
    sentence: 'Adressen svarte, men ikke slik {{wallet}} gjør. En forespørsel kan ha nådd kunden likevel.',
    action: 'Ikke ta betalt på nytt. Kassen fortsetter å spørre.',
  },
  'network.serverError': {
    title: '{{wallet}} har problemer akkurat nå',
    sentence: 'Forespørselen kan ha gått gjennom likevel.',
    action: 'Ikke ta betalt på nytt. Kassen fortsetter å spørre.',
  },
  // Set-up
  'setup.keysIncomplete': {
    title: 'Det mangler nøkler',
    sentence: 'Alle tre nøklene må være med. Ingenting er lagret.',
    action: 'Fyll ut de tomme feltene.',
  },
  'setup.keyMalformed': {
    title: 'En nøkkel ser ikke riktig ut',
    sentence: 'En nøkkel er for kort, eller har mellomrom eller ukjente tegn inni. Ingenting er lagret.',
    action: 'Kopier nøkkelen på nytt fra bedriftsportalen.',
  },
  'setup.serialNumberMalformed': {
    title: 'Serienummeret ser ikke riktig ut',
    sentence: 'Det har 4 til 10 sifre. Ingenting er lagret.',
    action: 'Kopier det på nytt fra bedriftsportalen.',
  },
  'setup.serialNumberRejected': {
    title: 'Serienummeret ble ikke godtatt',
    sentence: 'Nøklene og dette serienummeret hører ikke sammen. Ingen penger er flyttet.',
    action: 'En administrator må sammenligne begge med salgsstedet i bedriftsportalen.',
  },
  'setup.wrongEnvironment': {
    title: 'Nøkler for et annet miljø',
    sentence: 'Testnøkler virker bare for test, og produksjonsnøkler bare for produksjon. Ingen penger er flyttet.',
    action: 'Velg det andre miljøet, eller legg inn nøklene for dette.',
  },
  'setup.keychainUnavailable': {
    title: 'Ikke noe beskyttet sted for nøklene',
    sentence: 'Denne maskinen kan ikke beskytte dem, derfor er de ikke lagret.',
    action: 'Installer gnome-keyring eller KWallet med libsecret, eller behold nøklene bare til appen lukkes.',
  },
  'setup.openPayments': {
    title: 'En betaling er fortsatt åpen',
    sentence: 'Miljø, serienummer og land står fast til alle betalinger er avsluttet. Ingenting er endret.',
    action: 'Fullfør eller avbryt de åpne betalingene, og lagre på nytt.',
  },
  'settings.damaged': {
    title: 'Innstillingsfilen var skadet',
    sentence: 'Den er lagt til side, og ingenting er slettet. Betalingsjournalen er en egen fil.',
    action: 'Se gjennom innstillingene og lagre dem på nytt.',
  },
  'settings.invalid': {
    title: 'En innstilling er ikke gyldig',
    sentence: 'Ingenting er lagret.',
    action: 'Rett de merkede feltene, og lagre på nytt.',
  },
  // Denials inside the app
  'ipc.senderDenied': {
    title: 'Dette vinduet har ikke lov til det',
    sentence: 'Kassen avviste det. Ingenting er sendt.',
    action: 'Start appen på nytt. Skjer det igjen, ring brukerstøtte og les opp koden.',
  },
  'ipc.payloadInvalid': {
    title: 'Kassen forsto ikke skjermbildet',
    sentence: 'Kassen avviste det. Ingenting er sendt.',
    action: 'Kontroller det som er tastet. Skjer det igjen, ring brukerstøtte og les opp koden.',
  },
  'ipc.unknownCall': {
    title: 'Kassen kjenner ikke dette steget',
    sentence: 'Kassen avviste det. Ingenting er sendt.',
    action: 'Start appen på nytt. Skjer det igjen, ring brukerstøtte og les opp koden.',
  },
  'ipc.tooLarge': {
    title: 'For mye på én gang',
    sentence: 'Kassen avviste det. Ingenting er sendt.',
    action: 'Bruk færre linjer eller kortere navn. Skjer det igjen, ring brukerstøtte.',
  },
  internal: {
    title: 'Noe gikk galt i kassen',
    sentence: 'Steget stoppet underveis. Det er ikke sikkert om det fikk virkning.',
    action: 'Ikke ta betalt på nytt før salget er kontrollert. Ring brukerstøtte og les opp koden.',
  },
} as const satisfies Record<ErrorCode, ErrorText>;
