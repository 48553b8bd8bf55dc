import { z } from 'zod';
import type { Clock } from '../core/ports/clock.ts';
import type { PracticeWallet } from '../core/ports/connections.ts';
import type { Log } from '../core/ports/log.ts';
import { startPractice } from './practice-process.ts';
import type { Practice, PracticeOptions, PracticeServer } from './practice-process.ts';
import type { StoreCountry } from '../../shared/country.ts';

/** The simulator is on this machine. */
const LOOK_MS = 2_000;
const phoneSchema = z.object({ ownCode: z.string().nullable() });

export interface PracticeWalletOptions {
  /** Settles when the terminal's own window can be seen. */
  readonly seen: Promise<void>;
  readonly fork: PracticeOptions['fork'];
  /** Where the practice world of a country is kept between runs. */
  stateFile(country: StoreCountry): string;
  showPhone(server: PracticeServer): void;
  closePhone(): void;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * One simulator at a time, for the country of the store that practises, with the customer's phone beside the terminal.
 */
export function createPracticeWallet(options: PracticeWalletOptions): PracticeWallet {
  const { clock, log, fork } = options;
  let running: { readonly country: StoreCountry; readonly process: Practice } | null = null;

  function stop(): void {
    running?.process.stop();
    running = null;
    options.closePhone();
  }

  return {
    async start({ country }) {
      await options.seen;
      if (running?.country !== country) {
        stop();
        const stateFile = options.stateFile(country);
        running = {
          country,
          process: startPractice({
            fork,
            stateFile,
            country,
            clock,
            log,
            onReady: (server) => options.showPhone(server),
          }),
        };
      }
      return (await running.process.ready).url;
    },
    showPhone() {
      const server = running?.process.server();
      if (server) options.showPhone(server);
    },
    async heldOut() {
      const server = running?.process.server();
      if (!server) return null;
      try {
        const answer = await fetch(new URL('/_simulator/phone', server.url), { signal: AbortSignal.timeout(LOOK_MS) });
        return phoneSchema.parse(await answer.json()).ownCode;
      } catch {
        return null;
      }
    },
    stop,
  };
}
