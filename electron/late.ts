import { app } from 'electron';
import type { BrowserWindow } from 'electron';
import type { RestorePlace } from './adapters/backup/restore.ts';
import { MAX_LOGO_PNG, openLogoFile } from './adapters/files/logo-file.ts';
import type { LogoFile } from './adapters/files/logo-file.ts';
import type { BackupDoor } from './core/ports/backup.ts';
import type { Clock } from './core/ports/clock.ts';
import type { Computer } from './core/ports/computer.ts';
import type { Log } from './core/ports/log.ts';
import type { openComputer } from './shell/computer.ts';
import { askWhereToSave, askWhichToOpen } from './shell/save-dialog.ts';

interface ComputerFrame {
  readonly log: Log;
  readonly command: readonly [string, ...string[]];
  readonly window: () => BrowserWindow | null;
}

export interface LateComputer extends Computer {
  stop(): void;
}

/** Until something was asked of the computer, a start does not even read how that is done. */
export function lateComputer({ log, command, window }: ComputerFrame): LateComputer {
  let opened: Promise<ReturnType<typeof openComputer>> | null = null;
  const open = (shown: BrowserWindow) =>
    Promise.all([
      import('./shell/computer.ts'),
      import('./adapters/system/autostart.ts'),
      import('./adapters/system/watchdog.ts'),
    ]).then(([shell, { startWithSystem }, { startWatchdog }]) =>
      shell.openComputer({
        window: shown,
        log,
        startWithSystem: (wanted) =>
          startWithSystem({ platform: process.platform, app, command, config: app.getPath('appData') }, wanted),
        watch: () => startWatchdog(command, log).bye,
      }),
    );
  return {
    apply(wishes) {
      const shown = window();
      if (shown === null || (opened === null && !Object.values(wishes).some(Boolean))) return;
      opened ??= open(shown);
      void opened.then((computer) => computer.apply(wishes));
    },
    stop() {
      void opened?.then((computer) => computer.stop());
    },
  };
}

/** The shop's picture: who asks for one and draws it is read when somebody picks one. */
export const openLogo = (folder: string, { log, window }: Pick<ComputerFrame, 'log' | 'window'>): LogoFile =>
  openLogoFile({
    folder,
    log,
    ask: () => askWhichToOpen(window(), ['png', 'jpg', 'jpeg']),
    draw: async (bytes) => (await import('./shell/picture.ts')).drawAnew(bytes, MAX_LOGO_PNG),
  });

interface BackupFrame {
  readonly clock: Clock;
  readonly window: () => BrowserWindow | null;
  readonly restart: () => void;
}

/** Read when it is asked for the first time: no start pays for it. */
export function lateBackup(place: RestorePlace, { clock, window, restart }: BackupFrame): BackupDoor {
  let opened: Promise<BackupDoor> | null = null;
  const door = (): Promise<BackupDoor> =>
    (opened ??= import('./adapters/backup/door.ts').then(({ openBackupDoor }) =>
      openBackupDoor({
        ...place,
        clock,
        version: __APP_VERSION__,
        chooseNew: (suggestion) => askWhereToSave(window(), suggestion),
        chooseOld: () => askWhichToOpen(window(), ['skranke-backup']),
        restart,
      }),
    ));
  return {
    make: async (...args) => (await door()).make(...args),
    isEmpty: async () => (await door()).isEmpty(),
    layOut: async (...args) => (await door()).layOut(...args),
    commit: async () => (await door()).commit(),
    restart,
  };
}
