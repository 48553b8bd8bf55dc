import type { Operation, Payment } from '../../../shared/payment.ts';
import type { NewEvent } from '../journal/events.ts';
import type { ApiFailure } from '../ports/api-failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { OperationBody } from '../ports/journal.ts';
import type { PaymentApi, RequestBodies } from '../ports/wallet.ts';
import type { Send } from './schedule.ts';

/** What the runner needs of the terminal around it. */
export interface RunnerDeps {
  readonly api: PaymentApi;
  readonly bodies: RequestBodies;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Writes to the journal, then applies and publishes. @returns false when the disk refused: nothing has happened */
  commit(events: readonly NewEvent[], bodies: readonly OperationBody[]): boolean;
  current(): Payment;
  body(operation: Operation): string | null;
  /** Asks anew about the payment, which is over: this runner may have been let go by then. */
  recheck(): void;
  /** What was sent for this payment by a runner before this one: it counts against the API's limits as well. */
  readonly sentBefore: readonly Send[];
  /** Every answer or failure of the network, for the lamps. */
  saw(failure: ApiFailure | null): void;
  /** The plan changed: when the API will be asked next (epoch ms), or null. */
  planned(nextPollAt: number | null): void;
}
