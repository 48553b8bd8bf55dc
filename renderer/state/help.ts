import { useEffect } from 'react';
import type { Place } from './places.ts';
import type { SaleScreenName } from './select-screen.ts';

/** The sections of the settings. */
type Section =
  | 'counter'
  | 'shop'
  | 'vat'
  | 'items'
  | 'connection'
  | 'printer'
  | 'scanner'
  | 'people'
  | 'backup'
  | 'updates'
  | 'doctor'
  | 'support'
  | 'log'
  | 'about';

/** What help can be asked for: each screen of the till. */
export type HelpOn =
  | SaleScreenName
  | 'entry'
  | Exclude<Place, 'settings' | 'doctor'>
  | 'closing'
  | 'stopped'
  | `settings-${Section}`;

/** The screens that are shown now; the last one lies on top. */
const shown: { readonly on: HelpOn }[] = [];

/** The screen that draws this is what help is about, while it is there. */
export function useHelpOn(on: HelpOn): void {
  useEffect(() => {
    const here = { on };
    shown.push(here);
    return () => void shown.splice(shown.indexOf(here), 1);
  }, [on]);
}

export const helpOn = (): HelpOn => shown.at(-1)?.on ?? 'entry';
