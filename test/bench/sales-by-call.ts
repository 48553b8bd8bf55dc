import type { Page } from 'playwright-core';

interface Bridge {
  readonly call: Readonly<Record<string, (input: unknown) => Promise<unknown>>>;
}

interface SnapshotSale {
  readonly saleId: string;
  readonly payments: readonly { readonly reference: string; readonly phase: { readonly name: string } }[];
}

declare global {
  // In the page, as the preload makes it.
  var terminal: Bridge;
}

/** In the page. Each amount, in minor units, goes to a number of its own. */
export async function startInPage(totals: readonly number[]): Promise<number> {
  for (const total of totals) {
    await globalThis.terminal.call['sale.start']?.({
      lines: [],
      total,
      to: { method: 'phone', msisdn: `479${String(1_000_000 + total)}`.replace(/0000$/, '0001') },
      duplicateAcknowledged: true,
    });
  }
  return totals.length;
}

/** In the page. */
export async function captureInPage(): Promise<number> {
  const snapshot = (await globalThis.terminal.call['terminal.snapshot']?.(undefined)) as {
    sales: readonly SnapshotSale[];
    till: { today: { count: number } };
  };
  for (const { saleId, payments } of snapshot.sales) {
    const payment = payments.at(-1);
    if (payment?.phase.name === 'authorized')
      await globalThis.terminal.call['payment.capture']?.({ saleId, reference: payment.reference });
  }
  return snapshot.till.today.count;
}

/** Starts sales over the same door as the Send button, without keying: for many at once. */
export const startSales = (page: Page, values: readonly number[]): Promise<number> =>
  page.evaluate(startInPage, values);

/** Captures every approved sale. @returns how many sales were paid today */
export const captureApproved = (page: Page): Promise<number> => page.evaluate(captureInPage);
