import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files/whole-file.ts';

interface LoginItems {
  setLoginItemSettings(settings: { openAtLogin: boolean; path?: string; args?: string[] }): void;
}

export interface AutostartPlace {
  readonly platform: NodeJS.Platform;
  readonly app: LoginItems;
  /** What starts this program as it runs now. */
  readonly command: readonly [string, ...string[]];
  /** Of the user: `$XDG_CONFIG_HOME`. */
  readonly config: string;
}

const FILE = 'skranke.desktop';

/** As the Desktop Entry Specification wants arguments: quoted, and `%` is no field code. */
const quoted = (argument: string): string =>
  `"${argument
    .replaceAll(/["`$\\]/g, String.raw`\$&`)
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;

export const autostartEntry = (command: readonly string[]): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Skranke',
    `Exec=${command.map(quoted).join(' ')}`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');

/** Whether the system starts the till when its user logs in. @throws when the disk refuses */
export function startWithSystem({ platform, app, command, config }: AutostartPlace, wanted: boolean): void {
  const [path, ...args] = command;
  if (platform !== 'linux') return app.setLoginItemSettings({ openAtLogin: wanted, path, args });
  const folder = join(config, 'autostart');
  const file = join(folder, FILE);
  if (!wanted) return rmSync(file, { force: true });
  const entry = autostartEntry(command);
  if (textOf(file) === entry) return;
  mkdirSync(folder, { recursive: true });
  writeWhole(file, entry);
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
