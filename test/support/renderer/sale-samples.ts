import { NO_WISH, phaseSchema } from '../../../shared/payment.ts';
import type { Payment, Phase, Sale } from '../../../shared/payment.ts';
import type { SaleScreenName } from '../../../renderer/state/select-screen.ts';
import { ORDER, saleIn } from './renderer-fixtures.ts';

/** What the gallery's clock shows: the payment is two minutes old. */
export const SAMPLE_NOW = Date.UTC(2026, 0, 15, 11, 32);
const ASKED_AT = SAMPLE_NOW - 120_000;
const DONE_AT = SAMPLE_NOW - 30_000;

const operation = { kind: 'create', key: 'key', requestedAt: ASKED_AT } as const;
const unclear = { certainty: { name: 'unclear', since: DONE_AT, problem: 'network.timeout' } };
const sums = (captured: number, refunded = 0, cancelled = 0) => ({
  amounts: { authorized: 24_900, captured, cancelled, refunded },
});
const approved = { approvedAt: DONE_AT, ...sums(0) };
const taken = (captured: number, refunded = 0, cancelled = 0) => ({
  approvedAt: DONE_AT,
  ...sums(captured, refunded, cancelled),
});

const REGISTERING = phaseSchema.parse({
  name: 'registering',
  create: operation,
  cancelWanted: false,
  mayExist: false,
});
const WAITING: Phase = { name: 'waiting', expiresAt: SAMPLE_NOW + 480_000, code: null };
const cancelling = (mode: 'withdraw' | 'release'): Phase =>
  phaseSchema.parse({
    name: 'cancelling',
    cancel: { ...operation, kind: 'cancel' },
    mode,
    wish: NO_WISH,
    expiresAt: null,
    answered: null,
  });
const AUTHORIZED: Phase = { name: 'authorized', at: DONE_AT, cancelLost: false, captureProblem: null };
const CAPTURING = phaseSchema.parse({
  name: 'capturing',
  capture: { ...operation, kind: 'capture' },
  order: ORDER,
  rest: 'keep',
  found: false,
});
const REFUNDING = phaseSchema.parse({
  name: 'refunding',
  refund: { ...operation, kind: 'refund' },
  order: ORDER,
  found: false,
});
const CAPTURED: Phase = { name: 'captured', at: DONE_AT, refundProblem: null };

type Change = Partial<Record<keyof Payment, unknown>>;
/** Each has a number of its own. */
let number = 0;
const sample = (phase: Phase, payment: Change = {}): Sale => ({
  ...saleIn({ phase, number: (number += 1), payment: { requestedAt: ASKED_AT, ...payment } }),
  openedAt: ASKED_AT,
});

/** One sale for each way in which a sale is shown. The compiler asks for one when there is another way. */
export const SALE_SAMPLES: Readonly<Record<SaleScreenName, Sale>> = {
  sending: sample(REGISTERING),
  waiting: sample(WAITING),
  cancelling: sample(cancelling('withdraw')),
  changing: { ...sample(WAITING), changingTo: { method: 'code', recipient: null } },
  releasing: sample(cancelling('release'), approved),
  approved: sample(AUTHORIZED, approved),
  partTaken: sample(AUTHORIZED, taken(20_000)),
  capturing: sample(CAPTURING, approved),
  captureUnclear: sample(CAPTURING, { ...approved, ...unclear }),
  paid: sample(CAPTURED, taken(24_900)),
  paidPart: sample(CAPTURED, taken(20_000, 0, 4_900)),
  refunding: sample(REFUNDING, taken(24_900)),
  refundUnclear: sample(REFUNDING, { ...taken(24_900), ...unclear }),
  refundedPart: sample(CAPTURED, taken(24_900, 5_000)),
  refunded: sample(CAPTURED, taken(24_900, 24_900)),
  declined: sample({ name: 'aborted', at: DONE_AT }),
  expired: sample({ name: 'expired', at: DONE_AT }),
  withdrawn: sample({ name: 'terminated', at: DONE_AT }),
  released: sample({ name: 'cancelled', at: DONE_AT }, approved),
  refused: sample({ name: 'refused', at: DONE_AT, problem: 'wallet.noWallet' }),
  notSent: sample({ name: 'refused', at: DONE_AT, problem: 'network.offline' }),
  unclear: sample(WAITING, unclear),
  attention: sample(CAPTURED, { ...taken(24_900), attention: 'wallet.captureDiffers' }),
  settledByHand: sample(AUTHORIZED, {
    ...approved,
    resolution: { at: DONE_AT, problem: 'wallet.captureDiffers', reason: 'Looked up in the portal', by: null },
  }),
};
