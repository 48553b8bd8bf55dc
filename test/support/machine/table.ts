import { isFinal } from '../../../shared/payment-standing.ts';
import type { Payment, PhaseName } from '../../../shared/payment.ts';
import { INPUTS, MOMENTS, react } from './inputs.ts';
import type { Input, Moment } from './inputs.ts';
import { nameOf } from './states.ts';

/**
 * The table of state × input as text for people: one section for each state, one line for inputs of a family that lead
 * to the same.
 */

const QUIET = 'nothing';

function cell(payment: Payment, input: Input, moment: Moment): string {
  const reaction = react(payment, input.given(payment, moment));
  if (!reaction.ok) return `refused: ${reaction.error}`;
  const { step, after } = reaction.value;
  const [was, is] = [nameOf(payment), nameOf(after)];
  if (step.events.length === 0 && step.effects.length === 0) return QUIET;
  const became = is === was ? step.events.map(({ type }) => type).join(', ') || 'same' : is;
  return [became, ...step.effects.map((effect) => `[${effect}]`)].join(' ');
}

/** One result for each moment, with the moment from which on it holds. */
function overTime(payment: Payment, input: Input): string {
  const parts: string[] = [];
  let last: string | null = null;
  for (const moment of MOMENTS) {
    const result = cell(payment, input, moment);
    if (result !== last) parts.push(last === null ? result : `after ${moment.name}: ${result}`);
    last = result;
  }
  return parts.join('; ');
}

const FAILURE = /^(?:rejected|retryLater|unauthorized|notSent|unclear) /;
const kindOf = (variant: string): string => FAILURE.exec(variant)?.[0] ?? variant;

/** `every rejected` where all of a kind are meant; what is left by name. */
function together(names: readonly string[], all: readonly string[]): string {
  if (names.length === all.length) return 'any';
  if (names.length > all.length / 2) return 'any other';
  const whole = [...Map.groupBy(all, kindOf)]
    .filter(([, of]) => of.length > 1 && of.every((name) => names.includes(name)))
    .map(([kind]) => kind);
  return [
    ...whole.map((kind) => `every ${kind.trim()}`),
    ...names.filter((name) => !whole.includes(kindOf(name))),
  ].join(' | ');
}

function familyLines(payment: Payment, family: string, inputs: readonly Input[]): string[] {
  const variants = new Map<string, string[]>();
  for (const input of inputs) {
    const result = overTime(payment, input);
    variants.set(result, [...(variants.get(result) ?? []), input.variant]);
  }
  // Beside "any other" even what does nothing is named.
  const hasOther = [...variants].some(
    ([result, names]) => result !== QUIET && names.length < inputs.length && names.length > inputs.length / 2,
  );
  return [...variants]
    .filter(([result]) => result !== QUIET || hasOther)
    .map(
      ([result, names]) =>
        `- ${family}: ${together(
          names,
          inputs.map(({ variant }) => variant),
        )} ⇒ ${result}`,
    );
}

const ORDER: readonly PhaseName[] = [
  'registering',
  'waiting',
  'cancelling',
  'authorized',
  'capturing',
  'refunding',
  'captured',
  'cancelled',
  'aborted',
  'expired',
  'terminated',
  'refused',
];
const byPhase = (a: readonly [string, Payment], b: readonly [string, Payment]): number =>
  ORDER.indexOf(a[1].phase.name) - ORDER.indexOf(b[1].phase.name) || (a[0] < b[0] ? -1 : 1);

/** @returns the table of these states; a pair that has no line does nothing */
export function tableOf(states: ReadonlyMap<string, Payment>): string {
  const families = Map.groupBy(INPUTS, ({ family }) => family);
  const sections = [...states].sort(byPhase).map(([name, payment]) => {
    const lines = [...families].flatMap(([family, inputs]) => familyLines(payment, family, inputs));
    return [`## ${name}${isFinal(payment.phase) ? ' (end)' : ''}`, '', ...lines].join('\n');
  });
  const head = [
    '# The payment machine: what each input does in each state',
    '',
    'Each line: input ⇒ state afterwards [what is done at once]. What has no line does nothing. ' +
      '`same`: the state stays, and something is done.',
    '',
  ];
  return `${[...head, sections.join('\n\n')].join('\n')}\n`;
}
