import { describe, expect, it } from 'vitest';
import { assertAllowedBaseUrl, isAllowedBaseUrl } from '../../../electron/adapters/vipps/base-url.ts';
import type { Environment } from '../../../shared/settings.ts';

const REAL = 'https://api.vipps.no';
const TEST = 'https://apitest.vipps.no';
const LOCAL = 'http://127.0.0.1:4567';

describe('which address gets the keys', () => {
  it.each<[Environment, string, boolean, boolean]>([
    ['production', REAL, false, true],
    ['production', `${REAL}/`, false, true],
    ['test', TEST, false, true],
    ['practice', LOCAL, false, true],
    ['practice', 'http://localhost:1', false, true],
    ['practice', 'http://[::1]:65535', false, true],
    ['test', LOCAL, true, true],
    ['production', LOCAL, true, true],
    // Each environment has one host only.
    ['production', TEST, true, false],
    ['test', REAL, true, false],
    ['practice', REAL, true, false],
    ['practice', TEST, true, false],
    // A packaged build knows no other address.
    ['test', LOCAL, false, false],
    ['production', LOCAL, false, false],
  ])('%s %s (loopback allowed: %s) → %s', (environment, baseUrl, loopbackAllowed, allowed) => {
    expect(isAllowedBaseUrl(baseUrl, { environment, loopbackAllowed })).toBe(allowed);
  });

  it.each([
    'https://api.vipps.no.evil.com',
    'https://evil.com/api.vipps.no',
    'https://evil.com#https://api.vipps.no',
    'https://api.vipps.no@evil.com',
    'https://user:pass@api.vipps.no',
    'https://api.vipps.no:443',
    'https://api.vipps.no:8443',
    'http://api.vipps.no',
    'https://api.vipps.no/epayment',
    'https://api.vipps.no?x=1',
    'https://api.vipps.no//',
    'https://api.vipps.no.',
    'https://API.VIPPS.NO',
    'https://xapi.vipps.no',
    'https://api-vipps.no',
    'https://api.vipps.nо',
    ' https://api.vipps.no',
    'https://api.vipps.no\n',
    '//api.vipps.no',
    '',
    'http://127.0.0.1',
    'http://127.0.0.1:0',
    'http://127.0.0.1:65536',
    'http://127.0.0.1.evil.com:80',
    'http://127.0.0.1:80@evil.com',
    'http://localhost.evil.com:80',
    'http://127.1:80',
    'http://0x7f000001:80',
    'http://0.0.0.0:80',
    'http://10.0.0.1:80',
    'https://127.0.0.1:4567',
    'http://user@127.0.0.1:4567',
    'http://127.0.0.1:4567/path',
    'file:///etc/hosts',
  ])('refuses the twin %j everywhere', (baseUrl) => {
    for (const environment of ['practice', 'test', 'production'] as const) {
      expect(isAllowedBaseUrl(baseUrl, { environment, loopbackAllowed: true })).toBe(false);
    }
  });

  it('throws without repeating the address, which can hold user-info', () => {
    const attempt = () =>
      assertAllowedBaseUrl('https://user:hunter2@api.vipps.no', { environment: 'production', loopbackAllowed: false });
    expect(attempt).toThrow('not allowed for production');
    expect(attempt).not.toThrow(/hunter2/);
  });
});
