import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { hear, QUIET } from './burst.ts';
import type { Heard, ScanEnd } from './burst.ts';
import { addKeeper, keepAll } from './kept.ts';
import { readScan } from './meaning.ts';
import type { Meaning } from './meaning.ts';

/** A scan that nobody had a use for: the till says what it took it for, until somebody goes on. */
interface Said {
  readonly meaning: Meaning;
  /** Over a dialog, which hides the places in the screen beneath. */
  readonly overDialog: boolean;
}

interface Scans {
  readonly said: Said | null;
  /** Screens that say it in a place of their own. */
  readonly places: number;
  /** Headers with room for it, for screens that have no such place. */
  readonly headers: number;
}

const scans = createStore<Scans>(() => ({ said: null, places: 0, headers: 0 }));

/** @returns whether it was of use there */
type Taker = (text: string, end: ScanEnd) => boolean;
interface Scanning {
  readonly take: Taker;
  readonly personal: boolean;
}
const takers: Scanning[] = [];
/**
 * Hears of keys that can only be a scanner's while they come: a scanner that ends with nothing is noticed by that
 * alone.
 */
let watcher: ((text: string) => void) | null = null;

const DIALOG = '[role="alertdialog"], [role="dialog"]';
const takesText = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement && target.type !== 'radio') || target instanceof HTMLTextAreaElement;

/** What a scanner has read, or what stands in for one. */
export function take(text: string, end: ScanEnd): void {
  const overDialog = document.querySelector(DIALOG) !== null;
  const meaning = readScan(text);
  const isFor = ({ personal }: Scanning): boolean => personal || meaning.name !== 'personal';
  if (!overDialog && takers.toReversed().some((each) => isFor(each) && each.take(text, end))) return;
  scans.setState({ said: { meaning, overDialog } });
}

const goOn = (): void => {
  if (scans.getState().said) scans.setState({ said: null });
};

/**
 * The one place that recognises a scan, before any field, button or screen hears its keys: what it typed is taken out
 * again, and the key at its end presses nothing. Begun before the first screen, so that no other listener is earlier.
 */
export function listenForScans(): () => void {
  let heard: Heard = QUIET;
  let restore: (() => void) | null = null;
  // What was noted may hold a PIN or a number: it is kept for no longer than a scan can take.
  const forget = (): void => {
    heard = QUIET;
    restore = null;
  };
  const stop = (event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { reading, heard: next } = hear(heard, {
      key: event.key,
      at: event.timeStamp,
      repeat: event.repeat,
      control: event.ctrlKey || event.metaKey,
    });
    heard = next;
    switch (reading.name) {
      case 'begins':
        goOn();
        restore = keepAll();
        return;
      case 'goesOn':
        if (reading.surely && heard.name === 'keys') watcher?.(heard.burst.text);
        // A blank would press the button that has the focus.
        if (event.key === ' ' && !takesText(event.target)) stop(event);
        return;
      case 'scan':
        stop(event);
        restore?.();
        restore = null;
        take(reading.text, reading.end);
        return;
      case 'tail':
        stop(event);
        return;
      case 'other':
        if (heard.name === 'quiet') restore = null;
        if (event.key === 'Enter' || event.key === 'Escape') goOn();
        return;
    }
  };
  // With what is said the header grows: what is pressed must not move away while it is.
  const onPointerUp = (): void => void setTimeout(goOn);
  window.addEventListener('keydown', onKeyDown, true);
  window.addEventListener('pointerdown', forget, true);
  window.addEventListener('pointerup', onPointerUp, true);
  window.addEventListener('pointercancel', onPointerUp, true);
  window.addEventListener('blur', forget);
  return () => {
    window.removeEventListener('keydown', onKeyDown, true);
    window.removeEventListener('pointerdown', forget, true);
    window.removeEventListener('pointerup', onPointerUp, true);
    window.removeEventListener('pointercancel', onPointerUp, true);
    window.removeEventListener('blur', forget);
  };
}

/**
 * A screen that has a use for scans. The one that came last is asked first; none is asked behind a dialog.
 * @param personal whether customers' own codes too, which must not come into a field: they can hold a number
 */
export function useScans(taker: Taker, personal = false): void {
  const latest = useRef(taker);
  latest.current = taker;
  useEffect(() => {
    const ask: Scanning = { take: (text, end) => latest.current(text, end), personal };
    takers.push(ask);
    return () => void takers.splice(takers.indexOf(ask), 1);
  }, [personal]);
}

/** For the self-test alone: told what came so far, at each key of a scan. */
export function useScanProgress(onKeys: (text: string) => void): void {
  const latest = useRef(onKeys);
  latest.current = onKeys;
  useEffect(() => {
    watcher = (text) => latest.current(text);
    return () => void (watcher = null);
  }, []);
}

/** Brings back what was keyed before a scan, where it is not in a field alone. */
export function useKept(keep: () => () => void): void {
  const latest = useRef(keep);
  latest.current = keep;
  useEffect(() => addKeeper(() => latest.current()), []);
}

/** What is to be said here, in this screen's own place, or null. */
export function useSaidHere(): Meaning | null {
  useEffect(() => {
    scans.setState(({ places }) => ({ places: places + 1 }));
    return () => scans.setState(({ places }) => ({ places: places - 1 }));
  }, []);
  return useStore(scans, ({ said }) => (said && !said.overDialog ? said.meaning : null));
}

/** What is to be said in this header, because the screen beneath has no place for it, or null. */
export function useSaidInHeader(): Meaning | null {
  useEffect(() => {
    scans.setState(({ headers }) => ({ headers: headers + 1 }));
    return () => scans.setState(({ headers }) => ({ headers: headers - 1 }));
  }, []);
  return useStore(scans, ({ said, places }) => (said && !said.overDialog && places === 0 ? said.meaning : null));
}

/** What is to be said over whatever is open: a dialog, or a screen that has neither a place of its own nor a header. */
export const useSaidOver = (): Meaning | null =>
  useStore(scans, ({ said, places, headers }) =>
    said && (said.overDialog || places + headers === 0) ? said.meaning : null,
  );
