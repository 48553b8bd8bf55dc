import type { JournalEvent } from '../../../electron/core/journal/events.ts';
import type { AgeLimit } from '../../../shared/age-limit.ts';
import type { SaleLine } from '../../../shared/receipt.ts';
import { randomFor } from './draw.ts';

/** Goods that are not sold to everybody, and the net that follows their limit. */

/** Drawn beside the rest of a plan, so that no other story changes. */
export function drawAgeLimit(daySeed: number, name: string): AgeLimit | null {
  const at = randomFor(daySeed, `age ${name}`).next();
  return at < 0.08 ? 18 : at < 0.1 ? 20 : null;
}

/** The lines as they are rung up: the last one is what the limit is for. */
export const withLimit = (lines: readonly SaleLine[], limit: AgeLimit | null): SaleLine[] =>
  lines.map((line, index) => (limit !== null && index === lines.length - 1 ? { ...line, minimumAge: limit } : line));

/** What is wrong with the limit of a create, or null: each attempt asks for what the goods ask for. */
export function ageFault(reference: string, body: string, events: readonly JournalEvent[]): string | null {
  const opened = events.find((event) => event.type === 'sale.opened');
  const asked = events.find((event) => event.type === 'payment.requested' && event.reference === reference);
  if (opened?.type !== 'sale.opened' || asked?.type !== 'payment.requested') return null;
  const limits = opened.lines.flatMap(({ minimumAge }) => minimumAge ?? []);
  const due = limits.length === 0 ? null : Math.max(...limits);
  const sent = (JSON.parse(body) as { readonly minimumUserAge?: number }).minimumUserAge ?? null;
  if (sent !== due) return `${reference} is asked for with the age limit ${sent}, its goods have ${due}`;
  return asked.minimumAge === sent ? null : `${reference} has another age limit in the journal than was sent`;
}
