import type { TillEntry } from '../journal/till-entries.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { PdfDoor, PrintOutcome, Printer, Queue, QueueStore, QueuedSlip } from '../ports/printing.ts';
import type { SettingsStore } from '../ports/settings.ts';
import {
  add,
  afterRestart,
  began,
  discard,
  ended,
  next,
  onItsWay,
  retry,
  toNote,
  toPrint,
  viewOfQueue,
  wasNoted,
} from './print-queue.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { NO_PRINTER } from '../../../shared/printer-settings.ts';
import type { PrinterSettings } from '../../../shared/printer-settings.ts';
import type { PrintJobId, PrintJobView } from '../../../shared/printing.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Slip } from '../../../shared/slip.ts';

export interface PrintServiceDeps {
  readonly printer: Printer;
  readonly pdf: PdfDoor;
  /**
   * Opens the system's dialog to print what the window shows; what comes of it is between the person and the system.
   */
  readonly view: () => void;
  readonly store: QueueStore;
  readonly settings: Pick<SettingsStore, 'current'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly jobId: () => PrintJobId;
}

/** Who wants to hear of it: the window when anything changes, the journal when a slip came out. */
export interface PrintListener {
  changed(): void;
  note(entry: TillEntry): void;
}

/**
 * A slip as it is handed in. `of`: the same for each print of the same thing; `copy`: how often that has come out
 * already.
 */
export type HandedIn = Omit<QueuedSlip, 'id' | 'state' | 'noted' | 'madeAt'>;

/**
 * Prints slips one after another and remembers each until it is on paper: written before anything is sent, so that
 * neither a printer that vanishes nor a power cut loses one, and none is printed twice unless a person says so.
 */
export class PrintService {
  readonly #deps: PrintServiceDeps;
  #queue: Queue = [];
  #listener: PrintListener = { changed: () => undefined, note: () => undefined };
  #stopWaiting: () => void = () => undefined;
  #stopped = false;

  constructor(deps: PrintServiceDeps) {
    this.#deps = deps;
  }

  get jobs(): readonly PrintJobView[] {
    return viewOfQueue(this.#queue);
  }

  get printer(): PrinterSettings {
    return this.#deps.settings.current().store?.printer ?? NO_PRINTER;
  }

  /** Takes up what an earlier run left, and goes on printing it. */
  open(listener: PrintListener): void {
    this.#listener = listener;
    this.#queue = afterRestart(this.#deps.store.load(), this.#deps.clock.now());
    this.#note();
    this.#run();
  }

  /** @returns the slip's place in the queue; the same when it is on its way already */
  print(slip: HandedIn): Result<PrintJobId, ErrorCode> {
    if (this.printer.kind === 'none') return err('printer.none');
    const same = onItsWay(this.#queue, slip.of);
    if (same) return ok(same.id);
    const id = this.#deps.jobId();
    const queue = add(this.#queue, { ...slip, id, madeAt: this.#deps.clock.now() });
    if (!queue.ok) return queue;
    if (!this.#keep(queue.value)) return err('printer.notKept');
    this.#run();
    return ok(id);
  }

  retry(id: PrintJobId): Result<null, ErrorCode> {
    return this.#decide(retry(this.#queue, id));
  }

  discard(id: PrintJobId): Result<null, ErrorCode> {
    const job = this.#queue.find((each) => each.id === id);
    if (job) this.#deps.log.info('slip discarded', { kind: job.kind, state: job.state.name });
    return this.#decide(discard(this.#queue, id));
  }

  pdf(slip: Slip, suggestion: string): Promise<Result<string | null, ErrorCode>> {
    return this.#deps.pdf(slip, suggestion);
  }

  printView(): void {
    this.#deps.view();
  }

  names(): Promise<readonly string[]> {
    return this.#deps.printer.names();
  }

  stop(): void {
    this.#stopped = true;
    this.#stopWaiting();
  }

  #decide(queue: Result<Queue, ErrorCode>): Result<null, ErrorCode> {
    if (!queue.ok) return queue;
    if (!this.#keep(queue.value)) return err('printer.notKept');
    this.#run();
    return ok(null);
  }

  /** On the disk first; what the disk refused is not done. */
  #keep(queue: Queue): boolean {
    if (!this.#deps.store.save(queue)) return false;
    this.#show(queue);
    return true;
  }

  #show(queue: Queue): void {
    this.#queue = queue;
    this.#listener.changed();
  }

  /** Prints the oldest slip that waits, now or when its time comes. */
  #run(): void {
    this.#stopWaiting();
    const job = this.#stopped ? null : next(this.#queue);
    if (job?.state.name !== 'waiting') return;
    const wait = job.state.notBefore - this.#deps.clock.now();
    // A clock that was set back does not keep a slip for hours.
    if (wait > 0) this.#stopWaiting = this.#deps.clock.after(Math.min(wait, 60_000), () => this.#run());
    else this.#begin(job);
  }

  /**
   * Prints one slip. That it may have been sent is on the disk before it is: a power cut then leaves "perhaps printed",
   * never a second print of what is on paper. Where the disk refuses, nothing is sent.
   */
  #begin(job: QueuedSlip): void {
    const printer = this.printer;
    const outcome: Promise<PrintOutcome> =
      printer.kind === 'none'
        ? Promise.resolve({ kind: 'notPrinted', problem: 'printer.none' })
        : this.#keep(began(this.#queue, job.id))
          ? this.#deps.printer.print(printer, toPrint(job))
          : Promise.resolve({ kind: 'notPrinted', problem: 'printer.notKept' });
    void outcome
      .catch((error: unknown): PrintOutcome => {
        this.#deps.log.error('printer broke', { error: error instanceof Error ? error.message : String(error) });
        return { kind: 'unclear', problem: 'internal' };
      })
      .then((told) => this.#end(job, told));
  }

  #end(job: QueuedSlip, outcome: PrintOutcome): void {
    const { clock, log, store } = this.#deps;
    const problem = outcome.kind === 'notPrinted' || outcome.kind === 'unclear' ? outcome.problem : null;
    log.info('slip', { kind: job.kind, outcome: outcome.kind, problem, copy: job.copy });
    const queue = ended(this.#queue, job, outcome, clock.now());
    // Shown also when the disk refuses: it is what happened. After a restart the disk then says less than is known,
    // never more.
    if (!store.save(queue)) log.error('print queue not written');
    this.#show(queue);
    this.#note();
    this.#run();
  }

  /** Tells the journal what came out, wholly or in part. */
  #note(): void {
    for (const job of toNote(this.#queue)) {
      const { by, sale, noteAs, copy } = job;
      if (noteAs !== null)
        this.#listener.note({ type: 'slip.printed', at: this.#deps.clock.now(), by, sale, kind: noteAs, copy });
      this.#keep(wasNoted(this.#queue, job.id));
    }
  }
}
