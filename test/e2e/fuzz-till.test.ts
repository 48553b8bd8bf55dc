import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorCodeSchema } from '../../shared/errors.ts';
import { CALLS } from '../../shared/ipc/contract.ts';
import { CALLS_OF } from '../../shared/ipc/names.ts';
import type { CallName } from '../../shared/ipc/names.ts';
import { PRACTICE_STORE } from '../../shared/practice.ts';
import { DEFAULT_PREFERENCES } from '../../shared/settings.ts';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { mutateJson } from '../support/fuzz/json.ts';
import { accepts, validInputs } from '../support/fuzz/messages.ts';
import type { ValidInputs } from '../support/fuzz/messages.ts';
import { createDice, fuzzSeed } from '../support/fuzz/random.ts';
import type { Dice } from '../support/fuzz/random.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';
import { addressed } from '../support/till/addressed.ts';

/**
 * A page gone wild in front of the real till: thousands of calls that look right. No payment may get lost over it, and
 * the till still sells.
 */

const MESSAGES = 1_500;
const BATCH = 300;
/** Each is asked about every other second from then on. */
const SALES = 60;
const BOUND_MS = 20_000;
const SOME_SALE = '@some sale';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;
let profile: string;
beforeEach(async () => {
  ({ terminal, simulator, profile } = await shop.begin());
});

interface Call {
  readonly name: CallName;
  readonly input: unknown;
}

/**
 * Asks with a window of the system, which nobody here answers; or makes a hash that takes a quarter of a second on
 * purpose. With nobody in the book of people PINs cannot be switched on either, so the till stays open to be tried.
 */
const LEFT_OUT: readonly CallName[] = [
  'day.export',
  'closing.pdf',
  'print.pdf',
  'people.add',
  'backup.make',
  'backup.restore',
  'provision.make',
  'support.save',
  'items.export',
  'logo.choose',
  'payment.exportLog',
];

/** Of those that the till's page may make. */
const TRIED: readonly CallName[] = CALLS_OF.till.filter((name) => !LEFT_OUT.includes(name));

/**
 * Inputs that would take the till to another wallet, end it, or change the computer under it, are left out: that is not
 * what is tried here.
 */
function tame(name: CallName, input: unknown): unknown {
  if (name === 'setup.complete')
    return {
      ...(input as object),
      store: { ...PRACTICE_STORE, ...pickShop(input) },
      credentials: null,
      preferences: DEFAULT_PREFERENCES,
    };
  if (name === 'settings.preferences' && typeof input === 'object' && input !== null && 'counter' in input)
    return { ...input, counter: DEFAULT_PREFERENCES.counter };
  return name === 'till.leave' ? { leave: false } : input;
}

function pickShop(input: unknown): object {
  const shop = z.object({ store: z.object({ storeName: z.string(), posId: z.string() }) }).safeParse(input);
  return shop.success ? { storeName: shop.data.store.storeName, posId: shop.data.store.posId } : {};
}

function drawCall(dice: Dice, valid: ValidInputs, mayStart: boolean): Call {
  // One call of many: by chance alone there would be too few sales to harm.
  const starts = mayStart && dice.chance(0.05);
  const name = starts ? 'sale.start' : dice.pick(TRIED.filter((each) => mayStart || each !== 'sale.start'));
  const input = dice.pick(valid[name]);
  if (dice.chance(0.3)) return { name, input: tame(name, mutateJson(dice, input)) };
  if (name === 'sale.start' && dice.chance(0.8)) {
    const msisdn = dice.chance(0.2) ? null : `479${dice.between(1_000_001, 1_000_030)}`;
    return {
      name,
      input: {
        lines: [],
        total: dice.between(100, 90_000),
        ...addressed(msisdn),
        duplicateAcknowledged: dice.chance(0.5),
      },
    };
  }
  const onSale = typeof input === 'object' && input !== null && 'saleId' in input;
  if (!onSale || dice.chance(0.1)) return { name, input: tame(name, input) };
  return {
    name,
    input: {
      ...input,
      saleId: SOME_SALE,
      ...('reference' in input ? { reference: SOME_SALE } : {}),
      ...('to' in input ? { ...addressed(`479${dice.between(1_000_001, 1_000_030)}`) } : {}),
    },
  };
}

const toldSchema = z.array(z.object({ answer: z.unknown(), denied: z.string().nullable(), ms: z.number() }));

/** Calls in the page, twenty at a time; what stands for some sale becomes one that the till shows. */
async function callAll(calls: readonly Call[], picks: readonly number[]): Promise<z.infer<typeof toldSchema>> {
  const told: unknown = await terminal.page.evaluate(
    async ([text, drawn, mark]) => {
      const { terminal: bridge } = globalThis;
      const one = async ({ name, input }: { name: string; input?: Record<string, unknown> }, pick: number) => {
        const before = performance.now();
        try {
          if (input?.['saleId'] === mark) {
            const shown = (await bridge.call['terminal.snapshot']?.(undefined)) as {
              sales: { saleId: string; payments: { reference: string }[] }[];
            };
            const { sales } = shown;
            const sale = sales[Math.floor(pick * sales.length)];
            Object.assign(
              input,
              { saleId: sale?.saleId ?? 'none' },
              'reference' in input ? { reference: sale?.payments.at(-1)?.reference ?? 'none' } : {},
            );
          }
          return { answer: (await bridge.call[name]?.(input)) ?? null, denied: null, ms: performance.now() - before };
        } catch (error) {
          return {
            answer: null,
            denied: error instanceof Error ? error.message : 'strange',
            ms: performance.now() - before,
          };
        }
      };
      const all = JSON.parse(text) as { name: string; input?: Record<string, unknown> }[];
      const answers: unknown[] = [];
      for (let at = 0; at < all.length; at += 20)
        answers.push(
          ...(await Promise.all(all.slice(at, at + 20).map((each, index) => one(each, drawn[at + index] ?? 0)))),
        );
      return answers;
    },
    [JSON.stringify(calls), picks, SOME_SALE] as const,
  );
  return toldSchema.parse(told);
}

const snapshot = async () =>
  CALLS['terminal.snapshot'].output.parse(
    (await callAll([{ name: 'terminal.snapshot', input: undefined }], []))[0]?.answer,
  );

/** Cancels what waits and takes what is approved, as often as it needs. @returns whether nothing is open any more */
async function closeAll(): Promise<boolean> {
  const { sales } = await snapshot();
  const wishes = sales.flatMap(({ saleId, payments }): Call[] => {
    const payment = payments.at(-1);
    const name = payment?.phase.name;
    if (
      !payment ||
      name === undefined ||
      ['captured', 'cancelled', 'aborted', 'expired', 'terminated', 'refused'].includes(name)
    )
      return [];
    return [
      {
        name: name === 'authorized' ? 'payment.capture' : 'payment.cancel',
        input: { saleId, reference: payment.reference },
      },
    ];
  });
  await callAll(wishes, []);
  return wishes.length === 0;
}

/** Between two looks of the till, for it and for the wallet alike: nobody waits for that by the real clock. */
async function timePasses(): Promise<false> {
  await simulator.advance(2_000);
  await terminal.pass(2_000);
  return false;
}

describe('a page gone wild in front of the real till', () => {
  it(`${MESSAGES} calls: each is answered, the books are equal afterwards, and the till sells`, async () => {
    const seed = fuzzSeed('calls to the till');
    const dice = createDice(seed);
    const valid = validInputs(seed);
    await simulator.call('POST', 'behaviour', {
      queue: [],
      byPhone: {},
      otherwise: {
        approve: 0.6,
        reject: 0.15,
        ignore: 0.15,
        processing: 0.1,
        approveOnCancel: 0.2,
        delay: { min: 20, max: 2_000 },
      },
    });
    let starts = 0;
    let accepted = 0;
    for (let left = MESSAGES; left > 0; left -= BATCH) {
      const calls = Array.from({ length: BATCH }, () => {
        const call = drawCall(dice, valid, starts < SALES);
        if (call.name === 'sale.start') starts += 1;
        return call;
      });
      const told = await callAll(
        calls,
        calls.map(() => dice.random.next()),
      );
      expect(told).toHaveLength(BATCH);
      told.forEach(({ answer, denied, ms }, index) => {
        const call = JSON.stringify(calls[index]).slice(0, 400);
        expect(
          denied === null || (errorCodeSchema.safeParse(denied).success && denied.startsWith('ipc.')),
          `${call}: ${denied}`,
        ).toBe(true);
        if (denied === null)
          expect(CALLS[calls[index]?.name ?? 'terminal.snapshot'].output.safeParse(answer).success, call).toBe(true);
        expect(ms, call).toBeLessThan(BOUND_MS);
        if (denied === null) accepted += 1;
      });
    }
    expect(accepted).toBeGreaterThan(MESSAGES / 3);

    // What is denied changes nothing: every sale and the settings stay as they are.
    await callAll(
      [
        {
          name: 'setup.complete',
          input: { store: PRACTICE_STORE, preferences: DEFAULT_PREFERENCES, credentials: null, thisRunOnly: false },
        },
      ],
      [],
    );
    await until('every payment at its end', async () => (await closeAll()) || timePasses(), 60_000);
    const arriving = (input: unknown): unknown => JSON.parse(JSON.stringify(input ?? null));
    // The bridge leaves out a key called `__proto__`, so that what arrives can be right.
    const comesDifferent = (text: string) => text.includes(SOME_SALE) || text.includes('__proto__');
    const denied = Array.from({ length: 4_000 }, () => drawCall(dice, valid, true))
      // As it arrives: what JSON cannot say, such as NaN, comes as null.
      .map(({ name, input }) => ({ name, input: arriving(mutateJson(dice, input)) }))
      .filter(({ name, input }) => !comesDifferent(JSON.stringify(input)) && !accepts(name, input))
      .slice(0, 500);
    expect(denied).toHaveLength(500);
    const before = await snapshot();
    expect((await callAll(denied, [])).filter((each) => each.denied === null)).toEqual([]);
    const after = await snapshot();
    expect({ ...after, now: 0, till: { ...after.till, lamps: null } }).toEqual({
      ...before,
      now: 0,
      till: { ...before.till, lamps: null },
    });

    await simulator.call('POST', 'behaviour', { queue: [], byPhone: {}, otherwise: { steps: [], onCancel: null } });
    // Where there are goods, their keys stand in the place of the amount.
    await callAll([{ name: 'items.save', input: { pages: [] } }], []);
    await terminal.page.reload();
    const { amount, newSale } = screenOf(terminal.page);
    // The page may come back with the last of all those sales on it.
    await newSale.or(amount).first().waitFor();
    if (await newSale.isVisible()) await newSale.click();
    await sendRequest(terminal.page, '24900', '99887766');
    await simulator.act(
      await until('the request at the wallet', async () => (await simulator.waiting())[0]),
      'approve',
    );
    await screenOf(terminal.page).capture.click();
    await seeState(terminal.page, /^paid/i);
    const payments = paymentsInJournal(profile);
    expect(differences(payments, await simulator.books())).toEqual([]);
    expect(payments.length).toBeGreaterThan(SALES / 4);
    const log = readFileSync(join(profile, 'logs', 'skranke.log'), 'utf8');
    expect(log.split('\n').filter((line) => / error |bug:/.test(line))).toEqual([]);
  });
});
