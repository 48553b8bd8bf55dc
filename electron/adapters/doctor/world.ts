import { lookup } from 'node:dns/promises';
import { randomUUID } from 'node:crypto';
import { networkInterfaces, release } from 'node:os';
import { diskFound } from './disk.ts';
import { journalFound } from '../journal/verify/journal-found.ts';
import type { Cipher } from '../keys/cipher.ts';
import { askPrinter, resolveBySystem } from '../printing/tcp-printer.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { DoctorWorld, PrinterFound, ProgramFacts, WalletToExamine } from '../../core/ports/doctor.ts';
import { err, ok } from '../../../shared/result.ts';

export interface WorldOptions {
  /** The profile. */
  readonly folder: string;
  readonly clock: Clock;
  readonly cipher: Cipher;
  readonly wallet: WalletToExamine | null;
  /** The system's own word on which proxy an address goes by, as Chromium writes it: `DIRECT`, `PROXY host:port`. */
  readonly resolveProxy: (host: string) => Promise<string>;
  /** Names of the system's printers; null where no window is there to ask for them. */
  readonly printers: (() => Promise<readonly string[]>) | null;
  readonly program: ProgramFacts;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

/** What runs here, for support. */
export const programFacts = (version: string, flavour: ProgramFacts['flavour']): ProgramFacts => ({
  version,
  flavour,
  electron: process.versions['electron'] ?? '–',
  // All four numbers of it look like a phone number.
  chrome: process.versions['chrome']?.split('.')[0] ?? '–',
  system: `${process.platform} ${release()} ${process.arch}`,
});

/** The real machine. */
export function doctorWorld(options: WorldOptions): DoctorWorld {
  const { folder, clock, cipher, wallet, resolveProxy, printers, program } = options;
  return {
    program,
    wallet,
    addresses: () =>
      Object.values(networkInterfaces())
        .flatMap((each) => each ?? [])
        .filter(({ internal }) => !internal)
        .map(({ address }) => address),
    async lookUp(host) {
      try {
        return ok((await lookup(host)).address);
      } catch (error) {
        return err(codeOf(error));
      }
    },
    async proxy() {
      const said = wallet ? await resolveProxy(wallet.host) : 'DIRECT';
      return /^(?:PROXY|HTTPS|SOCKS\d?|QUIC) ([^;\s]+)/.exec(said)?.[1] ?? null;
    },
    async keychain() {
      const kind = await cipher.keychain();
      if (kind === 'unavailable') return { kind, same: null };
      const text = randomUUID();
      try {
        return { kind, same: (await cipher.decrypt(await cipher.encrypt(text))).text === text };
      } catch {
        return { kind, same: false };
      }
    },
    disk: () => diskFound(folder),
    journal: (environment) => journalFound(folder, environment, clock),
    async printer(to): Promise<PrinterFound> {
      if (to.kind === 'none') return 'printer.none';
      if (to.kind === 'network') return askPrinter(to, { clock, resolve: resolveBySystem });
      if (!printers) return 'needsWindow';
      return (await printers()).includes(to.name) ? 'ready' : 'printer.unknown';
    },
  };
}
