import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { autostartEntry, startWithSystem } from '../../../electron/adapters/system/autostart.ts';

const NEVER = { setLoginItemSettings: () => expect.unreachable('a login item') };

it('on Linux the till is started by an entry of its user, and taken out again', () => {
  const config = mkdtempSync(join(tmpdir(), 'skranke-autostart-'));
  const file = join(config, 'autostart', 'skranke.desktop');
  const place = { platform: 'linux', app: NEVER, command: ['/opt/Skranke/skranke'], config } as const;
  try {
    startWithSystem(place, true);
    expect(readFileSync(file, 'utf8')).toContain('\nExec="/opt/Skranke/skranke"\n');
    startWithSystem(place, false);
    expect(existsSync(file)).toBe(false);
    startWithSystem(place, false);
  } finally {
    rmSync(config, { recursive: true, force: true });
  }
});

it('a path is one argument, whatever is in it', () => {
  expect(autostartEntry(['/a b/50%"$x'])).toContain('Exec="/a b/50%%\\\\"\\\\$x"');
});

it.each(['win32', 'darwin'] as const)('on %s it is a login item', (platform) => {
  const told: unknown[] = [];
  const app = { setLoginItemSettings: (settings: unknown) => void told.push(settings) };
  startWithSystem({ platform, app, command: ['/a', 'b'], config: '/nowhere' }, true);
  expect(told).toEqual([{ openAtLogin: true, path: '/a', args: ['b'] }]);
});
