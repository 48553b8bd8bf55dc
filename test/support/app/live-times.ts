import { z } from 'zod';
import type { SteeredSimulator } from './simulator-process.ts';

const booksSchema = z.object({
  payments: z.array(
    z.object({
      reference: z.string(),
      value: z.number(),
      createdAt: z.number(),
      redirectUrl: z.string().nullable(),
      events: z.array(z.object({ name: z.string(), at: z.number(), success: z.boolean() })),
    }),
  ),
});

export interface LiveTime {
  readonly reference: string;
  /** What a code leads to, or null for a request to a number. */
  readonly code: string | null;
  /** From when to when a customer could pay, epoch ms of the wallet; Infinity while it can still. */
  readonly from: number;
  readonly to: number;
  /** The event that ended it: TERMINATED, AUTHORIZED, … */
  readonly ended: string | null;
}

/** What the picture behind an address says; any other address says itself. */
function codeOf(address: string): string {
  const token = new URL(address).searchParams.get('token');
  return token === null ? address : `https://qr.vipps.no/o/${token}`;
}

/** When each request of an amount could be paid, by the wallet's own event log, oldest first. */
export async function liveTimes(simulator: SteeredSimulator, value: number): Promise<LiveTime[]> {
  const { payments } = booksSchema.parse(await simulator.call('GET', 'books'));
  return payments
    .filter((payment) => payment.value === value)
    .map(({ reference, redirectUrl, createdAt, events }) => {
      const end = events.find((event) => event.name !== 'CREATED' && event.success);
      return {
        reference,
        code: redirectUrl && codeOf(redirectUrl),
        from: createdAt,
        to: end?.at ?? Infinity,
        ended: end?.name ?? null,
      };
    });
}

/** Requests of one sale that could be paid at the same moment, as pairs of references; empty is how it must be. */
export const overlaps = (times: readonly LiveTime[]): string[] =>
  times.flatMap((time, index) =>
    times
      .slice(index + 1)
      .flatMap((later) =>
        later.from < time.to && time.from < later.to ? [`${time.reference} and ${later.reference}`] : [],
      ),
  );

/**
 * What the terminal asked of the wallet about an amount's requests, in the order of arrival: `create x-1`, `cancel
 * x-1`, `create x-2`.
 */
export async function writes(simulator: SteeredSimulator, references: readonly string[]): Promise<string[]> {
  const requests = await simulator.requests();
  return requests.flatMap(({ method, path, body }) => {
    if (method !== 'POST') return [];
    const reference = references.find((each) => path.includes(each) || String(body).includes(`"${each}"`));
    if (!reference) return [];
    const operation = /\/payments\/[^/]+\/(\w+)$/.exec(path)?.[1] ?? 'create';
    return [`${operation} ${references.indexOf(reference) + 1}`];
  });
}
