import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { referenceSchema } from '../../../shared/ids.ts';
import { NO_WISH, phaseSchema, saleSchema } from '../../../shared/payment.ts';
import type { Phase, Sale } from '../../../shared/payment.ts';
import { codePath, QUIET_ZONE } from '../../../renderer/ui/code-path.ts';
import { otherWays, rememberWish, wishOf } from '../../../renderer/payment/recipient.ts';
import { screenOf } from '../../../renderer/state/select-screen.ts';
import { ORDER, paymentIn, saleIn } from '../../support/renderer/renderer-fixtures.ts';

const operation = { kind: 'create', key: 'key', requestedAt: 1 };
const phase = (value: unknown): Phase => phaseSchema.parse(value);
const cancelling = phase({
  name: 'cancelling',
  cancel: operation,
  mode: 'withdraw',
  wish: NO_WISH,
  expiresAt: 9,
  answered: null,
});
const PHASES: Readonly<Record<string, Phase>> = {
  registering: phase({ name: 'registering', create: operation, cancelWanted: false, mayExist: true }),
  waiting: phase({ name: 'waiting', expiresAt: 9, code: null }),
  cancelling,
  releasing: phase({
    name: 'cancelling',
    cancel: operation,
    mode: 'release',
    wish: NO_WISH,
    expiresAt: null,
    answered: null,
  }),
  authorized: phase({ name: 'authorized', at: 2, cancelLost: true, captureProblem: null }),
  capturing: phase({ name: 'capturing', capture: operation, order: ORDER, rest: 'keep', found: false }),
  refunding: phase({ name: 'refunding', refund: operation, order: ORDER, found: false }),
  captured: phase({ name: 'captured', at: 2, refundProblem: null }),
  cancelled: phase({ name: 'cancelled', at: 2 }),
  aborted: phase({ name: 'aborted', at: 2 }),
  expired: phase({ name: 'expired', at: 2 }),
  terminated: phase({ name: 'terminated', at: 2 }),
  refused: phase({ name: 'refused', at: 2, problem: 'wallet.noWallet' }),
  notSent: phase({ name: 'refused', at: 2, problem: 'network.offline' }),
};
const to = { method: 'phone', recipient: { country: 'NO', lastTwo: '42' } };
const changing = (sale: Sale): Sale => saleSchema.parse({ ...sale, changingTo: to });
const waysOf = (name: string, payment: Record<string, unknown> = {}) => {
  const sale = saleIn({ phase: PHASES[name] ?? cancelling, payment });
  return otherWays(screenOf(sale), sale.payments[0] ?? paymentIn(cancelling), sale);
};

describe('other ways to ask', () => {
  it('are offered while a request can be withdrawn or has ended without money, and never otherwise', () => {
    const offered = Object.keys(PHASES).filter((name) => waysOf(name).length > 0);
    expect(offered).toEqual([
      'registering',
      'waiting',
      'cancelling',
      'cancelled',
      'aborted',
      'expired',
      'terminated',
      'refused',
      'notSent',
    ]);
  });

  it('are none while a payment is not known or needs a person', () => {
    for (const name of Object.keys(PHASES)) {
      expect(waysOf(name, { certainty: { name: 'unclear', since: 1, problem: 'network.timeout' } }), name).toEqual([]);
      expect(waysOf(name, { attention: 'internal' }), name).toEqual([]);
    }
  });

  it('go by what was asked before', () => {
    expect(waysOf('waiting')).toEqual(['changeNumber', 'showCode']);
    expect(waysOf('refused')).toEqual(['showCode']);
    expect(waysOf('waiting', { method: 'code', recipient: null })).toEqual(['toNumber', 'newCode']);
    expect(
      waysOf('waiting', {
        method: 'code',
        recipient: null,
        phase: { name: 'waiting', expiresAt: 9, code: 'https://qr.vipps.no/o/1' },
      }),
    ).toEqual(['toNumber']);
    expect(waysOf('expired', { method: 'code', recipient: null })).toEqual(['toNumber']);
    expect(waysOf('waiting', { method: 'personalCode', recipient: null })).toEqual(['toNumber', 'showCode']);
    expect(waysOf('refused', { method: 'personalCode', recipient: null })).toEqual(['toNumber', 'showCode']);
  });
});

describe('a change that is under way', () => {
  it('is shown in place of every state that could look like an end or be asked again', () => {
    const shown = Object.entries(PHASES).map(
      ([name, each]) => [name, screenOf(changing(saleIn({ phase: each }))).name] as const,
    );
    expect(shown.filter(([, screen]) => screen === 'changing').map(([name]) => name)).toEqual([
      'registering',
      'waiting',
      'cancelling',
      'aborted',
      'expired',
      'terminated',
      'refused',
      'notSent',
    ]);
    expect(screenOf(changing(saleIn({ phase: cancelling })))).toEqual({ name: 'changing', to });
  });

  it('offers nothing that could ask twice', () => {
    for (const each of Object.values(PHASES)) {
      const sale = changing(saleIn({ phase: each }));
      const screen = screenOf(sale);
      if (screen.name === 'changing') expect(otherWays(screen, paymentIn(each), { codePicture: null })).toEqual([]);
    }
  });

  it('gives way to doubt, to a call for a person and to an approval', () => {
    const doubt = { certainty: { name: 'unclear', since: 1, problem: 'network.timeout' } };
    expect(screenOf(changing(saleIn({ phase: cancelling, payment: doubt }))).name).toBe('unclear');
    expect(screenOf(changing(saleIn({ phase: cancelling, payment: { attention: 'internal' } }))).name).toBe(
      'attention',
    );
    expect(
      screenOf(
        changing(saleIn({ phase: phase({ name: 'authorized', at: 2, cancelLost: true, captureProblem: null }) })),
      ).name,
    ).toBe('approved');
  });
});

it('remembers who was not asked, for the last hundred changes', () => {
  const references = Array.from({ length: 101 }, (_, index) =>
    referenceSchema.parse(`bakeri-till2-20260101-abcd${String(index).padStart(4, '0')}-1`),
  );
  const asked = { method: 'code', recipient: null } as const;
  for (const reference of references) rememberWish(reference, asked);
  expect(references.filter((reference) => wishOf(reference) === asked)).toEqual(references.slice(1));
});

describe('the drawing of a code', () => {
  /** The cells that a path of rectangles fills. */
  function filled(d: string, side: number): boolean[][] {
    const cells = Array.from({ length: side }, () => Array.from({ length: side }, () => false));
    for (const [, x, y, width] of d.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
      for (let at = 0; at < Number(width); at += 1) (cells[Number(y)] ?? [])[Number(x) + at] = true;
    return cells;
  }

  it.each(['https://qr.vipps.no/o/0123456789abcdef0123456789abcdef', `https://qr.vipps.no/${'a'.repeat(1_980)}`])(
    'has exactly the dark cells of %s, with a quiet zone',
    (text) => {
      const { modules } = create(text, { errorCorrectionLevel: 'M' });
      const { side, d } = codePath(text);
      expect(side).toBe(modules.size + 2 * QUIET_ZONE);
      expect(d.replaceAll(/M\d+ \d+h(\d+)v1h-\1z/g, '')).toBe('');
      const expected = Array.from({ length: side }, (_, row) =>
        Array.from({ length: side }, (__, column) => {
          const [y, x] = [row - QUIET_ZONE, column - QUIET_ZONE];
          return y >= 0 && x >= 0 && y < modules.size && x < modules.size && Boolean(modules.get(y, x));
        }),
      );
      expect(filled(d, side)).toEqual(expected);
    },
  );
});
