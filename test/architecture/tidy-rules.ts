import { parseSync } from 'vite';
import type { Sources } from '../../build/import-rules.ts';

/**
 * What the import rules, the linter and the compiler cannot see. Each rule names the files it is about and says why it
 * is there.
 */
interface Rule {
  readonly name: string;
  readonly why: string;
  readonly about: RegExp;
  /** Also about the files of the rules, which spell out what most rules forbid. */
  readonly itself?: true;
  /** @returns the places that break the rule, each beginning with its path; `code` has comments blanked out */
  readonly broken: (files: readonly SourceFile[]) => string[];
}

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly code: string;
}

const CODE = /\.(ts|tsx|mjs)$/;
const PRODUCT = /^(electron|renderer|shared)\/.*\.(ts|tsx)$/;
const MAX_LINES = 320;
/** A test file holds one subject, and a table of cases grows long when it is laid out. */
const MAX_TEST_LINES = 480;
const MAX_COLUMNS = 120;

/** The rules themselves spell out what they forbid. */
const ITSELF = /^test\/architecture\//;

/** Written in two parts, so that a search for leftovers finds none here. */
const LEFTOVERS = new RegExp(
  ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', '@ts-' + 'ignore', '@ts-' + 'nocheck', '\\bas ' + 'any\\b'].join('|'),
);
const CLOCK = 'new Date|Date\\.(?:now|parse|UTC)|set(?:Timeout|Interval|Immediate)|queueMicrotask|performance\\.now';
const CLOCK_OR_CHANCE = new RegExp(`\\b(?:${CLOCK}|Math\\.random|crypto\\.|process\\.|globalThis)`);
const UNFINISHED_TESTS = /\b(?:it|test|describe)\.(?:skip|only|todo)\b/;

/** Where a price meets a quantity or a rate: neither is money. */
const RATES = new Set([
  'shared/money.ts',
  'shared/vat.ts',
  'shared/receipt.ts',
  'electron/core/payment/vat-of-sale.ts',
]);
const RECKONED = /\b(?:minor|asSum)\(.*(?: [-+*/] |Math\.|\.reduce)/;

const isTest = (path: string): boolean => path.startsWith('test/');
/** Counted in characters, not in bytes or halves of them. */
const TOO_WIDE = new RegExp(`^.{${MAX_COLUMNS + 1}}`, 'u');

function lines(file: SourceFile, pattern: RegExp, text = file.code): string[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}`] : []));
}

const never =
  (pattern: RegExp, where: 'code' | 'text' = 'code') =>
  (files: readonly SourceFile[]) =>
    files.flatMap((file) => lines(file, pattern, file[where]));

/** A thing may be used in one file: the one named, or any single one. */
const oneHome = (pattern: RegExp, home?: string) => (files: readonly SourceFile[]) => {
  const users = files.filter((file) => pattern.test(file.code));
  const wrong = home === undefined ? users.slice(1) : users.filter((file) => file.path !== home);
  return wrong.flatMap((file) => lines(file, pattern));
};

export const RULES: readonly Rule[] = [
  {
    name: 'short files',
    why: `a file of more than ${MAX_LINES} lines (a test: ${MAX_TEST_LINES}) holds more than one thing`,
    about: /\.(ts|tsx|mjs|css)$/,
    itself: true,
    broken: (files) =>
      files
        .filter(({ path, text }) => text.trimEnd().split('\n').length > (isTest(path) ? MAX_TEST_LINES : MAX_LINES))
        .map(({ path }) => path),
  },
  {
    name: 'short lines',
    why: `a line of more than ${MAX_COLUMNS} characters is not read; the formatter leaves strings and comments alone`,
    about: /\.(ts|tsx|mjs|css)$/,
    itself: true,
    broken: (files) => files.flatMap((file) => lines(file, TOO_WIDE, file.text)),
  },
  {
    name: 'no leftovers',
    why: 'unfinished work belongs into KNOWN_ISSUES.md, and types are parsed, not silenced',
    about: CODE,
    broken: never(LEFTOVERS, 'text'),
  },
  {
    name: 'every test runs',
    why: 'a test that is switched off proves nothing',
    about: /^test\//,
    broken: never(UNFINISHED_TESTS),
  },
  {
    name: 'one listen for tests',
    why: 'only test/support/network/loopback.ts ends a server whatever a browser keeps open',
    about: /^test\//,
    broken: oneHome(/\.listen\(/, 'test/support/network/loopback.ts'),
  },
  {
    name: 'one ipcMain',
    why: 'every call from a page passes the sender and payload checks of electron/ipc/router.ts',
    about: PRODUCT,
    broken: oneHome(/\bipcMain\b/, 'electron/ipc/router.ts'),
  },
  {
    name: 'one ipcRenderer',
    why: 'pages get derived functions only, made in electron/preload.ts',
    about: PRODUCT,
    broken: oneHome(/\bipcRenderer\b/, 'electron/preload.ts'),
  },
  {
    name: 'one send to pages',
    why: 'events leave through electron/ipc/publish.ts, which numbers them',
    about: /^electron\//,
    broken: oneHome(/\b(?:webContents|contents|sender)\.send\(/i, 'electron/ipc/publish.ts'),
  },
  {
    name: 'one window.terminal',
    why: 'the renderer meets the main process in renderer/state/bridge.ts alone',
    about: /^renderer\//,
    broken: oneHome(/\bwindow\.terminal\b/, 'renderer/state/bridge.ts'),
  },
  {
    name: 'windows are made in shell/',
    why: 'each window gets the hardened preferences and the navigation guards',
    about: PRODUCT,
    broken: (files) =>
      never(/\bnew (?:BrowserWindow|BaseWindow|WebContentsView)\b/)(
        files.filter((file) => !file.path.startsWith('electron/shell/')),
      ),
  },
  {
    name: 'the wallet is named in one place',
    why: 'what it is called depends on country and day: shared/brand.ts knows, texts say {{wallet}}',
    about: /^(electron|renderer|shared)\/.*\.(ts|tsx|css|json)$/,
    broken: (files) =>
      never(/\bVipps\b(?! MobilePay)|(?<!Vipps )\bMobilePay\b/)(
        files.filter(({ path }) => path !== 'shared/brand.ts' && !path.startsWith('electron/adapters/vipps/')),
      ),
  },
  {
    name: 'names are the words on the screen',
    why: 'who hears a screen and who sees it call a button the same, in the language in force; programs go by test ids',
    about: /^renderer\/.*\.tsx$/,
    broken: never(/\b(?:aria-label|name|label|placeholder)=(?:"[A-Z]|\{[`'"][A-Z])/),
  },
  {
    name: 'core is given time, chance and ids',
    why: 'a use of the clock, a timer, chance or the process would make replay and simulation differ from the shop',
    about: /^electron\/core\//,
    broken: never(CLOCK_OR_CHANCE),
  },
  {
    name: 'amounts are reckoned in one place',
    why: 'what shared/money.ts adds and takes away stays whole and never goes below zero',
    about: PRODUCT,
    broken: (files) => never(RECKONED)(files.filter(({ path }) => !RATES.has(path))),
  },
  {
    name: 'files are written whole in one place',
    why:
      'a rename without a sync of file and folder can be lost in ' +
      'a power cut; electron/adapters/files/whole-file.ts does all three',
    about: /^electron\/(?!simulator\/)/,
    broken: (files) =>
      never(/\bf(?:data)?sync(?:Sync)?\(/)(
        files.filter((file) => file.path !== 'electron/adapters/files/whole-file.ts'),
      ),
  },
  {
    name: 'TLS is never weakened',
    why: 'keys and payments cross this connection; only the list of refused switches names the switch',
    about: /^(electron|renderer|shared|build)\//,
    broken: (files) =>
      never(/rejectUnauthorized|NODE_TLS_|ignore-certificate-errors|certificate-error'/)(
        files.filter((file) => file.path !== 'electron/shell/switches.ts'),
      ),
  },
  {
    name: 'no raw HTML',
    why: 'text from the API is never markup',
    about: /^renderer\//,
    broken: never(/dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML/),
  },
  {
    name: 'no inline styles in pages',
    why: 'the content security policy refuses them',
    about: /^renderer\/.*\.html$/,
    broken: never(/\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=/i, 'text'),
  },
  {
    name: 'no machine in files',
    why: 'a clone works anywhere',
    about: /./,
    broken: never(/https?:\/\/[^\s"'/]*registry|\/root\/|\/home\/[a-z]/, 'text'),
  },
];

/** Comments are replaced by spaces: they may name what code may not use. */
function withoutComments(path: string, text: string): string {
  if (!CODE.test(path)) return text;
  let code = text;
  for (const comment of parseSync(path, text).comments) {
    code =
      code.slice(0, comment.start) +
      code.slice(comment.start, comment.end).replace(/[^\n]/g, ' ') +
      code.slice(comment.end);
  }
  return code;
}

/** @returns one line for each broken rule: where, which rule, why */
export function brokenTidyRules(sources: Sources): string[] {
  const files = Object.entries(sources).map(([path, text]) => ({ path, text, code: withoutComments(path, text) }));
  return RULES.flatMap((rule) =>
    rule
      .broken(files.filter(({ path }) => rule.about.test(path) && (rule.itself === true || !ITSELF.test(path))))
      .map((place) => `${place}: ${rule.name}: ${rule.why}`),
  );
}

/** @returns packages of package.json without a line of reason in DECISIONS.md */
export function packagesWithoutReason(
  packageJson: { dependencies?: object; devDependencies?: object },
  decisions: string,
): string[] {
  const names = Object.keys({ ...packageJson.dependencies, ...packageJson.devDependencies });
  return names.filter((name) => !decisions.includes(`\`${name}\``));
}

/** Electron supports its newest three majors; about one comes every eight weeks, so a major is old after 24 weeks. */
const ELECTRON_LIFETIME_WEEKS = 24;

/**
 * Reads the line `Electron NN was released on YYYY-MM-DD` of DECISIONS.md.
 *
 * @returns what is wrong with the pinned Electron's age, or null
 */
export function electronTooOld(pinned: string, decisions: string, today: Date): string | null {
  const major = pinned.split('.')[0];
  const told = new RegExp(`Electron ${major} was released on (\\d{4}-\\d{2}-\\d{2})`).exec(decisions)?.[1];
  if (told === undefined) return `DECISIONS.md does not say "Electron ${major} was released on YYYY-MM-DD"`;
  const weeks = Math.floor((today.getTime() - new Date(told).getTime()) / (7 * 24 * 3_600_000));
  return weeks > ELECTRON_LIFETIME_WEEKS
    ? `Electron ${major} is ${weeks} weeks old: its security fixes end about now, take a newer one`
    : null;
}
