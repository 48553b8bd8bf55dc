import { useSyncExternalStore } from 'react';
import { brandOf } from '../../shared/brand.ts';
import type { Brand } from '../../shared/brand.ts';
import type { StoreCountry } from '../../shared/country.ts';
import { mainNow } from './clock.ts';

/** A name that changes at midnight is on the screen before anybody has read the clock. */
const LOOK_EVERY_MS = 2_000;

/** The day that the shop's clock shows, `yyyy-mm-dd`. */
export function shopDate(at: number): string {
  const local = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
}

function subscribe(changed: () => void): () => void {
  const timer = setInterval(changed, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** What the wallet is called in a country today; drawn anew on the day it changes, without a restart. */
export const useBrand = (country: StoreCountry): Brand =>
  useSyncExternalStore(subscribe, () => brandOf(country, shopDate(mainNow())));
