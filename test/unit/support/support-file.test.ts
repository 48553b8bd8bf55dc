import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../electron/adapters/log/log.ts';
import type { FileLog } from '../../../electron/adapters/log/log.ts';
import { programFacts } from '../../../electron/adapters/doctor/world.ts';
import { systemClock } from '../../../electron/adapters/system/clock.ts';
import { createCareDoor } from '../../../electron/adapters/support/care-door.ts';
import type { JournalEvent } from '../../../electron/core/journal/events.ts';
import type { CareDoor } from '../../../electron/core/ports/care.ts';
import { hider } from '../../../electron/core/support/hide.ts';
import { filtered, logLines } from '../../../electron/core/support/log-lines.ts';
import { supportFiles } from '../../../electron/core/support/support-file.ts';
import type { SupportSources } from '../../../electron/core/support/support-file.ts';
import type { CheckResult } from '../../../shared/doctor.ts';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { doctorText } from '../../../shared/texts/doctor.ts';
import { openedSale, requestedPayment } from '../../support/journal/journal-samples.ts';
import { UTC } from '../../support/till/calendars.ts';
import { readZip } from '../../support/reading/read-zip.ts';

/** What must not leave: each stands somewhere in what the file is made from. */
const CANARIES = {
  secret: 'canary-client-secret-93ab',
  token: 'eyJhbGciOiJSUzI1NiJ9.canaryPayload.canarySignature',
  phone: '4791234567',
  shown: '+47 91 23 45 67',
  person: 'Kristoffer Åsgård',
  word: 'åsgård',
  goods: 'Wedding cake for Åse Canarius',
  reason: 'Customer Canarius called from 91234567',
  user: 'kaffebar-eier',
} as const;

let folder: string;
let log: FileLog;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-support-'));
  mkdirSync(join(folder, 'crashes'));
  log = createLog({ path: join(folder, 'logs', 'skranke.log'), clock: systemClock });
  log.watch(CANARIES.secret);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function careDoor(): CareDoor {
  const door = createCareDoor({
    folder,
    crashFolder: join(folder, 'crashes'),
    log,
    world: () => Promise.reject(new Error('not asked')),
    choose: () => Promise.resolve(null),
  });
  return { ...door, userNames: [CANARIES.user] };
}

/** Everything the journal can hold of a sale, with words of people in it. */
function events(): readonly JournalEvent[] {
  const opened = openedSale(7);
  const requested = requestedPayment(opened);
  const lines = opened.lines.map((line) => ({ ...line, name: CANARIES.goods }));
  const by = { id: 'anna', name: CANARIES.person };
  return [
    { ...opened, lines, seq: 1 },
    { ...requested, by, seq: 2 },
    {
      type: 'payment.registered',
      at: requested.at,
      saleId: opened.saleId,
      reference: requested.reference,
      expiresAt: requested.at + 600_000,
      code: `https://qr.vipps.no/${CANARIES.secret}`,
      evidence: null,
      seq: 3,
    },
    {
      type: 'payment.attentionResolved',
      at: requested.at,
      saleId: opened.saleId,
      reference: requested.reference,
      problem: 'wallet.rejected',
      reason: CANARIES.reason,
      by,
      seq: 4,
    },
  ] as unknown as readonly JournalEvent[];
}

const RESULTS: readonly CheckResult[] = [
  { check: 'keychain', finding: 'keychain.plain', values: {}, detail: `at /home/${CANARIES.user}`, ms: 1 },
  { check: 'salesUnit', finding: 'salesUnit.named', values: { name: CANARIES.person }, detail: null, ms: 1 },
];

async function sources(more: Partial<SupportSources> = {}): Promise<SupportSources> {
  return {
    care: careDoor(),
    clock: systemClock,
    calendar: UTC,
    program: programFacts('0.1.0', 'production'),
    store: PRACTICE_STORE,
    results: RESULTS,
    text: await doctorText('en'),
    wallet: 'Vipps',
    people: [CANARIES.person],
    trail: null,
    crashes: false,
    ...more,
  };
}

/** What a program can come to write down of itself; words that people type are never passed to a log. */
const LOGGED = Object.entries(CANARIES).flatMap(([name, text]) =>
  name === 'goods' || name === 'reason' ? [] : [text],
);

async function tellEverything(): Promise<void> {
  for (const each of LOGGED) log.warn(`something about ${each} happened`, { what: each });
  await log.open();
  // As an older version, or another hand, may have written it.
  for (const name of ['skranke.1.log', 'skranke.4.log'])
    writeFileSync(join(folder, 'logs', name), `2026-01-01T00:00:00.000Z info ${name} ${LOGGED.join(' ')}\n`);
}

describe('a support file', () => {
  it('has versions, the doctor, the log and one trail, and none of what must not leave', async () => {
    await tellEverything();
    const { written, packed } = await supportFiles(
      await sources({ trail: { receipt: 7, events: events() }, crashes: true }),
    );
    expect([...written.keys()]).toEqual(['about.txt', 'doctor.txt', 'doctor.json', 'log.txt', 'receipt-7.json']);
    const everything = packed.map(({ bytes }) => Buffer.from(bytes).toString()).join('\n');
    for (const canary of [...Object.values(CANARIES), 'Canarius', '91234567', 'Kristoffer'])
      expect(everything.toLowerCase()).not.toContain(canary.toLowerCase());
    expect(written.get('about.txt')).toContain('Skranke: 0.1.0 (production)');
    expect(written.get('about.txt')).toMatch(/\d+ {2}\d{4}-.*logs\/skranke\.log/);
    expect(written.get('doctor.txt')).toContain('What to do: Install and unlock a keychain');
    // The oldest first, each file once.
    expect(written.get('log.txt')).toMatch(/skranke\.4\.log.*skranke\.1\.log.*something about/s);
    const trail: unknown = JSON.parse(written.get('receipt-7.json') ?? '');
    expect(trail).toMatchObject([
      { type: 'sale.opened', receiptNumber: 7, total: { currency: 'NOK', value: expect.any(Number) } },
      { type: 'payment.requested', reference: requestedPayment(openedSale(7)).reference, by: { name: '[hidden]' } },
      { type: 'payment.registered', code: '[hidden]' },
      { type: 'payment.attentionResolved', problem: 'wallet.rejected', reason: '[hidden]' },
    ]);
  });

  it('is written byte for byte as it was shown, in a zip, and with crash reports only when asked for', async () => {
    writeFileSync(join(folder, 'crashes', 'one.dmp'), 'MDMP and memory');
    writeFileSync(join(folder, 'crashes', 'note.txt'), 'not a report');
    const without = await supportFiles(await sources());
    expect(without.packed.map(({ name }) => name)).not.toContain('crashes/one.dmp');
    const { written, packed } = await supportFiles(await sources({ crashes: true }));
    const path = join(folder, 'support.zip');
    expect(await careDoor().pack(path, packed)).toEqual({ ok: true, value: undefined });
    const files = await readZip(path);
    expect([...files.keys()]).toEqual([...written.keys(), 'crashes/one.dmp']);
    for (const [name, text] of written) expect(files.get(name)?.toString()).toBe(text);
    expect(files.get('crashes/one.dmp')?.toString()).toBe('MDMP and memory');
    expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
    expect((await careDoor().pack(join(folder, 'nowhere', 'support.zip'), packed)).ok).toBe(false);
  });
});

describe('a name', () => {
  it.each([
    ['Ola says hello', '[name] says hello'],
    ['OLA NORDMANN and ola', '[name] and [name]'],
    ['Olaug, gola and solar stay', 'Olaug, gola and solar stay'],
    ['/media/ola/till', '/media/[name]/till'],
    ['Bø is too short to be told from a word', 'Bø is too short to be told from a word'],
  ])('is hidden as a word of its own: %s', (text, expected) => {
    expect(hider(['Ola Nordmann', 'Bø'])(text)).toBe(expected);
  });

  it('with signs of a pattern in it is only a name', () => {
    expect(hider(['(a+)+$'])('(a+)+$ and aaaa')).toBe('[name] and aaaa');
    expect(hider([])('nobody')).toBe('nobody');
  });
});

describe('the lines of a log', () => {
  const LOG = [
    '2026-11-21T10:00:00.000Z info started version=1',
    '2026-11-21T10:00:01.000Z warn journal refused entries entries=2',
    'half a line of something else',
    '2026-11-21T10:00:02.000Z error journal is damaged',
    '',
  ].join('\n');
  it('are read newest first, and filtered by level and text', () => {
    const lines = logLines(LOG);
    expect(lines.map(({ level }) => level)).toEqual(['error', 'warn', 'warn', 'info']);
    expect(lines[0]).toEqual({ at: Date.UTC(2026, 10, 21, 10, 0, 2), level: 'error', text: 'journal is damaged' });
    expect(lines[1]).toEqual({ at: null, level: 'warn', text: 'half a line of something else' });
    expect(filtered(lines, { level: 'warn', text: '' })).toHaveLength(3);
    expect(filtered(lines, { level: 'info', text: ' JOURNAL ' })).toHaveLength(2);
    expect(filtered(lines, { level: 'error', text: 'refused' })).toEqual([]);
  });

  it('are bounded: five files of about a megabyte, the oldest goes first', async () => {
    await log.open();
    const words = 'x'.repeat(3_900);
    for (let count = 0; count < 2_000; count += 1) log.info(`line ${count} ${words}`);
    const text = await log.read();
    expect(text.length).toBeGreaterThan(4 * 1024 ** 2);
    expect(text.length).toBeLessThan(5.1 * 1024 ** 2);
    expect(text).toContain('line 1999 ');
    expect(text).not.toContain('line 100 ');
    expect(logLines(text)[0]?.text).toContain('line 1999 ');
  });
});
