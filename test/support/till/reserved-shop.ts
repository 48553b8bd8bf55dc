import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { eventSchema } from '../../../electron/core/journal/events.ts';
import { linesTotal } from '../../../shared/receipt.ts';
import type { Currency } from '../../../shared/money.ts';
import type { SaleLine } from '../../../shared/receipt.ts';
import { eventsOf } from '../simulation/sale-stories.ts';
import type { SteeredSimulator } from '../app/simulator-process.ts';

const DAY_MS = 24 * 3_600_000;

export interface OldSale {
  readonly receiptNumber: number;
  readonly daysAgo: number;
  readonly lines: readonly SaleLine[];
  /** `approved`: still reserved · `paid`: all of it taken */
  readonly end: 'approved' | 'paid';
}

/**
 * A shop with sales of earlier days: in the till's journal as it wrote them then, and at the wallet with the sums that
 * belong to them. Before the terminal starts. @returns the references by receipt number
 */
export async function openOldShop(
  profile: string,
  simulator: SteeredSimulator,
  sales: readonly OldSale[],
  now: number,
  currency: Currency = 'NOK',
): Promise<ReadonlyMap<number, string>> {
  const journal = new SqliteJournal(join(profile, 'journal-practice.db'), () => 'oldy');
  const references = new Map<number, string>();
  const send = await wallet(simulator);
  for (const { receiptNumber, daysAgo, lines, end } of sales.toSorted((a, b) => b.daysAgo - a.daysAgo)) {
    const told = eventsOf({
      receiptNumber,
      at: now - daysAgo * DAY_MS - 20_000,
      lasts: 10_000,
      lines,
      code: false,
      end,
    });
    const events = told.map((event) =>
      eventSchema.parse(JSON.parse(JSON.stringify(event).replaceAll('"NOK"', `"${currency}"`))),
    );
    const reference = events.flatMap((event) => ('reference' in event ? [event.reference] : []))[0] ?? '';
    references.set(receiptNumber, reference);
    const amount = { currency, value: linesTotal(lines) };
    await send('/epayment/v1/payments', {
      amount,
      paymentMethod: { type: 'WALLET' },
      customer: { phoneNumber: currency === 'DKK' ? '4540404040' : '4791234567' },
      customerInteraction: 'CUSTOMER_PRESENT',
      reference,
      userFlow: 'PUSH_MESSAGE',
      paymentDescription: `Receipt ${receiptNumber}`,
    });
    await simulator.act(reference, 'approve');
    if (end === 'paid') await send(`/epayment/v1/payments/${reference}/capture`, { modificationAmount: amount });
    journal.append(events);
  }
  journal.close();
  return references;
}

/** Calls the wallet as the till of those days did. */
async function wallet({
  url,
  clientId,
  clientSecret,
  subscriptionKey,
  merchantSerialNumber,
}: SteeredSimulator): Promise<(path: string, body: unknown) => Promise<void>> {
  const keys = { 'Ocp-Apim-Subscription-Key': subscriptionKey, 'Merchant-Serial-Number': merchantSerialNumber };
  const answer = await fetch(`${url}/accesstoken/get`, {
    method: 'POST',
    headers: { ...keys, client_id: clientId, client_secret: clientSecret },
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return async (path, body) => {
    const headers = {
      ...keys,
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
    };
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
}
