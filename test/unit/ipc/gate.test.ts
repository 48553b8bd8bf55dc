import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUDIENCES } from '../../../shared/audience.ts';
import { createGate } from '../../../electron/ipc/gate.ts';
import type { GuardedCalls } from '../../../shared/ipc/contract.ts';
import { weigh } from '../../../electron/ipc/weigh.ts';
import { CALLS, MAX_MESSAGE_BYTES } from '../../../shared/ipc/contract.ts';
import { CALL_NAMES, CALLS_OF } from '../../../shared/ipc/names.ts';
import type { CallName } from '../../../shared/ipc/names.ts';
import { validValues } from '../../support/fuzz/schema.ts';
import { recordingLog } from '../../support/till/recording-log.ts';

const yes = { accepted: true } as const;
const SALE = '5f0f6c1e-6e0e-4a55-9d4c-0d2c6f8f1a11';
const SECRET = 'canary-7d1f0c';

function setUp(overrides: Partial<Record<CallName, (input: unknown) => unknown>> = {}) {
  const log = recordingLog();
  const reached: { name: CallName; input: unknown }[] = [];
  let now = 0;
  // GuardedCalls of any shape on purpose: the gate must hold whatever they do.
  const entries = CALL_NAMES.map((name) => [
    name,
    (input: unknown) => (reached.push({ name, input }), overrides[name] ? overrides[name](input) : yes),
  ]);
  const handlers: GuardedCalls = Object.fromEntries(entries);
  const gate = createGate({ handlers: () => Promise.resolve(handlers), log, clock: { monotonic: () => now } });
  return { gate, log, reached, advance: (ms: number) => (now += ms) };
}

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;
const deep = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
};

describe('the gate', () => {
  it('denies what makes the schema itself throw', async () => {
    const { gate, reached, log } = setUp();
    const incomparable = { length: { toString: null, valueOf: null } };
    const input = { store: { storeName: incomparable, posId: incomparable } };
    expect(() => CALLS['setup.complete'].input.safeParse(input)).toThrow(TypeError);
    await expect(gate('till', ['setup.complete', input])).resolves.toEqual({ denied: 'ipc.payloadInvalid' });
    expect(reached).toEqual([]);
    expect(log.lines).toHaveLength(1);
  });

  it('hands parsed input to the handler and its parsed answer back', async () => {
    const { gate, reached } = setUp({ 'network.changed': () => ({ ...yes, extra: SECRET }) });
    await expect(gate('till', ['network.changed', { online: true }])).resolves.toEqual({ output: yes });
    expect(reached).toEqual([{ name: 'network.changed', input: { online: true } }]);
  });

  it('takes a call without input with or without an argument', async () => {
    const { gate, reached } = setUp();
    await gate('till', ['terminal.snapshot']);
    await gate('till', ['terminal.snapshot', undefined]);
    expect(reached).toHaveLength(2);
    await expect(gate('till', ['terminal.snapshot', {}])).resolves.toEqual({ denied: 'ipc.payloadInvalid' });
  });

  it.each(['gone', 'otherWindow', 'subframe', 'otherPage'] as const)(
    'denies every call of a sender that is %s',
    async (sender) => {
      const { gate, reached, log } = setUp();
      for (const name of CALL_NAMES)
        await expect(gate(sender, [name, { online: true }])).resolves.toEqual({ denied: 'ipc.senderDenied' });
      expect(reached).toEqual([]);
      expect(log.lines[0]).toEqual({
        level: 'warn',
        message: 'ipc denied',
        fields: { code: 'ipc.senderDenied', why: sender },
      });
    },
  );

  it('denies a window every call of another audience like a stranger, and calls nobody', async () => {
    for (const audience of AUDIENCES)
      for (const name of CALL_NAMES) {
        const { gate, reached, log } = setUp();
        const input = validValues(CALLS[name].input, 1, 7)[0];
        const answer = await gate(audience, [name, input]);
        const isFor = CALLS[name].audiences.some((each) => each === audience);
        expect(reached.length, `${audience} ${name}`).toBe(isFor ? 1 : 0);
        if (isFor) continue;
        expect(answer).toEqual({ denied: 'ipc.senderDenied' });
        expect(log.lines[0]?.fields).toEqual({ code: 'ipc.senderDenied', why: 'otherAudience' });
      }
  });

  it('has the same audiences in the contract and in the names of the preload', () => {
    for (const audience of AUDIENCES)
      expect(CALLS_OF[audience].toSorted()).toEqual(
        CALL_NAMES.filter((name) => CALLS[name].audiences.some((each) => each === audience)).toSorted(),
      );
  });

  it.each([
    ['sale.steal'],
    ['__proto__'],
    ['constructor'],
    ['toString'],
    ['hasOwnProperty'],
    [''],
    [7],
    [null],
    [undefined],
    [{}],
    [['sale.start']],
  ])('answers the unknown call %j', async (name) => {
    const { gate, reached } = setUp();
    await expect(gate('till', [name, {}])).resolves.toEqual({ denied: 'ipc.unknownCall' });
    expect(reached).toEqual([]);
  });

  it.each([
    ['a string too much', { online: true, [SECRET]: 1 }],
    ['a wrong type', { online: 'yes' }],
    ['nothing', undefined],
    ['null', null],
    ['a list', [true]],
    ['a map', new Map([['online', true]])],
    ['a date', new Date(0)],
    ['a buffer', new Uint8Array(4)],
    ['a big integer', { online: 1n }],
    ['a function', () => true],
    ['too deep', { online: deep(40) }],
    [
      'an instance',
      new (class Online {
        online = true;
      })(),
    ],
  ])('denies %s and calls nobody', async (_what, input) => {
    const { gate, reached, log } = setUp();
    await expect(gate('till', ['network.changed', input])).resolves.toEqual({ denied: 'ipc.payloadInvalid' });
    expect(reached).toEqual([]);
    expect(JSON.stringify(log.lines)).not.toContain(SECRET);
  });

  it('denies wrong numbers of arguments', async () => {
    const { gate } = setUp();
    await expect(gate('till', [])).resolves.toEqual({ denied: 'ipc.payloadInvalid' });
    await expect(gate('till', ['network.changed', { online: true }, 3])).resolves.toEqual({
      denied: 'ipc.payloadInvalid',
    });
  });

  it.each([
    ['a long string', { online: 'x'.repeat(5_000_000) }],
    ['a string of control characters', { online: '\u0000'.repeat(MAX_MESSAGE_BYTES / 5) }],
    ['a cycle', cyclic],
    ['a billion holes', { online: new Array(1_000_000_000) }],
    ['many keys', Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, 1]))],
  ])('denies %s', async (_what, input) => {
    const { gate } = setUp();
    const answer = await gate('till', ['network.changed', input]);
    expect(['ipc.tooLarge', 'ipc.payloadInvalid']).toContain('denied' in answer ? answer.denied : null);
  });

  it('turns a bug of a handler into a code, and tells the log neither input nor message', async () => {
    const { gate, log } = setUp({
      'network.changed': () => {
        throw new Error(SECRET);
      },
    });
    await expect(gate('till', ['network.changed', { online: true }])).resolves.toEqual({ denied: 'internal' });
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toMatchObject({
      level: 'error',
      message: 'ipc handler failed',
      fields: { call: 'network.changed' },
    });
    expect(JSON.stringify(log.lines)).not.toContain(SECRET);
  });

  it('does not let an answer out that breaks the contract', async () => {
    const { gate, log } = setUp({ 'network.changed': () => ({ accepted: SECRET }) });
    await expect(gate('till', ['network.changed', { online: true }])).resolves.toEqual({ denied: 'internal' });
    expect(log.lines[0]?.message).toBe('ipc answer broke the contract');
    expect(JSON.stringify(log.lines)).not.toContain(SECRET);
  });

  it('keeps calls that come before the core is ready, a hundred at most', async () => {
    let open: (handlers: GuardedCalls) => void = () => undefined;
    const handlers = new Promise<GuardedCalls>((resolve) => (open = resolve));
    const gate = createGate({ handlers: () => handlers, log: recordingLog(), clock: { monotonic: () => 0 } });
    const early = Array.from({ length: 101 }, () => gate('till', ['network.changed', { online: true }]));
    await expect(early[100]).resolves.toEqual({ denied: 'ipc.tooLarge' });
    open(Object.fromEntries(CALL_NAMES.map((name) => [name, () => yes])) as unknown as GuardedCalls);
    expect(await Promise.all(early.slice(0, 100))).toEqual(Array.from({ length: 100 }, () => ({ output: yes })));
    await expect(gate('till', ['network.changed', { online: true }])).resolves.toEqual({ output: yes });
  });

  it('answers when the core could not start', async () => {
    const gate = createGate({
      handlers: () => Promise.reject(new Error('no journal')),
      log: recordingLog(),
      clock: { monotonic: () => 0 },
    });
    await expect(gate('till', ['terminal.snapshot'])).resolves.toEqual({ denied: 'internal' });
  });

  it('writes twenty denials a minute and counts the rest', async () => {
    const { gate, log, advance } = setUp();
    for (let count = 0; count < 500; count += 1) await gate('subframe', []);
    expect(log.lines).toHaveLength(20);
    advance(60_000);
    await gate('subframe', []);
    expect(log.lines.at(20)).toEqual({ level: 'warn', message: 'ipc denials not written', fields: { count: 480 } });
    expect(log.lines).toHaveLength(22);
  });

  it('lets no random message through to a handler unless its schema takes it', async () => {
    const name = fc.oneof(fc.constantFrom(...CALL_NAMES), fc.string());
    const input = fc.oneof(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
        withSparseArray: true,
        withObjectString: true,
      }),
      fc.record(
        { saleId: fc.constantFrom(SALE, 'x', 1), reference: fc.constantFrom('bakery-till1-0001', '', null) },
        { requiredKeys: [] },
      ),
      fc.record({ online: fc.oneof(fc.boolean(), fc.anything()) }),
    );
    let passed = 0;
    await fc.assert(
      fc.asyncProperty(name, input, async (calledName, sent) => {
        const { gate, reached } = setUp();
        const answer = await gate('till', [calledName, sent]);
        for (const call of reached) {
          passed += 1;
          expect(CALLS[call.name].input.safeParse(call.input).success).toBe(true);
        }
        if (reached.length === 0) expect(answer).toHaveProperty('denied');
      }),
      { numRuns: 2000 },
    );
    expect(passed).toBeGreaterThan(0);
  });
});

describe('the weight of a message', () => {
  it('is the size of its JSON, near enough to refuse only what is too large', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const bytes = Buffer.byteLength(JSON.stringify(value));
        expect(weigh(value, Math.ceil(bytes * 1.5) + 8)).toBeNull();
        if (bytes > 40) expect(weigh(value, Math.floor(bytes * 0.8))).toBe('ipc.tooLarge');
      }),
    );
  });
});
