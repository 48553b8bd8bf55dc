import { useId } from 'react';
import type { ComponentType, ReactNode, Ref } from 'react';
import './button.css';

export interface ButtonProps {
  readonly children?: ReactNode;
  readonly onPress: () => void;
  /**
   * `filled`: the one next step of a screen, at most one on each · `quiet`: everything else · `plain`: without a frame
   * · `danger`: the filled button of a confirming dialog that takes something away
   */
  readonly kind?: 'filled' | 'quiet' | 'plain' | 'danger';
  /** Colour of a filled button: `accent` (the wallet's, for sending only), `go` (capture) or neutral. */
  readonly tone?: 'neutral' | 'accent' | 'go';
  readonly big?: boolean;
  readonly wide?: boolean;
  /** An icon alone, 56 by 56; needs `name`. */
  readonly square?: boolean;
  readonly icon?: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  /** What programs find it by, in every language; people and screen readers go by its words. */
  readonly testId?: string;
  /** Accessible name where there are no words on it, or where they need more to be told apart. */
  readonly name?: string | undefined;
  /** Looks and is announced as unavailable but can be pressed, so that the reason can be shown in place. */
  readonly blocked?: boolean;
  readonly describedBy?: string | undefined;
  /** It opens and closes what has this id. */
  readonly expands?: { readonly id: string; readonly open: boolean };
  /** Takes the focus when its screen appears and answers Enter from everywhere (see `ui/keyboard.ts`). */
  readonly primary?: boolean;
  /** Takes the focus when it appears: the way back of a dialog. */
  readonly autoFocus?: boolean;
  readonly type?: 'button' | 'submit';
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A native button: 56 px at least, so that it is right for touch without a library on the start-up path. */
export function Button(props: ButtonProps) {
  const { kind = 'quiet', tone = 'neutral', icon: Icon } = props;
  const wordsId = useId();
  const classes = ['button', kind === 'danger' ? 'button-filled button-danger' : `button-${kind}`];
  if (kind === 'filled' && tone !== 'neutral') classes.push(`button-${tone}`);
  if (props.big) classes.push('button-big');
  if (props.wide) classes.push('button-wide');
  if (props.square) classes.push('button-square');
  if (props.className) classes.push(props.className);
  // A longer name than what is seen: the visible words are then read out as its description.
  const named = props.name !== undefined && props.children !== undefined;
  return (
    <button
      ref={props.ref}
      type={props.type ?? 'button'}
      data-testid={props.testId}
      className={classes.join(' ')}
      aria-label={named ? undefined : props.name}
      aria-disabled={props.blocked ? true : undefined}
      aria-describedby={named ? wordsId : props.describedBy}
      aria-expanded={props.expands?.open}
      aria-controls={props.expands?.open ? props.expands.id : undefined}
      data-primary={props.primary ? '' : undefined}
      autoFocus={props.autoFocus}
      onClick={props.onPress}
    >
      {Icon && <Icon size={props.big ? 26 : 22} aria-hidden />}
      {named && <span className="visually-hidden">{props.name}</span>}
      {named ? (
        <span id={wordsId} aria-hidden className="button-words">
          {props.children}
        </span>
      ) : (
        props.children
      )}
    </button>
  );
}
