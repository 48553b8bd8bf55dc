import type { Clock } from '../ports/clock.ts';
import type { FetchPicture, PictureShelf } from '../ports/code-picture.ts';
import type { Log } from '../ports/log.ts';
import type { CodePicture } from '../../../shared/code.ts';
import type { Reference, SaleId } from '../../../shared/ids.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Payment, Sale } from '../../../shared/payment.ts';

/** Before each further try, ms; the last one goes on. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000];
/** Failed tries after which the other ways are offered; it is fetched again all the same. */
const LOST_AFTER = 2;

export interface CodePicturesDeps {
  readonly fetch: FetchPicture;
  readonly shelf: PictureShelf;
  readonly clock: Pick<Clock, 'after' | 'now'>;
  readonly log: Log;
  show(saleId: SaleId, picture: CodePicture | null): void;
}

interface Wanted {
  readonly reference: Reference;
  readonly address: string;
  readonly expiresAt: number;
}

interface Fetching extends Wanted {
  tries: number;
  picture: CodePicture;
  stopTimer: () => void;
}

/** What is to be fetched for a payment that can be scanned now, or null. */
function wantedFor({ reference, codeForm, phase }: Payment): Wanted | null {
  if (codeForm !== 'image' || phase.name !== 'waiting' || phase.code === null) return null;
  return { reference, address: phase.code, expiresAt: phase.expiresAt };
}

/**
 * The pictures of the codes that are held out: fetched when a payment can be scanned, and taken away from all screens
 * the moment that it cannot be any more. They live in memory; after a restart they are fetched anew.
 */
export class CodePictures {
  readonly #deps: CodePicturesDeps;
  readonly #fetching = new Map<SaleId, Fetching>();
  #stopped = false;

  constructor(deps: CodePicturesDeps) {
    this.#deps = deps;
  }

  saleChanged(sale: Sale): void {
    if (this.#stopped) return;
    const { saleId } = sale;
    const wanted = wantedFor(currentPayment(sale));
    const known = this.#fetching.get(saleId);
    if (known && wanted?.reference === known.reference && wanted.address === known.address) return;
    if (known) this.#forget(saleId, known);
    if (wanted) this.#begin(saleId, wanted);
    else if (known) this.#deps.show(saleId, null);
  }

  stop(): void {
    this.#stopped = true;
    for (const [saleId, known] of this.#fetching) this.#forget(saleId, known);
  }

  #begin(saleId: SaleId, wanted: Wanted): void {
    const fetching: Fetching = { ...wanted, tries: 0, picture: { name: 'coming' }, stopTimer: () => undefined };
    this.#fetching.set(saleId, fetching);
    this.#deps.show(saleId, fetching.picture);
    void this.#fetch(saleId, fetching);
  }

  async #fetch(saleId: SaleId, fetching: Fetching): Promise<void> {
    const { fetch, shelf, clock, log } = this.#deps;
    const { reference } = fetching;
    fetching.tries += 1;
    const answer = await fetch(fetching.address);
    if (this.#fetching.get(saleId) !== fetching) return;
    if (answer.ok) return this.#tell(saleId, fetching, { name: 'there', id: shelf.put(answer.value) });
    log.warn('the picture of a code was not had', { reference, problem: answer.error, tries: fetching.tries });
    const pause = PAUSES[fetching.tries - 1] ?? PAUSES.at(-1) ?? 0;
    // Afterwards it is not there any more [api 6.2].
    if (clock.now() + pause < fetching.expiresAt)
      fetching.stopTimer = clock.after(pause, () => void this.#fetch(saleId, fetching));
    if (fetching.tries >= LOST_AFTER) this.#tell(saleId, fetching, { name: 'lost' });
  }

  #tell(saleId: SaleId, fetching: Fetching, picture: CodePicture): void {
    if (fetching.picture.name === picture.name) return;
    fetching.picture = picture;
    this.#deps.show(saleId, picture);
  }

  #forget(saleId: SaleId, { picture, stopTimer }: Fetching): void {
    stopTimer();
    this.#fetching.delete(saleId);
    if (picture.name === 'there') this.#deps.shelf.take(picture.id);
  }
}
