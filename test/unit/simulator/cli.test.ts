import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const CLI = fileURLToPath(new URL('../../../electron/simulator/cli.ts', import.meta.url));
const children: ChildProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]): ChildProcess => {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
};
interface Ready {
  readonly url: string;
  readonly clientId: string;
  readonly merchantSerialNumber: string;
}
async function ready(child: ChildProcess): Promise<Ready> {
  if (child.stdout === null) throw new Error('No output');
  for await (const line of createInterface(child.stdout)) return JSON.parse(line);
  throw new Error('It ended without a line');
}
const ended = async (child: ChildProcess): Promise<{ code: unknown; errors: string }> => {
  let errors = '';
  child.stderr?.on('data', (part: Buffer) => {
    errors += part.toString();
  });
  const [code] = await once(child, 'close');
  return { code, errors };
};

describe('the simulator as a program', () => {
  it('prints one line when ready, serves, goes on from its file after a kill, and ends by SIGTERM', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-cli-'));
    folders.push(folder);
    const args = ['--port', '0', '--json', '--state', join(folder, 'world.json')];
    const first = run(...args, '--country', 'DK', '--time-zone', 'Asia/Tokyo');
    const before = await ready(first);
    expect(Object.keys(before)).toEqual(['url', 'clientId', 'clientSecret', 'subscriptionKey', 'merchantSerialNumber']);
    expect(await (await fetch(`${before.url}/_simulator/sales-unit`)).json()).toMatchObject({ timeZone: 'Asia/Tokyo' });
    expect(before.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    first.kill('SIGKILL');
    await once(first, 'exit');
    const second = run(...args);
    const after = await ready(second);
    expect([after.clientId, after.merchantSerialNumber]).toEqual([before.clientId, before.merchantSerialNumber]);
    const unit = await fetch(`${after.url}/_simulator/sales-unit`);
    // The settlement follows this machine's calendar unless told otherwise.
    expect(await unit.json()).toMatchObject({
      country: 'DK',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    second.kill('SIGTERM');
    const [code] = await once(second, 'exit');
    expect(code).toBe(0);
  });

  it('keeps a damaged file aside, says so and begins anew', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-cli-'));
    folders.push(folder);
    const file = join(folder, 'world.json');
    writeFileSync(file, '{"format":1,');
    const child = run('--json', '--state', file);
    const told = once(child.stderr ?? child, 'data');
    await ready(child);
    const [message] = await told;
    expect(String(message)).toContain('was kept as');
  });

  it.each([
    [['--port', '70000'], '--port'],
    [['--country', 'SE'], '--country'],
    [['--merchant-serial-number', 'shop'], '--merchant-serial-number'],
    [['--time-zone', 'Nowhere'], '--time-zone'],
    [['--host', '0.0.0.0'], '--host'],
  ])('refuses %j in words', async (args, named) => {
    const { code, errors } = await ended(run(...args));
    expect([code, errors.includes(named)]).toEqual([1, true]);
  });
});
