import type { StoreSettings } from '../../shared/settings.ts';
import { EMPTY_AMOUNT, eraseFrom, typeInto } from '../ui/amount-entry.ts';
import { checkDraft } from './check-draft.ts';
import { changeDraft, draftStore } from './draft.ts';
import type { Draft } from './draft.ts';
import { startSale } from './intents.ts';
import { forgetCode, heldFor, holdCode, readPersonalCode } from './scanned.ts';
import { readPhoneText } from './phone-text.ts';

/** What keys do while a sale is keyed. */

/** What decides how keys are read. */
interface Keying {
  readonly store: StoreSettings;
  /** Digits of an amount are whole kroner. */
  readonly whole: boolean;
}

/** A key of the keypad, or a digit typed where no field has the focus, into the field that was used last. */
export function feed(draft: Draft, key: string, { store, whole }: Keying): void {
  if (draft.sending) return;
  const erase = key === 'erase' || key === 'Backspace';
  if (draft.active === 'amount')
    changeDraft({ amount: erase ? eraseFrom(draft.amount, whole) : typeInto(draft.amount, key, whole) });
  else if (draft.active === 'phone') {
    const country = draft.country ?? store.country;
    changeDraft(readPhoneText(erase ? draft.phone.trimEnd().slice(0, -1) : draft.phone + key, country));
  } else if (draft.active === 'price') {
    changeDraft({
      line: {
        ...draft.line,
        price: erase ? eraseFrom(draft.line.price, whole) : typeInto(draft.line.price, key, whole),
      },
    });
  } else
    changeDraft({
      line: { ...draft.line, quantity: erase ? draft.line.quantity.slice(0, -1) : draft.line.quantity + key },
    });
}

export const focusField = (name: 'amount' | 'phone'): void =>
  document.querySelector<HTMLElement>(`[data-field="${name}"]`)?.focus();

/** Sends when everything is there; otherwise says what is missing, in place, and goes there. */
export function send(store: StoreSettings): void {
  const draft = draftStore.getState();
  if (draft.sending) return;
  const { ready, total } = checkDraft(draft, store);
  if (ready) {
    void startSale(ready, false);
    return;
  }
  changeDraft({ asked: 'all' });
  focusField(total ? 'phone' : 'amount');
}

/** Asks by the customer's code that was scanned, or says what is wrong with the amount. */
export function sendByCode(store: StoreSettings): void {
  const draft = draftStore.getState();
  const personalCode = heldFor(null);
  if (draft.sending || personalCode === null) return;
  const { sale, total } = checkDraft(draft, store);
  if (sale) void startSale({ ...sale, to: { method: 'personalCode', personalCode } }, false);
  else if (!total) {
    changeDraft({ asked: 'amount', linesOpen: false });
    focusField('amount');
  }
}

/** A scan while a sale is keyed: it waits for Send, or asks at once where the shop chose so. @returns its use here */
export function takeScan(text: string, store: StoreSettings): boolean {
  const code = readPersonalCode(text);
  if (code === null) return false;
  const draft = draftStore.getState();
  if (code === 'doubled' || draft.sending) return true;
  holdCode(code, null);
  changeDraft({ linesOpen: false, active: 'amount', asked: null });
  if (store.askOnScan && checkDraft(draft, store).sale) sendByCode(store);
  else focusField('amount');
  return true;
}

/** On from the amount: asks by a code that was scanned, else to the number. */
export const onFromAmount = (store: StoreSettings): void =>
  heldFor(null) === null ? toNumber(store) : sendByCode(store);

/** On from the amount: to the customer's number, or to what is wrong with the amount. */
export function toNumber(store: StoreSettings): void {
  forgetCode();
  const { total } = checkDraft(draftStore.getState(), store);
  if (!total) {
    changeDraft({ asked: 'amount', linesOpen: false });
    focusField('amount');
    return;
  }
  changeDraft({ linesOpen: false, active: 'phone' });
  focusField('phone');
}

/** The OK key: as Enter in the field that the keys feed. */
export function goOn(store: StoreSettings): void {
  const { active, linesOpen } = draftStore.getState();
  if (linesOpen) document.querySelector<HTMLButtonElement>('[data-testid="add-line"]')?.click();
  else if (active === 'phone') send(store);
  else onFromAmount(store);
}

export function escape(): void {
  const draft = draftStore.getState();
  if (heldFor(null) !== null) return forgetCode();
  if (draft.linesOpen) changeDraft({ linesOpen: false, active: 'amount' });
  else if (draft.active === 'phone' && draft.phone !== '') changeDraft({ phone: '', asked: null });
  else changeDraft({ amount: draft.lines.length > 0 ? draft.amount : EMPTY_AMOUNT, asked: null, active: 'amount' });
}
