import type { Forbidden } from './forbidden.ts';

export const FORBIDDEN = [
  { word: 'vet ikke', instead: 'uavklart, ikke avklart ennå' },
  { word: 'stans', instead: 'avbryt' },
  { word: 'liksom-lommebok', instead: 'øvingslommebok' },
  { word: 'personer', instead: 'ansatte' },
  { word: 'per person', instead: 'per ansatt' },
  { word: 'transaksjon', instead: 'betaling' },
  { word: 'transaksjoner', instead: 'betalinger' },
  { word: 'kanseller', instead: 'avbryt (en forespørsel), frigi (en reservasjon)' },
  { word: 'kansellér', instead: 'avbryt (en forespørsel), frigi (en reservasjon)' },
  { word: 'refunder', instead: 'betal tilbake' },
  { word: 'refundere', instead: 'betale tilbake' },
  { word: 'dagsavslutning', instead: 'oppgjør' },
  { word: 'mobilnummer', instead: 'telefonnummer' },
] as const satisfies readonly Forbidden[];
