import { clearTextCode } from '../../../electron/simulator/personal-codes.ts';
import type { World } from '../../../electron/simulator/world.ts';
import type { Address } from '../../../shared/address.ts';
import { personalCodeSchema } from '../../../shared/personal-code.ts';
import { addressed } from '../till/addressed.ts';
import { randomFor } from './draw.ts';

/** Customers who hold out a code of their own, and the net that follows those codes. */

/** The code that a customer holds out instead of telling a number. */
export const HELD_OUT = ['own code', 'own code in clear text', 'an old code'] as const;
export type HeldOut = (typeof HELD_OUT)[number];

/** Drawn beside the rest of a plan, so that no other story changes. */
export function drawHeldOut(daySeed: number, name: string): HeldOut | null {
  const at = randomFor(daySeed, `code ${name}`).next();
  if (at < 0.06) return 'own code';
  if (at < 0.1) return 'own code in clear text';
  return at < 0.12 ? 'an old code' : null;
}

/** What the app showed long ago, or another wallet: nobody knows it. */
const OLD_CODE = 'https://qr.vipps.no/p/0ddc0de0ddc0de0ddc0de0dd';

interface Holder {
  readonly msisdn: string | null;
  readonly holdsOut: HeldOut | null;
}

/** How a cashier asks this customer, who opens their code anew where the first one was too old. */
export function addressOf(world: World, { msisdn, holdsOut }: Holder, isAgain: boolean, now: number): Address {
  if (msisdn === null || holdsOut === null) return addressed(msisdn).to;
  const text =
    holdsOut === 'own code in clear text'
      ? clearTextCode(msisdn)
      : holdsOut === 'an old code' && !isAgain
        ? OLD_CODE
        : world.showPersonalCode(msisdn, now);
  return { method: 'personalCode', personalCode: personalCodeSchema.parse(text) };
}

const CODE = /qr\.vipps\.no\/(?:p|28)\//;
const TOKEN = /\b[\da-f]{24}\b/g;

/** Follows the codes that were scanned: where they are told, and for which requests they are used. */
export class ScannedCodes {
  readonly #tokens = new Set<string>();
  /** How often somebody asked by a code, and under which references it was sent. */
  readonly #asked = new Map<string, number>();
  readonly #sent = new Map<string, Set<string>>();

  /** A cashier is about to ask by it. */
  scanned(code: string): void {
    const token = code.split('/').at(-1) ?? '';
    this.#tokens.add(token);
    this.#asked.set(code, (this.#asked.get(code) ?? 0) + 1);
  }

  /** Whether one stands in a value, whole or its secret part alone. */
  isTold(value: unknown): boolean {
    const text = JSON.stringify(value);
    return CODE.test(text) || (text.match(TOKEN) ?? []).some((token) => this.#tokens.has(token));
  }

  /** What is wrong with a create, or null. @param method as the journal has it, null where it is not known yet */
  fault(reference: string, body: string, method: string | null): string | null {
    const { customer } = JSON.parse(body) as { readonly customer?: Readonly<Record<string, string>> };
    const names = Object.keys(customer ?? {});
    const meant = method === 'phone' ? ['phoneNumber'] : method === 'personalCode' ? ['personalQr'] : [];
    if (method !== null && names.join() !== meant.join())
      return `${reference} is a request by ${method} and names ${names.join() || 'nobody'}`;
    const code = customer?.['personalQr'];
    if (code === undefined) return null;
    const references = (this.#sent.get(code) ?? new Set()).add(reference);
    this.#sent.set(code, references);
    return references.size > (this.#asked.get(code) ?? 0)
      ? `${reference} asks by a code that nobody scanned for it`
      : null;
  }
}
