import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONTENT_SECURITY_POLICY,
  PRESSABLE_STYLE_HASH,
  resolveAsset,
  SECURITY_HEADERS,
} from '../../../electron/shell/assets.ts';

const manifest = new Set([
  'index.html',
  'assets/index-1a2b.js',
  'assets/inter.woff2',
  'assets/blå.svg',
  'assets/map.bin',
  'asset-manifest.json',
]);

describe('files behind app://terminal/', () => {
  it.each([
    ['app://terminal/', 'index.html', 'text/html; charset=utf-8'],
    ['app://terminal/index.html?lang=nb#sale', 'index.html', 'text/html; charset=utf-8'],
    ['app://terminal/assets/index-1a2b.js', 'assets/index-1a2b.js', 'text/javascript; charset=utf-8'],
    ['app://terminal/assets/inter.woff2', 'assets/inter.woff2', 'font/woff2'],
    ['app://terminal/assets/bl%C3%A5.svg', 'assets/blå.svg', 'image/svg+xml'],
  ])('%s is %s', (address, path, mimeType) => {
    expect(resolveAsset(address, manifest)).toEqual({ found: true, path, mimeType });
  });

  it.each([
    'app://terminal/../index.html',
    'app://terminal/assets/../index.html',
    'app://terminal/assets/%2e%2e/index.html',
    'app://terminal/assets/.%2E/index.html',
    'app://terminal/./index.html',
    'app://terminal/..%2findex.html',
    'app://terminal/assets%2findex-1a2b.js',
    'app://terminal/assets%5cindex-1a2b.js',
    'app://terminal/assets\\index-1a2b.js',
    'app://terminal/..%5c..%5cetc',
    'app://terminal/index.html%00',
    'app://terminal/index.html\u0000',
    'app://terminal/%2569ndex.html',
    'app://terminal//index.html',
    'app://terminal/index.html/',
    'app://terminal/INDEX.HTML',
    'app://terminal/%ff',
    'app://terminal/etc/hosts',
    'app://terminal/assets/map.bin',
    'app://terminal/__proto__',
    'app://terminal-evil/index.html',
    'app://terminal.evil/index.html',
    'app://terminal@evil/index.html',
    'app://a@terminal/index.html',
    'app://terminal:80/index.html',
    'app:///index.html',
    'app:index.html',
    'file:///index.html',
    'https://terminal/index.html',
    'not an address',
    '',
    `app://terminal/index.html?${'x'.repeat(1024)}`,
  ])('%j is nothing', (address) => {
    expect(resolveAsset(address, manifest)).toEqual({ found: false });
  });

  it('never gives a path that is not in the list', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '..',
            '.',
            '/',
            '\\',
            '%2e',
            '%2f',
            '%5c',
            '%00',
            '%25',
            'index.html',
            'assets',
            'app:',
            'terminal',
            '\u0000',
            'é',
          ),
        ),
        (parts) => {
          const asset = resolveAsset(`app://terminal/${parts.join('')}`, manifest);
          if (asset.found) expect(manifest.has(asset.path)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('headers', () => {
  it('holds exactly this policy', () => {
    expect(CONTENT_SECURITY_POLICY).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' ` +
        `'${PRESSABLE_STYLE_HASH}'; img-src 'self'; font-src 'self'; connect-src 'none'; ` +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; webrtc 'block'; " +
        'sandbox allow-scripts allow-same-origin allow-forms',
    );
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe-|\*|https?:|data:|blob:/);
    expect(SECURITY_HEADERS).toEqual({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-dns-prefetch-control': 'off',
      'cache-control': 'no-store',
    });
  });

  it('knows the one style that react-aria adds', () => {
    const source = readFileSync(
      new URL('../../../node_modules/' + 'react-aria/dist/private/interactions/usePress.mjs', import.meta.url),
      'utf8',
    );
    const template = /style\.textContent = `([^`]*)`\.trim\(\)/.exec(source)?.[1];
    const style = template?.replace(/\$\{[^}]*\}/, 'data-react-aria-pressable').trim() ?? '';
    expect(style).toContain('touch-action');
    expect(`sha256-${createHash('sha256').update(style).digest('base64')}`).toBe(PRESSABLE_STYLE_HASH);
  });
});
