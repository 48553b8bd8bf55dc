import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../electron/adapters/log/log.ts';
import { createRedactor } from '../../../electron/adapters/log/redact.ts';

const clock = { now: () => Date.UTC(2026, 10, 21, 12) };

describe('what the log hides', () => {
  it.each([
    ['to 4791234567 sent', 'to [hidden] sent'],
    ['+47 912 34 567', '[hidden]'],
    ['(47)91234567', '([hidden]'],
    ['number 91234567.', 'number [hidden].'],
    ['"phoneNumber":"4591234567"', '"phoneNumber":"[hidden]"'],
    ['card 4925 0000 0000 0004', 'card [hidden]'],
    ['Authorization: Bearer eyJhbGciOi.abc.def', 'Authorization: [hidden]'],
    ['got bearer abcdefgh12345', 'got bearer [hidden]'],
    ['token eyJhbGciOiJI.eyJzdWIi.c2ln', 'token [hidden]'],
    ['"client_secret":"short"', '"client_secret":"[hidden]"'],
    ['Ocp-Apim-Subscription-Key=abc', 'Ocp-Apim-Subscription-Key=[hidden]'],
    ['sale 5f0f6c1e-6e0e-4a55-9d4c-0d2c6f8f1a11', 'sale 5f0f6c1e…'],
    ['code https://qr.vipps.no/p/ab12Cd34 of 1', 'code https://[hidden] of 1'],
    ['"personalQr":"https://qr.vipps.no/28/2/01/031/4791234567?v=1"}', '"personalQr":"https://[hidden]"}'],
    ['https%3A%2F%2FQR.vipps.no%2Fp%2Fab12Cd34', 'https%3A%2F%2F[hidden]'],
    ['two\nlines\r\n\u0000here', 'two lines here'],
  ])('%j is written %j', (text, written) => {
    expect(createRedactor().line(text)).toBe(written);
  });

  it.each([
    'bakerias-till1-20261121-a1b20042-1',
    'took 1234 ms',
    'amount 24900',
    'sum=1.25',
    'v33.2.1',
    'on 2026-11-21 23:31',
  ])('%j stays', (text) => {
    expect(createRedactor().line(text)).toBe(text);
  });

  it("hides numbers of a phone's length, and keeps times and amounts", () => {
    const { field } = createRedactor();
    expect(field('to', 4_791_234_567)).toBe('to=[hidden]');
    expect(field('at', 1_795_262_400_000)).toBe('at=1795262400000');
    expect(field('value', 65_000_000)).toBe('value=65000000');
    expect(field('clientSecret', 'abc')).toBe('clientSecret=[hidden]');
  });

  it('hides a watched secret in every spelling, wherever it stands', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{8,40}$/), fc.string(), fc.string(), (secret, before, after) => {
        const redactor = createRedactor();
        redactor.watch(secret);
        for (const spelling of [
          secret,
          encodeURIComponent(secret),
          Buffer.from(secret).toString('base64'),
          JSON.stringify({ secret }),
        ]) {
          expect(redactor.line(`${before} ${spelling} ${after}`)).not.toContain(spelling);
        }
      }),
    );
  });
});

describe('the log file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skranke-log-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const path = () => join(folder, 'logs', 'skranke.log');
  const lines = () => readFileSync(path(), 'utf8').trimEnd().split('\n');

  it.each([
    '0b0f7d9e-53a1-4c7b-9a35-7f0f9c3f0a11',
    '00-813b63975adcaaeef2b0ec7c103c40e3-706492e906541d31-01',
    '00-12345678901234567890123456789012-1234567890123456-01',
  ])('has the trace id %s whole, but not where it is a key', (id) => {
    const redactor = createRedactor();
    expect(redactor.field('traceId', id)).toBe(`traceId=${id}`);
    expect(redactor.field('other', '0b0f7d9e-53a1-4c7b-9a35-7f0f9c3f0a11')).toBe('other=0b0f7d9e…');
    expect(redactor.field('traceId', `${id} and 4791234567`)).not.toContain('4791234567');
    redactor.watch(id.toUpperCase());
    expect(redactor.field('traceId', id)).not.toContain(id);
  });

  it('gets what was written before it was open, in order, redacted', async () => {
    const log = createLog({ path: path(), clock });
    log.watch('canary-secret');
    log.info('started', { version: '0.1.0', ok: true, at: null });
    log.warn('sent canary-secret', { to: '4791234567' });
    await log.open();
    log.info('later');
    expect(lines()).toEqual([
      '2026-11-21T12:00:00.000Z info started version=0.1.0 ok=true at=null',
      '2026-11-21T12:00:00.000Z warn sent [hidden] to=[hidden]',
      '2026-11-21T12:00:00.000Z info later',
    ]);
    if (process.platform !== 'win32') expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it('keeps at most five hundred waiting lines, and says how many were lost', async () => {
    const log = createLog({ path: path(), clock });
    for (let count = 0; count < 600; count += 1) log.info(`line ${count}`);
    await log.open();
    expect(lines()).toHaveLength(501);
    expect(lines().at(-1)).toContain('count=100');
  });

  it('is turned over at a megabyte, five files at most', async () => {
    const log = createLog({ path: path(), clock });
    await log.open();
    const text = 'x '.repeat(1900);
    for (let count = 0; count < 2200; count += 1) log.info(text);
    const names = readdirSync(join(folder, 'logs')).toSorted();
    expect(names).toEqual(['skranke.1.log', 'skranke.2.log', 'skranke.3.log', 'skranke.4.log', 'skranke.log']);
    for (const name of names) expect(statSync(join(folder, 'logs', name)).size).toBeLessThan(1.1 * 1024 * 1024);
  });
});
