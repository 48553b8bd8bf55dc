import type { Calendar } from '../ports/clock.ts';
import type { SettingsStore } from '../ports/settings.ts';
import { formatAmount } from '../../../shared/amount-text.ts';
import { money } from '../../../shared/money.ts';
import type { Currency } from '../../../shared/money.ts';
import type { Environment, StoreSettings } from '../../../shared/settings.ts';
import type { Language } from '../../../shared/texts/languages.ts';
import { reader } from '../../../shared/texts/read.ts';
import type { MainText } from '../../../shared/texts/read.ts';
import { BLANK, RULE, boldRow, centred, heading, large, row } from '../../../shared/slip.ts';
import type { Slip, SlipLine } from '../../../shared/slip.ts';

/** What every slip needs beside its own facts. */
export interface SlipContext {
  readonly store: Pick<StoreSettings, 'storeName' | 'posId' | 'merchantSerialNumber' | 'country' | 'environment'>;
  readonly language: Language;
  readonly calendar: Calendar;
}

/**
 * The mark that Norwegian law demands word for word, in nynorsk, on the slip of a terminal beside a cash register
 * [practice 1.2]; its two lines fit in large letters on either roll.
 */
export const NOT_A_RECEIPT = ['IKKJE KVITTERING', 'FOR KJØP'] as const;

export type SlipWords = MainText<'slips'>;

export const wordsOf = ({ language }: Pick<SlipContext, 'language'>): SlipWords => reader(language, 'slips');

/** `1 240,00` */
export const amountText = (currency: Currency, value: number): string =>
  `${value < 0 ? '-' : ''}${formatAmount(money(currency, Math.abs(value)))}`;

/** `21.11.2026 12:43` in Norwegian, `2026-11-21 12:43` in English: neither can be mistaken for another day. */
export function timeText({ calendar, language }: SlipContext, at: number): string {
  const { date, time } = calendar.local(at);
  const [year = '', month = '', day = ''] = date.split('-');
  return reader(language, 'slips')('timeOnPaper', { year, month, day, time: time.slice(0, 5) });
}

/** Where no money moves, every slip says so at its beginning and at its end. */
function banner(environment: Environment, words: SlipWords): SlipLine[] {
  return environment === 'production'
    ? []
    : [{ kind: 'text', text: `*** ${words(environment)} ***`, align: 'centre', bold: true, size: 1 }];
}

/**
 * A slip between its marks. In Norway the slip of a sale says that it is no receipt, in letters twice as high as its
 * amounts: the law asks for half as much again [practice 1.2]. Nothing of the kind is asked for in Denmark and
 * Finland.
 *
 * @param marked whether it belongs to a sale
 */
export function framed(context: SlipContext, lines: readonly SlipLine[], marked: boolean): Slip {
  const { store } = context;
  const practice = banner(store.environment, wordsOf(context));
  return [
    ...practice,
    ...(marked && store.country === 'NO' ? [...NOT_A_RECEIPT.map(large), BLANK] : []),
    ...lines,
    ...practice,
  ];
}

/** Who prints, and what it is. */
export function head({ store }: SlipContext, title: string): readonly SlipLine[] {
  return [{ kind: 'text', text: store.storeName, align: 'centre', bold: true, size: 1 }, centred(title), BLANK];
}

/** A part of a report: its rows under a heading. A row of one figure, or of a number and an amount. */
export interface TablePart {
  readonly title: string | null;
  readonly rows: readonly {
    readonly name: string;
    readonly figures: readonly [string, ...string[]];
    readonly bold?: boolean;
  }[];
  /** Sentences under the rows. */
  readonly notes?: readonly string[];
}

export interface TableSlip {
  readonly title: string;
  /** Under the title: what the report is and is not. */
  readonly notes: readonly string[];
  readonly parts: readonly TablePart[];
  /** A line to sign on. */
  readonly signature: boolean;
}

/** A report as a slip. It belongs to no sale and is not called a cash register's own report [practice 1.1]. */
export function tableSlip(context: SlipContext, report: TableSlip): Slip {
  const { store } = context;
  const words = wordsOf(context);
  const parts = report.parts.flatMap(({ title, rows, notes = [] }): SlipLine[] => [
    RULE,
    ...(title === null ? [] : [heading(title)]),
    ...rows.map(({ name, figures, bold }) => (bold ? boldRow(name, ...figures) : row(name, ...figures))),
    ...notes.map((note): SlipLine => ({ kind: 'text', text: note, align: 'left', bold: false, size: 1 })),
  ]);
  const lines: readonly SlipLine[] = [
    ...head(context, report.title),
    ...report.notes.map(centred),
    row(words('till'), store.posId),
    ...(store.merchantSerialNumber === null ? [] : [row(words('serialNumber'), store.merchantSerialNumber)]),
    ...parts,
    RULE,
    ...(report.signature ? [BLANK, BLANK, centred('_'.repeat(28)), centred(words('signature'))] : []),
  ];
  return framed(context, lines, false);
}

/** What every slip of this shop has in common. */
export const slipContext = (
  { settings, calendar }: { readonly settings: Pick<SettingsStore, 'current'>; readonly calendar: Calendar },
  store: StoreSettings,
): SlipContext => ({ store, calendar, language: settings.current().preferences.language });
