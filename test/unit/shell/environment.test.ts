import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOverrides } from '../../../electron/adapters/system/environment.ts';

const api = (address: string, packaged = false) => readOverrides({ SKRANKE_API_URL: address }, packaged);

describe('development overrides', () => {
  it.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['http://localhost:1', 'http://localhost:1'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['http://127.9.9.9', 'http://127.9.9.9'],
    ['http://2130706433:80', 'http://127.0.0.1'],
  ])('take %s', (address, origin) => {
    expect(api(address)).toEqual({ profileDir: null, apiUrl: origin, hintsPort: null, problem: null });
  });

  it.each([
    'https://api.vipps.no',
    'http://evil.example',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://127.0.0.1@evil.example',
    'http://user:pass@127.0.0.1',
    'http://127.0.0.1/path',
    'http://127.0.0.1/?a=b',
    'http://0.0.0.0:80',
    'http://10.0.0.1',
    'http://[::2]',
    'file:///etc/hosts',
    'ftp://127.0.0.1',
    'javascript:1',
    '127.0.0.1:8080',
    'x',
  ])('refuse %s and say so, without repeating it', (address) => {
    const overrides = api(address);
    expect(overrides.apiUrl).toBeNull();
    expect(overrides.problem).toContain('SKRANKE_API_URL');
    expect(overrides.problem).not.toContain(address);
  });

  it('are ignored by a packaged build', () => {
    const given = {
      SKRANKE_API_URL: 'http://127.0.0.1:1',
      SKRANKE_PROFILE_DIR: '/elsewhere',
      SKRANKE_HINTS_PORT: '8080',
    };
    expect(readOverrides(given, true)).toEqual({ profileDir: null, apiUrl: null, hintsPort: null, problem: null });
  });

  it('take a port for hints, and nothing that is none', () => {
    const port = (text: string) => readOverrides({ SKRANKE_HINTS_PORT: text }, false).hintsPort;
    expect(['8080', '0', '', '65536', '-1', '80 ', 'http://127.0.0.1'].map(port)).toEqual([
      8080,
      0,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('make the profile folder absolute', () => {
    expect(readOverrides({ SKRANKE_PROFILE_DIR: 'profile' }, false).profileDir).toBe(resolve('profile'));
    expect(readOverrides({ SKRANKE_PROFILE_DIR: '' }, false).profileDir).toBeNull();
  });
});
