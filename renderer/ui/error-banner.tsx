import type { ReactNode } from 'react';
import type { Known } from '../../shared/advice.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { useErrorText } from '../i18n/index.ts';
import { Banner } from './banner.tsx';
import { Problem } from './problem.tsx';
import { SupportContact } from './support-contact.tsx';
import './error-banner.css';

/**
 * The details of an error for support: its code, and what else there is to read out. Quiet, last, and one click selects
 * it whole. After it, whom the shop asks for help.
 */
export function SupportCode({
  problem,
  reference,
  className,
}: {
  readonly problem: ErrorCode | null;
  readonly reference?: string;
  readonly className?: string;
}) {
  const parts = [problem, reference].filter((part) => part !== null && part !== undefined);
  return (
    <>
      <small className={className ? `support-code ${className}` : 'support-code'} data-code={problem ?? undefined}>
        {parts.join(' · ')}
      </small>{' '}
      {problem !== null && <SupportContact />}
    </>
  );
}

export interface ErrorWordsProps {
  readonly problem: ErrorCode;
  /** Where it is certain that the step was not done. */
  readonly known?: Known | undefined;
  /** In place of the registered words, where they would speak of something that cannot be meant here. */
  readonly title?: string | undefined;
  readonly sentence?: string | undefined;
  readonly action?: string | undefined;
  /** More that belongs to it. */
  readonly more?: ReactNode;
  /** Named in place of the shop's own. */
  readonly wallet?: string | undefined;
}

function useWords({ problem, known, wallet, ...own }: ErrorWordsProps) {
  const texts = useErrorText(wallet)(problem, known);
  const title = own.title ?? texts.title;
  return {
    title: title === '' || title.endsWith('.') ? title : `${title}.`,
    advice: [own.sentence ?? texts.sentence, own.action ?? texts.action].filter(Boolean).join(' '),
  };
}

/** A registered error, the same everywhere: what happened, what it means and what to do, then its code. */
export function ErrorBanner(
  props: ErrorWordsProps & {
    /** `stop` for what a person has just asked for and was refused. */
    readonly tone?: 'warn' | 'stop';
    /** Read out when it appears, where nothing else reads it out. */
    readonly live?: boolean;
    readonly button?: ReactNode;
  },
) {
  const { title, advice } = useWords(props);
  return (
    <Banner tone={props.tone ?? 'warn'} title={title} action={props.button} live={props.live ?? true}>
      {advice} {props.more} <SupportCode problem={props.problem} />
    </Banner>
  );
}

/** The same in place, beneath what it is about. */
export function ErrorNote(props: ErrorWordsProps & { readonly id?: string }) {
  const { title, advice } = useWords(props);
  return (
    <Problem {...(props.id === undefined ? {} : { id: props.id })}>
      {title} {advice} {props.more} <SupportCode problem={props.problem} />
    </Problem>
  );
}
