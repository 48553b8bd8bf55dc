import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Till } from '../../../shared/ipc/contract.ts';
import { NO_WISH, paymentSchema, phaseSchema } from '../../../shared/payment.ts';
import type { Payment, Phase } from '../../../shared/payment.ts';
import { saleScreen, selectScreen } from '../../../renderer/state/select-screen.ts';
import { SALE_LOOKS } from '../../../renderer/payment/sale-look.ts';
import { ORDER, paymentIn, saleIn, tillIn } from '../../support/renderer/renderer-fixtures.ts';

const operation = { kind: 'create', key: 'key', requestedAt: 1 } as const;
const phases: Readonly<Record<string, readonly [unknown, string, string]>> = {
  registering: [{ name: 'registering', create: operation, cancelWanted: false, mayExist: false }, 'sending', 'unclear'],
  'registering, cancel wanted': [
    { name: 'registering', create: operation, cancelWanted: true, mayExist: true },
    'cancelling',
    'unclear',
  ],
  waiting: [{ name: 'waiting', expiresAt: 9, code: null }, 'waiting', 'unclear'],
  'cancelling, withdraw': [
    { name: 'cancelling', cancel: operation, mode: 'withdraw', wish: NO_WISH, expiresAt: 9, answered: null },
    'cancelling',
    'unclear',
  ],
  'cancelling, release': [
    { name: 'cancelling', cancel: operation, mode: 'release', wish: NO_WISH, expiresAt: null, answered: null },
    'releasing',
    'unclear',
  ],
  authorized: [{ name: 'authorized', at: 2, cancelLost: true, captureProblem: null }, 'approved', 'unclear'],
  capturing: [
    { name: 'capturing', capture: operation, order: ORDER, rest: 'keep', found: false },
    'capturing',
    'captureUnclear',
  ],
  refunding: [{ name: 'refunding', refund: operation, order: ORDER, found: false }, 'refunding', 'refundUnclear'],
  captured: [{ name: 'captured', at: 2, refundProblem: null }, 'paid', 'unclear'],
  cancelled: [{ name: 'cancelled', at: 2 }, 'released', 'unclear'],
  aborted: [{ name: 'aborted', at: 2 }, 'declined', 'unclear'],
  expired: [{ name: 'expired', at: 2 }, 'expired', 'unclear'],
  terminated: [{ name: 'terminated', at: 2 }, 'withdrawn', 'unclear'],
  refused: [{ name: 'refused', at: 2, problem: 'wallet.noWallet' }, 'refused', 'unclear'],
  'refused, never sent': [{ name: 'refused', at: 2, problem: 'network.offline' }, 'notSent', 'unclear'],
};
const captured = { authorized: 24_900, captured: 24_900, cancelled: 0, refunded: 0 };
const of = (phase: unknown, more: Record<string, unknown> = {}): Payment => {
  const parsed: Phase = phaseSchema.parse(phase);
  return paymentSchema.parse({
    ...paymentIn(parsed),
    ...(parsed.name === 'captured' ? { amounts: captured } : {}),
    ...more,
  });
};
const unclear = { name: 'unclear', since: 7, problem: 'network.timeout' };

describe('which screen a payment gets', () => {
  it('knows every phase', () => {
    const covered = new Set(Object.values(phases).map(([phase]) => phaseSchema.parse(phase).name));
    expect([...covered].sort()).toEqual(phaseSchema.options.map((option) => option.shape.name.value).sort());
  });

  it.each(Object.entries(phases))('%s', (_, [phase, confirmed, lost]) => {
    expect(saleScreen(of(phase)).name).toBe(confirmed);
    expect(saleScreen(of(phase, { certainty: unclear })).name).toBe(lost);
    expect(saleScreen(of(phase, { attention: 'internal' }))).toEqual({ name: 'attention', problem: 'internal' });
    expect(saleScreen(of(phase, { attention: 'internal', certainty: unclear })).name).toBe('attention');
  });

  it('never says paid for less than the whole amount', () => {
    const short = of({ name: 'captured', at: 2, refundProblem: null }, { amounts: { ...captured, captured: 24_899 } });
    expect(saleScreen(short)).toEqual({ name: 'attention', problem: 'wallet.captureDiffers' });
  });

  it.each<[string, Record<string, number>, string]>([
    ['captured', {}, 'paid'],
    ['captured', { captured: 20_000, cancelled: 4_900 }, 'paidPart'],
    ['captured', { refunded: 100 }, 'refundedPart'],
    ['captured', { captured: 20_000, cancelled: 4_900, refunded: 19_999 }, 'refundedPart'],
    ['captured', { captured: 20_000, cancelled: 4_900, refunded: 20_000 }, 'refunded'],
    ['captured', { refunded: 24_900 }, 'refunded'],
    ['authorized', { captured: 0 }, 'approved'],
    ['authorized', { captured: 20_000 }, 'partTaken'],
    ['authorized', { captured: 20_000, refunded: 20_000 }, 'partTaken'],
  ])('tells by the sums alone what was taken and given back: %s with %j is %s', (name, sums, screen) => {
    const [phase] = phases[name] ?? [];
    expect(saleScreen(of(phase, { amounts: { ...captured, ...sums } })).name).toBe(screen);
  });

  it('keeps a paid sale paid when a refund is refused, and says why', () => {
    expect(saleScreen(of({ name: 'captured', at: 2, refundProblem: 'wallet.refundTooHigh' }))).toEqual({
      name: 'paid',
      at: 2,
      refundProblem: 'wallet.refundTooHigh',
    });
    expect(
      saleScreen(
        of(
          { name: 'authorized', at: 2, cancelLost: false, captureProblem: 'wallet.refundTooHigh' },
          { amounts: { ...captured, captured: 900 } },
        ),
      ),
    ).toEqual({ name: 'partTaken', problem: 'wallet.refundTooHigh' });
  });

  it('tells a refusal by the wallet from a request that never left', () => {
    const screenFor = (problem: ErrorCode) => saleScreen(of({ name: 'refused', at: 2, problem })).name;
    for (const code of ERROR_CODES) expect(screenFor(code)).toBe(code.startsWith('network.') ? 'notSent' : 'refused');
  });

  it('gives unpaid ends three different icons, and no state the colour and icon of another', () => {
    const looks = Object.entries(SALE_LOOKS).map(
      ([, look]) => `${look.tone} ${String(look.icon.displayName ?? look.icon.name)}${look.busy ? ' turning' : ''}`,
    );
    expect(new Set(looks).size).toBe(looks.length);
  });
});

describe('what fills the window', () => {
  const sale = saleIn({ phase: { name: 'waiting', expiresAt: 9, code: null } });
  const till = (status: Till['status'], problem: ErrorCode | null = null): Till => tillIn({ status, problem });

  it('shows a sale only while the till is open', () => {
    expect(selectScreen(null, sale)).toEqual({ name: 'connecting' });
    expect(selectScreen(till('setup'), sale)).toEqual({ name: 'setup' });
    expect(selectScreen(till('starting'), sale)).toEqual({ name: 'starting' });
    expect(selectScreen(till('blocked', 'till.journalUnavailable'), sale)).toEqual({
      name: 'blocked',
      problem: 'till.journalUnavailable',
    });
    expect(selectScreen(till('open'), null)).toEqual({ name: 'entry' });
    expect(selectScreen(till('open'), sale)).toMatchObject({ name: 'sale', screen: { name: 'waiting', expiresAt: 9 } });
  });
});
