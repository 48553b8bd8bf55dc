import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SaleId } from '../../shared/ids.ts';
import { personalCodeSchema } from '../../shared/personal-code.ts';
import type { PersonalCode } from '../../shared/personal-code.ts';
import { windowStore } from '../state/store.ts';
import type { WindowState } from '../state/store.ts';

/**
 * The customer's own code between its scan and the request. It can hold a number: in memory only, shown nowhere, and
 * forgotten when it was used, when it is not wanted, when somebody else stands at the till, and after two minutes.
 */
interface Held {
  readonly code: PersonalCode;
  /** The sale in the middle that it was scanned for, or null for the one that is keyed. */
  readonly saleId: SaleId | null;
}

export const HELD_MS = 2 * 60_000;
/** A scanner that reads the same code twice means one customer. */
const DOUBLED_MS = 3_000;

const heldStore = createStore<{ readonly held: Held | null }>(() => ({ held: null }));
let tooOld: ReturnType<typeof setTimeout> | undefined;
let last: { readonly code: PersonalCode; readonly at: number } | null = null;

export function forgetCode(): void {
  clearTimeout(tooOld);
  if (heldStore.getState().held) heldStore.setState({ held: null });
}

/** @returns whether it is a customer's code, and not the same one twice at once */
export function readPersonalCode(text: string): PersonalCode | 'doubled' | null {
  const code = personalCodeSchema.safeParse(text.trim());
  if (!code.success) return null;
  const now = performance.now();
  if (last?.code === code.data && now - last.at < DOUBLED_MS) return 'doubled';
  const scanned = { code: code.data, at: now };
  last = scanned;
  setTimeout(() => {
    if (last === scanned) last = null;
  }, DOUBLED_MS);
  return code.data;
}

export function holdCode(code: PersonalCode, saleId: SaleId | null): void {
  forgetCode();
  heldStore.setState({ held: { code, saleId } });
  tooOld = setTimeout(forgetCode, HELD_MS);
}

export function heldFor(saleId: SaleId | null): PersonalCode | null {
  const { held } = heldStore.getState();
  return held !== null && held.saleId === saleId ? held.code : null;
}

export const useHeld = (saleId: SaleId | null): PersonalCode | null =>
  useStore(heldStore, ({ held }) => (held !== null && held.saleId === saleId ? held.code : null));

const whoStands = ({ view }: WindowState): string =>
  `${view?.till.people.locked ?? ''} ${view?.till.people.signedIn?.id ?? ''} ${view?.till.status ?? ''}`;

windowStore.subscribe((state, before) => {
  const { held } = heldStore.getState();
  if (held !== null && (held.saleId !== state.selected || whoStands(state) !== whoStands(before))) forgetCode();
});
