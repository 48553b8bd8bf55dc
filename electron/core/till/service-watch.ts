import type { Clock } from '../ports/clock.ts';
import type { KeyKeeper } from '../ports/keys.ts';
import type { ApiFailure } from '../ports/api-failure.ts';
import type { Counter } from './counter.ts';
import { DARK_LAMPS, anyDown, lampsAfter } from './lamps.ts';
import type { Lamps } from './lamps.ts';
import type { Till as TillView } from '../../../shared/ipc/contract.ts';
import type { CredentialStatus, Environment } from '../../../shared/settings.ts';

/** While a lamp shows a failure and nobody sells, the service is tried again this often. */
const PROBE_MS = 15_000;

export interface ServiceWatchDeps {
  readonly clock: Clock;
  readonly keys: KeyKeeper;
  /** The one that is open, or null. */
  counter(): Pick<Counter, 'ports'> | null;
  /** What `view` shows is different now. */
  changed(): void;
}

/** What the open counter's wallet has answered last: about the line to it, and about the till's own keys. */
export class ServiceWatch {
  readonly #deps: ServiceWatchDeps;
  #lamps = DARK_LAMPS;
  #environment: Environment = 'practice';
  #credentials: CredentialStatus = 'missing';
  #stopProbe: () => void = () => undefined;

  constructor(deps: ServiceWatchDeps) {
    this.#deps = deps;
  }

  get view(): Pick<TillView, 'lamps' | 'credentials'> {
    return { lamps: this.#lamps, credentials: this.#credentials };
  }

  /** A counter will be opened: nothing is known of its wallet. */
  darken(): void {
    this.#lamps = DARK_LAMPS;
  }

  /** Reads what is known of the keys with which the counter will be opened. */
  async readKeys(environment: Environment): Promise<void> {
    this.#environment = environment;
    this.#credentials = environment === 'practice' ? 'missing' : await this.#deps.keys.status(environment);
  }

  /** An answer of the wallet, or the lack of one. */
  saw(failure: ApiFailure | null): void {
    this.#setLamps(lampsAfter(this.#lamps, failure));
    if (failure === null || failure.kind === 'unauthorized') void this.#judgeKeys(failure === null);
  }

  /** The system says that there is no network. */
  offline(): void {
    this.#setLamps({ network: 'down', wallet: 'unknown' });
  }

  /** Asks the wallet how it is. */
  async probe(): Promise<void> {
    const counter = this.#deps.counter();
    const answer = await counter?.ports.api.reach();
    // A counter that was closed meanwhile had another wallet, or the till is gone.
    if (answer && counter === this.#deps.counter()) this.saw(answer.ok ? null : answer.error);
  }

  stop(): void {
    this.#stopProbe();
  }

  /** Keys that are refused in the middle of a sale are shown at once, and so is that they work again. */
  async #judgeKeys(accepted: boolean): Promise<void> {
    const environment = this.#environment;
    if (environment === 'practice' || accepted !== (this.#credentials === 'rejected')) return;
    this.#deps.keys.judged(environment, accepted);
    this.#credentials = await this.#deps.keys.status(environment);
    this.#deps.changed();
  }

  #setLamps(lamps: Lamps): void {
    const changed = lamps.network !== this.#lamps.network || lamps.wallet !== this.#lamps.wallet;
    this.#lamps = lamps;
    if (changed) this.#deps.changed();
    this.#stopProbe();
    if (anyDown(lamps)) this.#stopProbe = this.#deps.clock.after(PROBE_MS, () => void this.probe());
  }
}
