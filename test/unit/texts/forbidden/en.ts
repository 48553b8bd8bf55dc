import type { Forbidden } from './forbidden.ts';

export const FORBIDDEN = [
  { word: 'transaction', instead: 'payment' },
  { word: 'transactions', instead: 'payments' },
  { word: 'void', instead: 'cancel (a request), release (a reservation)' },
  { word: 'abort', instead: 'cancel' },
  { word: 'POS terminal', instead: 'till' },
  { word: 'Z report', instead: 'closing' },
  { word: 'end of day', instead: 'closing' },
  { word: 'mobile number', instead: 'phone number' },
  { word: 'made-up wallet', instead: 'practice wallet' },
  { word: 'pretend', instead: 'practice' },
] as const satisfies readonly Forbidden[];
