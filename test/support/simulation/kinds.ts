import type { Payment as Booked } from '../../../electron/simulator/state.ts';
import { PARTS, PORTAL_KINDS, REFUNDS } from './money-plan.ts';
import { HELD_OUT } from './codes.ts';
import { ARRIVES, HINT_FAULTS } from './hints.ts';
import { CASHIERS, CUSTOMERS, INCIDENTS } from './plan.ts';
import type { CustomerKind, SalePlan } from './plan.ts';
import { DRAWN_FAULTS } from './storm.ts';

/** On the wire beside the faults that are drawn: an answer that a later one overtook. */
export const OVERTAKEN = 'overtaken';

/** By the till as soon as it was approved, as the shop wants it. */
export const TAKEN_BY_ITSELF = 'is taken on approval';

/** Everything that can happen in a simulated shop, by who does it. */
export const KINDS = {
  customer: Object.keys(CUSTOMERS),
  cashier: Object.keys(CASHIERS),
  scanned: HELD_OUT,
  money: [...Object.keys(PARTS), ...Object.keys(REFUNDS), 'captures by line', 'is refused a refund', TAKEN_BY_ITSELF],
  portal: Object.keys(PORTAL_KINDS),
  machine: Object.keys(INCIDENTS),
  wire: [...DRAWN_FAULTS, OVERTAKEN],
  hint: [...Object.keys(HINT_FAULTS), ARRIVES],
} as const;
export type KindGroup = keyof typeof KINDS;
export type KindTable = Readonly<Record<string, number>>;

/** How often each kind really happened: an intention that came to nothing does not count. */
export class KindCount {
  readonly #counts = new Map<string, number>();

  add(group: KindGroup, kind: string, times = 1): void {
    const name = `${group}: ${kind}`;
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + times);
  }

  /** What became of each customer's wish stands in the wallet's books. */
  read(books: readonly Booked[], plans: readonly SalePlan[]): void {
    const byNumber = new Map(
      plans.flatMap(
        ({ customer, other }) =>
          [
            [customer.msisdn, customer.kind],
            [other.msisdn, other.kind],
          ] as const,
      ),
    );
    for (const book of books) {
      const kind = byNumber.get(book.phoneNumber);
      if (kind !== undefined && cameAbout(kind, book)) this.add('customer', kind);
    }
    // Whoever has no wallet never comes into the books.
    const booked = new Set(books.map(({ phoneNumber }) => phoneNumber));
    for (const { customer } of plans)
      if (customer.kind === 'has no wallet' && !booked.has(customer.msisdn)) this.add('customer', customer.kind);
  }

  table(): KindTable {
    return Object.fromEntries(this.#counts);
  }
}

function cameAbout(
  kind: CustomerKind,
  { state, declines, createdAt, authorizedAt, processing, fundsReleased }: Booked,
): boolean {
  const approved = authorizedAt !== null;
  switch (kind) {
    case 'ignores':
      return state === 'EXPIRED';
    case 'loses the network while confirming':
      return state === 'EXPIRED' || processing;
    case 'rejects':
    case 'rejects at the very moment of the cancel':
      return state === 'ABORTED';
    case 'is refused by the bank, then rejects':
      return declines.length > 0;
    case 'has the reservation taken back by the bank':
      return fundsReleased;
    case 'approves at 9:59':
      return approved && authorizedAt - createdAt >= 599_000;
    case 'has no wallet':
      return false;
    default:
      return approved;
  }
}

export function addTables(tables: readonly KindTable[]): KindTable {
  const sum: Record<string, number> = {};
  for (const table of tables) for (const [name, times] of Object.entries(table)) sum[name] = (sum[name] ?? 0) + times;
  return sum;
}

/** Kinds that never happened: a simulation that proves nothing about them. */
export const missingKinds = (table: KindTable): string[] =>
  Object.entries(KINDS)
    .flatMap(([group, kinds]) => kinds.map((kind) => `${group}: ${kind}`))
    .filter((name) => !table[name]);

/** For people: one line for each kind. */
export function printedKinds(table: KindTable): string {
  return Object.entries(KINDS)
    .map(([group, kinds]) =>
      [
        `  ${group}`,
        ...kinds.map((kind) => `    ${String(table[`${group}: ${kind}`] ?? 0).padStart(8)}  ${kind}`),
      ].join('\n'),
    )
    .join('\n');
}
