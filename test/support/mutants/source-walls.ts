import type { Edit } from './mutant-edits.ts';

/** A wall that tests of its parts show, taken out: then the test, which its line of SECURITY.md names, must fail. */
export interface SourceWall {
  readonly name: string;
  /** The line of SECURITY.md. */
  readonly row: string;
  /** As SECURITY.md names it: a file in `test/`. */
  readonly test: string;
  readonly edit: Edit;
}

const out = (row: string, name: string, test: string, file: string, find: string, replace = ''): SourceWall => ({
  name,
  row,
  test,
  edit: { file, find, replace },
});

const VIPPS = 'electron/adapters/vipps';
const PEOPLE = 'electron/core/people';

export const SOURCE_WALLS: readonly SourceWall[] = [
  out(
    'Keys of the sales unit',
    'production keys want a keychain',
    'unit/till/vault-keys',
    'electron/adapters/keys/vault.ts',
    "(keychain === 'plain' && environment === 'test');",
    "keychain === 'plain';",
  ),
  out(
    'Keys of the sales unit',
    'files of their owner alone',
    'unit/till/vault-keys',
    'electron/adapters/files/whole-file.ts',
    "openSync(temporary, 'wx', 0o600)",
    "openSync(temporary, 'wx')",
  ),
  out(
    'Keys in use',
    'no key follows a redirect',
    'unit/vipps/secrets',
    `${VIPPS}/http.ts`,
    "redirect: 'error'",
    "redirect: 'follow'",
  ),
  out(
    'Keys in use',
    'the official hosts alone',
    'unit/vipps/base-url',
    `${VIPPS}/base-url.ts`,
    'origin === OFFICIAL_HOSTS[environment] ||',
    "origin.startsWith('https://') ||",
  ),
  out(
    'Keys and numbers, after they were typed',
    'of an answer a trace id alone',
    'unit/vipps/fuzz',
    `${VIPPS}/failures.ts`,
    'traceId: traceId ?? null,',
    'traceId: title ?? traceId ?? null,',
  ),
  out(
    'Phone numbers',
    'zeros over what was forgotten',
    'unit/journal/journal',
    'electron/adapters/journal/store/journal-database.ts',
    ' PRAGMA secure_delete = ON;',
  ),
  out(
    'Phone numbers',
    'no long number in the log',
    'unit/system/log-redaction',
    'electron/adapters/log/redact.ts',
    '.replace(LONG_NUMBER, HIDDEN)',
  ),
  out(
    'IPC',
    'the top frame alone',
    'unit/ipc/sender',
    'electron/ipc/sender.ts',
    "if (!sender.isTop) return 'subframe';",
  ),
  out(
    'IPC',
    'audience of a call',
    'unit/ipc/gate',
    'electron/ipc/gate.ts',
    "if (!SCHEMAS[name].audiences.includes(sender)) return deny('ipc.senderDenied', 'otherAudience');",
  ),
  out('IPC', 'audience of an event', 'unit/ipc/publish', 'electron/ipc/publish.ts', 'whose === audience && '),
  out('IPC', 'size', 'unit/ipc/gate', 'electron/ipc/gate.ts', 'if (tooMuch) return deny(tooMuch, name);'),
  out(
    'The simulator',
    'foreign hosts',
    'unit/simulator/server',
    'electron/simulator/server.ts',
    'if (!own.includes(host)) return true;',
  ),
  out(
    'The simulator',
    'foreign origins',
    'unit/simulator/server',
    'electron/simulator/server.ts',
    'return origin !== undefined && !own.some((name) => origin === `http://${name}`);',
    'return false;',
  ),
  out(
    'The journal',
    'no entry is changed',
    'unit/journal/journal',
    'electron/adapters/journal/tables/schema.ts',
    'BEFORE UPDATE ON events ',
    'BEFORE UPDATE ON events WHEN 0 ',
  ),
  out(
    'The journal',
    'no entry is deleted',
    'unit/journal/journal',
    'electron/adapters/journal/tables/schema.ts',
    'BEFORE DELETE ON events ',
    'BEFORE DELETE ON events WHEN 0 ',
  ),
  out(
    'A journal that was changed, exchanged or put back',
    'an older copy',
    'unit/journal/seal',
    'electron/adapters/journal/seal/verdict.ts',
    "if (journal.size < head.seq) return tampered('older', journal.size + 1);",
  ),
  out(
    'A journal that was changed, exchanged or put back',
    'chained anew',
    'unit/journal/seal',
    'electron/adapters/journal/seal/verdict.ts',
    "if (wrong !== null) return tampered('rechained', wrong);",
  ),
  out(
    'A sale that was taken out',
    'lost sales',
    'unit/reports/reconcile',
    'electron/core/closing/reconcile.ts',
    '...lost(unknown.filter(isOwn)),',
  ),
  out(
    'The file of people',
    'an unsealed hash counts for nothing',
    'unit/people/pin-hasher',
    'electron/adapters/people/pin-hasher.ts',
    "if (!sealed && (await cipher.keychain()) === 'available') throw new Error('not sealed');",
  ),
  out(
    'PINs',
    'the wait after wrong tries',
    'unit/people/people',
    `${PEOPLE}/wrong-tries.ts`,
    "if (this.#waitMs(id) > 0) return err('people.wait');",
  ),
  out(
    'Settings',
    'an edited file is told',
    'unit/till/settings',
    'electron/core/setup/found-changes.ts',
    'return changes.length > 0 ? changes : null;',
    'return null;',
  ),
  out(
    'Who may do what',
    'what a manager alone may do',
    'unit/people/permissions',
    `${PEOPLE}/guard.ts`,
    "return isLocked ? 'people.locked' : managerNeeded(actor);",
    "return isLocked ? 'people.locked' : null;",
  ),
  out(
    'A scan',
    'told from typing',
    'unit/renderer/scan',
    'renderer/scan/burst.ts',
    'keys >= FEWEST_KEYS && (lastAt - firstAt) / (keys - 1) <= MEAN_GAP_MS;',
    'keys < 0 && firstAt > lastAt;',
  ),
  out(
    'Refunds',
    'the limit without a manager',
    'simulation/refund-limit',
    'electron/core/sales/payment-calls.ts',
    "if (left !== null && amount > left) return err('people.managerNeeded');",
    'void left;',
  ),
  out(
    'Printers',
    'private addresses alone',
    'unit/printing/tcp-printer',
    'electron/adapters/printing/tcp-printer.ts',
    "if (!isPrivateAddress(address)) return 'printer.notPrivate';",
  ),
  out(
    'The secret that signs audit files',
    'an exchanged secret signs nothing',
    'unit/journal/signing-journal',
    'electron/core/export/saft/signing.ts',
    "if (known && known.fingerprint !== fingerprint) return err('export.signingKeyGone');",
  ),
  out(
    'The secret that signs audit files',
    'production’s wants a keychain',
    'unit/system/signing-key',
    'electron/adapters/keys/signing-key.ts',
    "(keychain === 'plain' && environment !== 'production');",
    "keychain === 'plain';",
  ),
  out(
    'Files that leave',
    'no formula for a spreadsheet',
    'unit/reports/csv-export',
    'electron/core/export/csv.ts',
    "(FORMULA.test(cell) ? `'${cell}` : cell)",
    'cell',
  ),
  out(
    'Switches',
    'a list of switches',
    'unit/shell/policy',
    'electron/shell/switches.ts',
    'allowed?.includes(value) ? [] : [name];',
    'name.length > 0 ? [] : [name];',
  ),
  out(
    'Files of the profile',
    'what is no file is set aside',
    'unit/system/strange-files',
    'electron/adapters/files/strange-files.ts',
    'if (!found || !(found.isFIFO() || found.isCharacterDevice() || found.isBlockDevice())) continue;',
    'if (found || !found) continue;',
  ),
  out(
    'Names of lines',
    'control characters',
    'unit/shared/receipt',
    'shared/receipt.ts',
    ".overwrite((name) => name.replace(CONTROLS, ' '))",
  ),
  out(
    'Build',
    'a fuse',
    'unit/build/fuses',
    'build/fuses.ts',
    '[FuseV1Options.RunAsNode]: false,',
    '[FuseV1Options.RunAsNode]: true,',
  ),
];
