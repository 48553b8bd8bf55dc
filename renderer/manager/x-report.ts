import { REQUEST_OUTCOMES } from '../../shared/day-report.ts';
import type { DayReport, Tally } from '../../shared/day-report.ts';
import { money } from '../../shared/money.ts';
import type { Environment, Language, StoreSettings } from '../../shared/settings.ts';
import { formatAmount, formatDateTime, formatRate } from '../i18n/format.ts';
import type { DayText } from './use-texts.ts';

/** Characters in a line of an 80 mm roll. */
export const ROLL_WIDTH = 42;

export interface XFacts {
  readonly report: DayReport;
  /** Everything this till has ever taken; never reset. */
  readonly grand: Tally;
  readonly store: Pick<StoreSettings, 'storeName' | 'posId' | 'merchantSerialNumber'>;
  readonly environment: Environment;
  readonly version: string;
  readonly language: Language;
}

const RULE = '-'.repeat(ROLL_WIDTH);
const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');

function centred(text: string): string {
  const shown = plain(text).slice(0, ROLL_WIDTH);
  return `${' '.repeat(Math.floor((ROLL_WIDTH - shown.length) / 2))}${shown}`;
}

/** A name at the left and figures at the right; a name that is too long is cut, a figure never is. */
export function line(name: string, ...figures: readonly string[]): string {
  const [last = '', ...rest] = figures.toReversed().map(plain);
  const right = [...rest.toReversed().map((figure) => figure.padStart(4)), last.padStart(12)].join(' ');
  return `${plain(name).slice(0, ROLL_WIDTH - right.length - 1).padEnd(ROLL_WIDTH - right.length)}${right}`;
}

/** Words over as many lines as they need. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of plain(text).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < ROLL_WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.slice(0, ROLL_WIDTH));
  }
  return lines;
}

/**
 * The totals of the business day as they stand, as text for a roll. Resets nothing, can be taken at any time. Not called a statutory X report:
 * that is a cash register's, and this is a payment terminal [pos-practice 3.1].
 */
export function xReport({ report, grand, store, environment, version, language }: XFacts, text: DayText): readonly string[] {
  const inMoney = (amount: number): string => `${amount < 0 ? '-' : ''}${formatAmount(money(report.currency, Math.abs(amount)))}`;
  const tally = (name: string, { count, amount }: Tally) => line(name, String(count), inMoney(amount));
  const training = environment === 'production' ? [] : ['*'.repeat(ROLL_WIDTH), centred(text(environment === 'practice' ? 'x.practice' : 'x.test')), '*'.repeat(ROLL_WIDTH)];
  return [
    ...training,
    centred(text('x.title')),
    ...wrapped(text('x.notStatutory')).map(centred),
    '',
    centred(store.storeName),
    centred(store.posId),
    ...(store.merchantSerialNumber === null ? [] : [centred(text('x.serialNumber', { number: store.merchantSerialNumber }))]),
    RULE,
    line(text('x.from'), formatDateTime(report.from, language)),
    line(text('x.asOf'), formatDateTime(report.madeAt, language)),
    line(text('x.currency'), report.currency),
    RULE,
    tally(text('figures.takings'), report.takings),
    tally(text('figures.refunds'), report.refunds),
    line(text('figures.net'), inMoney(report.net)),
    tally(text('x.reserved'), report.reservations),
    tally(text('attention'), report.attention),
    RULE,
    text('channels'),
    tally(text('x.phone'), report.channels.phone),
    tally(text('x.code'), report.channels.code),
    RULE,
    text('vat'),
    ...report.vat.flatMap(({ rate, net, tax }) => [line(`${formatRate(rate)} ${text('columns.net')}`, inMoney(net)), line(`${formatRate(rate)} ${text('columns.tax')}`, inMoney(tax))]),
    RULE,
    text('requests'),
    tally(text('x.sent'), report.requests.sent),
    ...REQUEST_OUTCOMES.map((outcome) => tally(text(`outcomes.${outcome}`), report.requests.outcomes[outcome])),
    RULE,
    text('x.grand'),
    tally(text('figures.takings'), grand),
    RULE,
    '',
    `${text('x.signature')} ${'_'.repeat(Math.max(0, ROLL_WIDTH - text('x.signature').length - 1))}`,
    '',
    centred(text('x.reset')),
    centred(`Skranke ${version}`),
    ...training,
  ];
}
