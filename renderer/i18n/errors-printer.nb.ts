import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from './error-text.ts';

/** What can keep a slip from paper, Norwegian bokmål. */
export const printerErrorsNb = {
  'printer.none': {
    title: 'Ingen skriver er satt opp',
    sentence: 'Ingenting ble skrevet ut. Betalingen står som den vises.',
    action: 'Lagre slippen som PDF, eller be en administrator velge en skriver i Innstillinger.',
  },
  'printer.offline': {
    title: 'Skriveren svarer ikke',
    sentence: 'Ingenting av slippen ble skrevet ut. Den venter her.',
    action: 'Se etter at skriveren er på og i nettet, og prøv igjen.',
  },
  'printer.paperOut': {
    title: 'Skriveren er tom for papir',
    sentence: 'Slippen er tatt vare på her.',
    action: 'Sett inn en ny rull og lukk dekselet.',
  },
  'printer.coverOpen': {
    title: 'Dekselet på skriveren er åpent',
    sentence: 'Slippen er tatt vare på her.',
    action: 'Lukk dekselet.',
  },
  'printer.fault': {
    title: 'Skriveren melder feil',
    sentence: 'Slippen er tatt vare på her.',
    action: 'Se etter papiret og kniven, og slå skriveren av og på.',
  },
  'printer.notConfirmed': {
    title: 'Kanskje er bare halve slippen på papir',
    sentence: 'Skriveren ble borte mens den skrev. Betalingen står som den vises.',
    action: 'Se på papiret. Er slippen ikke hel, skriv den ut igjen: den merkes som kopi.',
  },
  'printer.unknown': {
    title: 'Denne maskinen har ingen slik skriver',
    sentence: 'Ingenting ble skrevet ut. Slippen er tatt vare på her.',
    action: 'En administrator må velge skriveren i Innstillinger.',
  },
  'printer.notPrivate': {
    title: 'Adressen til skriveren er utenfor butikken',
    sentence: 'Ingenting ble sendt dit. Slipper blir i butikkens eget nett.',
    action: 'En administrator må rette adressen i Innstillinger.',
  },
  'printer.queueFull': {
    title: 'For mange slipper venter på skriveren',
    sentence: 'Denne slippen ble ikke lagt til. Betalingen står som den vises.',
    action: 'Få skriveren i gang, eller forkast slipper som ingen trenger.',
  },
  'printer.notKept': {
    title: 'Slippen kunne ikke tas vare på',
    sentence: 'Denne maskinen kan ikke lagre noe nå, så ingenting ble skrevet ut. Betalingen står som den vises.',
    action: 'Rydd plass på disken, og skriv ut igjen.',
  },
  'printer.slipGone': {
    title: 'Denne slippen venter ikke lenger',
    sentence: 'Den er skrevet ut, skrives ut nå, eller ble forkastet.',
    action: 'Se på papiret.',
  },
  'printer.nothingPaid': {
    title: 'Det er ingenting å skrive ut ennå',
    sentence: 'En slipp er for penger som er tatt eller gitt tilbake.',
    action: 'Skriv den ut når betalingen er ferdig.',
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
