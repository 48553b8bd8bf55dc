import type { Calendar } from '../ports/clock.ts';
import type { AnswerTally } from '../ports/day-book.ts';
import { businessDays, spanOfDays } from './business-day.ts';
import type { ReportDeps } from './day-report.ts';
import { forMethods } from '../../../shared/methods.ts';
import type { Advice, Answers, AnswerStatistics } from '../../../shared/answers.ts';
import { HOUR_MS } from '../../../shared/calendar-date.ts';
import type { Period } from '../../../shared/calendar-date.ts';

/** Fewer requests than this say nothing: one customer more or less would turn the advice round. */
export const LEAST = 20;
/**
 * From this share of expired requests on something should change: it is several times what a shop sees on a good day.
 */
const MANY_EXPIRED = 0.2;
const MANY_WRONG = 0.1;
/** The other group must do at least twice as well, or the advice would be guessing. */
const TWICE = 2;
/** Seconds after which one customer in ten is still looking for the app. */
const SLOW = 60;

/** A tally with the hour that the shop's clock showed. */
type Heard = AnswerTally & { readonly shown: number };

/** How the requests of a period were answered. Reads the span of the period and nothing else. */
export function answerStatistics({ dayBook, calendar, startsAt }: ReportDeps, period: Period): AnswerStatistics {
  const span = spanOfDays(businessDays(calendar, startsAt, period));
  const heard = dayBook
    .answers(span)
    .map((each): Heard => ({ ...each, shown: hourAt(calendar, span.from + each.hour * HOUR_MS) }));
  const inOrder = Array.from({ length: 24 }, (_, index) => (startsAt + index) % 24);
  const people = Map.groupBy(heard, ({ by }) => by?.id ?? null);
  return {
    all: answersOf(heard),
    methods: forMethods((wanted) => answersOf(heard.filter(({ method }) => method === wanted))),
    hours: inOrder.flatMap((hour) => {
      const some = heard.filter(({ shown }) => shown === hour);
      return some.length === 0 ? [] : [{ hour, answers: answersOf(some) }];
    }),
    cashiers: [...people.values()]
      .map((some) => ({ by: some.at(-1)?.by ?? null, answers: answersOf(some) }))
      .toSorted((a, b) => b.answers.sent - a.answers.sent),
    advice: adviceFor(heard, inOrder),
  };
}

const hourAt = (calendar: Calendar, at: number): number => Number(calendar.local(at).time.slice(0, 2));

function answersOf(heard: readonly AnswerTally[]): Answers {
  const of = (holds: (each: AnswerTally) => boolean) => heard.filter(holds).reduce((sum, { count }) => sum + count, 0);
  const ended = (...outcomes: readonly AnswerTally['outcome'][]) => of(({ outcome }) => outcomes.includes(outcome));
  return {
    sent: of(() => true),
    approved: ended('approved'),
    declined: ended('declined'),
    expired: ended('expired'),
    withdrawn: ended('withdrawn'),
    wrongNumber: of(({ wrongNumber }) => wrongNumber),
    refused: of(({ outcome, wrongNumber }) => outcome === 'refused' && !wrongNumber),
    open: ended('waiting', 'unclear'),
    ...timesOf(heard),
  };
}

/**
 * Median and ninetieth percentile by nearest rank, so that each is a time that a customer really took: with the answers
 * in order, quickest first, it is that of the answer at which the share is reached. A tally stands for `count` answers.
 */
function timesOf(heard: readonly AnswerTally[]): Pick<Answers, 'median' | 'ninetieth'> {
  const taken = heard
    .flatMap(({ seconds, count }) => (seconds === null ? [] : [{ seconds, count }]))
    .toSorted((a, b) => a.seconds - b.seconds);
  const all = taken.reduce((sum, { count }) => sum + count, 0);
  const at = (share: number): number | null => {
    let rank = Math.ceil(all * share);
    return taken.find(({ count }) => (rank -= count) <= 0)?.seconds ?? null;
  };
  return { median: at(0.5), ninetieth: at(0.9) };
}

interface Expired {
  readonly of: number;
  readonly among: number;
}

const expiredIn = (heard: readonly AnswerTally[]): Expired => {
  const { expired, sent } = answersOf(heard);
  return { of: expired, among: sent };
};
const share = ({ of, among }: Expired): number => (among === 0 ? 0 : of / among);
const isMuchWorse = (here: Expired, there: Expired): boolean =>
  here.among >= LEAST && there.among >= LEAST && share(here) >= MANY_EXPIRED && share(here) >= TWICE * share(there);

/**
 * The first of these that holds, each with at least {@link LEAST} requests in every group that is compared:
 * 1. from some hour on at least 20 % of the requests to a phone number expire, twice as many as before that hour: show
 *    the code first from then on;
 * 2. of all requests to a phone number at least 20 % expire, twice as many as of the codes: show the code first;
 * 3. at least 10 % of the numbers are wrong: read the number back;
 * 4. one in ten takes longer than a minute: help the customer to open the app.
 */
function adviceFor(heard: readonly Heard[], inOrder: readonly number[]): Advice | null {
  const phone = heard.filter(({ method }) => method === 'phone');
  const open = inOrder.filter((hour) => phone.some(({ shown }) => shown === hour));
  for (const [place, hour] of open.entries()) {
    const before = new Set(open.slice(0, place));
    const later = expiredIn(phone.filter(({ shown }) => !before.has(shown)));
    if (place > 0 && isMuchWorse(later, expiredIn(phone.filter(({ shown }) => before.has(shown)))))
      return { kind: 'codeFirstFrom', ...later, hour };
  }
  const phoneExpired = expiredIn(phone);
  if (isMuchWorse(phoneExpired, expiredIn(heard.filter(({ method }) => method === 'code'))))
    return { kind: 'codeFirst', ...phoneExpired, hour: null };
  const { wrongNumber, sent } = answersOf(phone);
  if (sent >= LEAST && wrongNumber / sent >= MANY_WRONG)
    return { kind: 'readBack', of: wrongNumber, among: sent, hour: null };
  const all = answersOf(heard);
  const slow = heard
    .filter(({ seconds }) => seconds !== null && seconds > SLOW)
    .reduce((sum, { count }) => sum + count, 0);
  return all.approved >= LEAST && (all.ninetieth ?? 0) > SLOW
    ? { kind: 'openApp', of: slow, among: all.approved, hour: null }
    : null;
}
