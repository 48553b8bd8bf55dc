import { Delete } from 'lucide-react';
import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { ReactNode, Ref } from 'react';
import { useMainNow } from '../state/clock.ts';
import { formatCountdown } from '../i18n/format.ts';
import { useKept } from '../scan/listen.ts';
import { Button } from '../ui/button.tsx';
import { forgetTyped } from '../ui/forget-typed.ts';
import { Problem } from '../ui/problem.tsx';
import { usePeopleText } from './use-people-text.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const LEAST = 4;
const MOST = 8;

export interface PinPadHandle {
  /** Digits pressed elsewhere belong here. */
  feed(key: string): void;
  focus(): void;
}

export interface PinPadProps {
  /** Whose PIN: the pad begins anew for somebody else. */
  readonly who: string | null;
  /** Words of the button. */
  readonly done: string;
  readonly busy: boolean;
  /** No try counts before, main's clock. */
  readonly waitUntil: number | null;
  readonly problem: ReactNode;
  readonly onPin: (pin: string) => void;
  readonly ref?: Ref<PinPadHandle>;
}

/** A PIN, by touch or by keyboard. What was typed is gone as soon as it was handed on. */
export function PinPad({ who, done, busy, waitUntil, problem, onPin, ref }: PinPadProps) {
  const text = usePeopleText();
  const [pin, setPin] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const now = useMainNow(250);
  const leftMs = waitUntil === null ? 0 : waitUntil - now;
  const waiting = leftMs > 0;
  const hasPerson = who !== null;
  const ready = who !== null && pin.length >= LEAST && !busy && !waiting;
  // Who knows that the last one was mistyped types again while that is still looked at: no digit is lost, and Enter
  // counts as soon as the answer is there.
  const enteredEarly = useRef(false);
  const change = (next: (before: string) => string) => {
    enteredEarly.current = false;
    setPin((before) =>
      next(before)
        .replace(/[^0-9]/g, '')
        .slice(0, MOST),
    );
  };
  useEffect(() => change(() => ''), [who]);
  useEffect(() => {
    if (hasPerson) field.current?.focus();
  }, [hasPerson]);
  const type = (digits: string) => change((before) => before + digits);
  const erase = () => change((before) => before.slice(0, -1));
  // Its length alone: a PIN is not kept anywhere else than here.
  const { length } = pin;
  useKept(() => () => setPin((typed) => typed.slice(0, length)));
  useImperativeHandle(ref, () => ({
    feed: (key) => (key === 'Backspace' ? erase() : type(key)),
    focus: () => field.current?.focus(),
  }));
  const submit = () => {
    enteredEarly.current = busy;
    if (!ready) return field.current?.focus();
    onPin(pin);
    setPin('');
  };
  useEffect(() => {
    if (busy) return;
    // After the right one nothing more is tried.
    if (enteredEarly.current && problem) submit();
    enteredEarly.current = false;
  }, [busy]);
  return (
    <div className="pin">
      <input
        ref={(input) => {
          field.current = input;
          return input ? forgetTyped(input) : undefined;
        }}
        className="pin-field"
        type="password"
        data-kept
        inputMode="numeric"
        autoComplete="off"
        aria-label={text('pin')}
        aria-invalid={problem ? true : undefined}
        aria-describedby="pin-beneath"
        data-waiting={waiting ? '' : undefined}
        value={pin}
        onChange={({ currentTarget: { value } }) => change(() => value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (!event.repeat) submit();
        }}
      />
      <div className="pin-beneath" id="pin-beneath" role="alert">
        {waiting ? <Problem>{text('wait')}</Problem> : problem}
      </div>
      <div className="pin-keys" role="group" aria-label={text('pin')} onPointerDown={(event) => event.preventDefault()}>
        {KEYS.map((key) => (
          <button key={key} type="button" tabIndex={-1} className="key" onClick={() => type(key)}>
            {key}
          </button>
        ))}
        <button type="button" tabIndex={-1} className="key key-erase" aria-label={text('erase')} onClick={erase}>
          <Delete size={30} aria-hidden />
        </button>
        <button type="button" tabIndex={-1} className="key" onClick={() => type('0')}>
          0
        </button>
        <Button kind="filled" className="pin-done" primary blocked={!ready} onPress={submit}>
          {waiting ? text('waiting', { time: formatCountdown(leftMs) }) : busy ? text('checking') : done}
        </Button>
      </div>
    </div>
  );
}
