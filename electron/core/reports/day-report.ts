import type { Calendar } from '../ports/clock.ts';
import type { DayBook, MovedTally, MovementKind, Span, VatSum } from '../ports/day-book.ts';
import { businessDays, hoursOf, spanOfDays } from './business-day.ts';
import type { BusinessDay } from './business-day.ts';
import { comparedWith } from '../../../shared/calendar-date.ts';
import type { Period } from '../../../shared/calendar-date.ts';
import { MAX_OPEN_ITEMS } from '../../../shared/day-report.ts';
import type { DayReport, HourTally, RequestOutcome, Tally, VatTotal } from '../../../shared/day-report.ts';
import { forMethods } from '../../../shared/methods.ts';
import { ZERO, averageOf, difference, restOf, totalOf } from '../../../shared/money.ts';
import type { Currency } from '../../../shared/money.ts';

export interface ReportDeps {
  readonly dayBook: DayBook;
  readonly calendar: Calendar;
  readonly currency: Currency;
  /** Hour at which a business day begins. */
  readonly startsAt: number;
  /** When the report is made, epoch ms. */
  readonly now: number;
}

const NONE: Tally = { count: 0, amount: ZERO };

const plus = (a: Tally, b: Tally): Tally => ({ count: a.count + b.count, amount: totalOf([a.amount, b.amount]) });
/** All of them together. */
export const total = (tallies: readonly Tally[]): Tally => tallies.reduce(plus, NONE);

/** The report of any day, week or month. Reads the spans it is about and nothing else. */
export function dayReport(deps: ReportDeps, period: Period): DayReport {
  const { dayBook, calendar, startsAt, now } = deps;
  const days = businessDays(calendar, startsAt, period);
  const span = spanOfDays(days);
  const moved = dayBook.moved(span);
  const ofKind = (kind: MovementKind) => moved.filter((each) => each.kind === kind);
  const captures = ofKind('capture');
  const takings = total(captures);
  const refunds = total(ofKind('refund'));
  const hours = hoursOf(span);
  const byHour = hours.map(() => NONE);
  for (const { hour, count, amount } of captures) byHour[hour] = plus(byHour[hour] ?? NONE, { count, amount });
  const running = now >= span.from && now < span.to;
  return {
    period,
    ...span,
    madeAt: now,
    running,
    currency: deps.currency,
    takings,
    refunds,
    refundsElsewhere: total(ofKind('refund').filter(({ elsewhere }) => elsewhere)),
    releases: total(ofKind('release')),
    net: difference(takings.amount, refunds.amount),
    discounts: dayBook.discounts(span),
    average: averageOf(takings.amount, takings.count),
    hours:
      period.unit === 'day' ? hoursOfDay(calendar, hours, byHour) : hoursOfAnyDay(calendar, startsAt, hours, byHour),
    days:
      period.unit === 'day'
        ? []
        : days.map((day) => ({ date: day.date, ...total(byHour.filter((_, index) => isWithin(day, hours[index]))) })),
    methods: byMethod(captures),
    cashiers: byCashier(moved),
    vat: vatTotals(dayBook.vat('capture', span)),
    refundVat: vatTotals(dayBook.vat('refund', span)),
    requests: outcomeTallies(dayBook.requests(span)),
    reservations: dayBook.reservations(span.to, MAX_OPEN_ITEMS),
    attention: dayBook.attention(span.to, MAX_OPEN_ITEMS),
    earlier: earlier(deps, period, span, running),
  };
}

export const vatTotals = (sums: readonly VatSum[]): VatTotal[] =>
  sums.map(({ rate, gross, tax }) => ({ rate, gross, net: restOf(gross, tax), tax }));

export const byMethod = (captures: readonly MovedTally[]): DayReport['methods'] =>
  forMethods((wanted) => total(captures.filter(({ method }) => method === wanted)));

/** By the person and not by the name, which can change in the middle of a day: the last one is shown. */
export function byCashier(moved: readonly MovedTally[]): DayReport['cashiers'] {
  const people = new Map<string | null, DayReport['cashiers'][number]>();
  for (const { kind, by, count, amount } of moved) {
    if (kind === 'release') continue;
    const known = people.get(by?.id ?? null) ?? { by, takings: NONE, refunds: NONE };
    const sum = kind === 'capture' ? 'takings' : 'refunds';
    people.set(by?.id ?? null, { ...known, by, [sum]: plus(known[sum], { count, amount }) });
  }
  return [...people.values()].toSorted((a, b) => b.takings.amount - a.takings.amount);
}

const isWithin = ({ from, to }: BusinessDay, at: number | undefined): boolean =>
  at !== undefined && at >= from && at < to;

const hourOf = (calendar: Calendar, at: number): number => Number(calendar.local(at).time.slice(0, 2));

/** The hours of one day in their order; the one that comes twice when clocks are set back is marked. */
function hoursOfDay(calendar: Calendar, hours: readonly number[], tallies: readonly Tally[]): HourTally[] {
  const names = hours.map((at) => hourOf(calendar, at));
  return names.map((hour, index) => ({ hour, again: names[index - 1] === hour, ...(tallies[index] ?? NONE) }));
}

/** The hours of many days added up by the shop's clock, from the hour at which a day begins. */
function hoursOfAnyDay(
  calendar: Calendar,
  startsAt: number,
  hours: readonly number[],
  tallies: readonly Tally[],
): HourTally[] {
  const sums = new Map<number, Tally>();
  hours.forEach((at, index) => {
    const hour = hourOf(calendar, at);
    sums.set(hour, plus(sums.get(hour) ?? NONE, tallies[index] ?? NONE));
  });
  return Array.from({ length: 24 }, (_, index) => (startsAt + index) % 24).map((hour) => ({
    hour,
    again: false,
    ...(sums.get(hour) ?? NONE),
  }));
}

export function outcomeTallies(found: ReturnType<DayBook['requests']>): DayReport['requests'] {
  const of = (wanted: RequestOutcome) => total(found.filter(({ outcome }) => outcome === wanted));
  return {
    sent: total(found),
    outcomes: {
      approved: of('approved'),
      declined: of('declined'),
      expired: of('expired'),
      withdrawn: of('withdrawn'),
      refused: of('refused'),
      unclear: of('unclear'),
      waiting: of('waiting'),
    },
  };
}

/**
 * A day in progress is measured against as much of the earlier one as has passed of itself: a whole day would always
 * win.
 */
function earlier(
  { dayBook, calendar, startsAt, now }: ReportDeps,
  period: Period,
  span: Span,
  running: boolean,
): DayReport['earlier'] {
  const before = comparedWith(period);
  const whole = spanOfDays(businessDays(calendar, startsAt, before));
  const compared = running ? { from: whole.from, to: Math.min(whole.to, whole.from + (now - span.from)) } : whole;
  return { period: before, takings: dayBook.tally('capture', compared), partly: running };
}
