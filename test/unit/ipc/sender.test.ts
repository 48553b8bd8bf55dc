import { describe, expect, it } from 'vitest';
import { judgeSender } from '../../../electron/ipc/sender.ts';

const DEV = 'http://localhost:5173';
const at = (url: string) => ({ url, isTop: true, audience: 'till' as const });

describe('who may call', () => {
  it('lets the top frame of our window call from our pages', () => {
    for (const url of ['app://terminal/', 'app://terminal/index.html', 'app://terminal/?screen=sale#x']) {
      expect(judgeSender(at(url), null), url).toBe('till');
    }
  });

  it.each([
    'app://terminal@evil/',
    'app://user:pass@terminal/',
    'app://terminal:1/',
    'app://terminal.evil/',
    'app://terminal',
    'app://TERMINAL/',
    'app://eviltrminal/',
    'app://evil/terminal/',
    'app://evil/?app://terminal/',
    'app:/terminal/',
    'app:terminal/',
    'app:///terminal/',
    ' app://terminal/',
    'APP://terminal/',
    'apps://terminal/',
    'https://terminal/',
    'http://terminal/',
    'file:///terminal/index.html',
    'file://terminal/',
    'data:text/html,app://terminal/',
    'blob:app://terminal/1',
    'filesystem:app://terminal/x',
    'about:blank',
    'about:srcdoc',
    'javascript:1',
    'null',
    '',
    `${DEV}/`,
    'http://127.0.0.1:5173/',
  ])('refuses %s', (url) => {
    expect(judgeSender(at(url), null)).toBe('otherPage');
  });

  it('lets the dev server in only where one is named, and only that one', () => {
    expect(judgeSender(at(`${DEV}/index.html`), DEV)).toBe('till');
    for (const url of [
      'http://localhost:5174/',
      'https://localhost:5173/',
      'http://localhost.evil:5173/',
      'http://a@localhost:5173/',
      'http://evil/#http://localhost:5173',
    ]) {
      expect(judgeSender(at(url), DEV), url).toBe('otherPage');
    }
    expect(judgeSender(at('http://evil.example/'), 'http://evil.example')).toBe('otherPage');
  });

  it('refuses frames that are gone, embedded or of another window', () => {
    expect(judgeSender(null, null)).toBe('gone');
    expect(judgeSender({ ...at('app://terminal/'), isTop: false }, null)).toBe('subframe');
    expect(judgeSender({ ...at('app://terminal/'), audience: null }, null)).toBe('otherWindow');
  });
});
