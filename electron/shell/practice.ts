import { session, utilityProcess } from 'electron';
import type { BrowserWindow, Session } from 'electron';
import type { Log } from '../core/ports/log.ts';
import { closeNetwork, hardenSession } from './harden.ts';
import { phonePolicy } from './policy.ts';
import type { PagePolicy } from './policy.ts';
import type { PracticeChild, PracticeServer } from './practice-process.ts';
import { openPhoneWindow, showPage } from './window.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { reader } from '../../shared/texts/read.ts';

/** In memory only (no `persist:`), and apart from the terminal's own session. */
const PHONE_PARTITION = 'practice-phone';

/**
 * Starts the bundled simulator as a process of its own.
 *
 * @param bundle path of `simulator.js`
 */
export function forkSimulator(bundle: string): (args: readonly string[]) => PracticeChild {
  return (args) => {
    // Its output holds its keys, which have no place in our output; it tells them by message.
    const child = utilityProcess.fork(bundle, [...args], { serviceName: 'Practice simulator', stdio: 'ignore' });
    return {
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', listener),
      kill: () => void child.kill(),
    };
  };
}

/** The customer's phone of practice mode: a window that shows the simulator's own page and can reach nothing else. */
export interface PracticePhone {
  /** The policy of the phone's session, null for any other; for `hardenContents`. */
  policyOf(session: Session): PagePolicy | null;
  /** Null where it is not open. */
  window(): BrowserWindow | null;
  /**
   * Opens the window, or brings it to the front; loads it anew when the simulator's address or the language has
   * changed.
   */
  show(parent: BrowserWindow, server: PracticeServer, language: Language): void;
  close(): void;
}

export function createPracticePhone(log: Log): PracticePhone {
  let origin: string | null = null;
  let shownUrl = '';
  let window: BrowserWindow | null = null;
  let own: Session | null = null;
  const policy = phonePolicy(() => origin);

  /** @returns when the session reaches the server at this origin, and nothing else */
  const openSession = async (server: string): Promise<void> => {
    const known = own;
    origin = server;
    own ??= session.fromPartition(PHONE_PARTITION, { cache: false });
    await (known ? closeNetwork(own, policy) : hardenSession(own, policy, log));
  };

  return {
    policyOf: (candidate) => (candidate === own ? policy : null),
    window: () => (window?.isDestroyed() ? null : window),
    show(parent, server, language) {
      const url = new URL(`/phone?lang=${language}`, server.url).href;
      const reachable = openSession(new URL(server.url).origin);
      if (!window || window.isDestroyed()) {
        const title = reader(language, 'main')('title.phone');
        const opened = openPhoneWindow({ parent, title, partition: PHONE_PARTITION });
        window = opened;
        shownUrl = '';
        opened.once('closed', () => {
          if (window === opened) window = null;
        });
      } else window.show();
      if (url !== shownUrl) showPage(window, url, reachable, log);
      shownUrl = url;
    },
    close() {
      if (window && !window.isDestroyed()) window.close();
      window = null;
    },
  };
}
