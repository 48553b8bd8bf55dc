import type { NewEvent } from '../../../electron/core/journal/events.ts';
import type { Moment, SimulatedCounter } from './counter.ts';
import { CRASHES } from './plan.ts';
import type { CrashKind, Incident, IncidentKind, SalePlan } from './plan.ts';
import type { Storm } from './storm.ts';

export interface BadLuckDeps {
  readonly counter: SimulatedCounter;
  readonly storm: Storm;
  /** What happened, for the story and for the count of kinds. */
  happened(plan: SalePlan, kind: IncidentKind, what: string): void;
  /** The app is up again, the machine awake, the network back: people look at the screen anew. */
  isBack(): void;
}

const isCrash = (kind: IncidentKind): kind is CrashKind => Object.hasOwn(CRASHES, kind);
/** A slow start of the app by whoever notices that it is gone. */
const RESUME_MS = 500;

/** What befalls the machine that the till runs on, each thing once and by the plan of a sale. */
export class BadLuck {
  readonly #deps: BadLuckDeps;
  readonly #waiting = new Map<SalePlan, { readonly incident: Incident; readonly kind: CrashKind; left: number }>();
  #over = false;
  #wallClockSetBy: Incident | null = null;
  #fullDisks = 0;
  #lostNetworks = 0;

  constructor(deps: BadLuckDeps) {
    this.#deps = deps;
  }

  /** The sale begins: plans what will happen in its course. */
  expect(plan: SalePlan): void {
    const { incident } = plan;
    if (!incident || this.#over) return;
    const { kind } = incident;
    if (isCrash(kind)) this.#waiting.set(plan, { incident, kind, left: incident.nth });
    else this.#deps.counter.clock.after(incident.after, () => this.#strike(plan, incident));
  }

  /** Whether the power goes at this moment of this sale. */
  cuts(plan: SalePlan, moment: Moment): boolean {
    const waiting = this.#waiting.get(plan);
    if (!waiting || this.#over || !isItsMoment(waiting.kind, moment)) return false;
    waiting.left -= 1;
    if (waiting.left > 0) return false;
    this.#waiting.delete(plan);
    this.#deps.happened(plan, waiting.kind, `${waiting.kind}; started again after ${waiting.incident.lasts} ms`);
    this.startAgainAfter(waiting.incident.lasts);
    return true;
  }

  startAgainAfter(ms: number): void {
    const { counter } = this.#deps;
    counter.clock.after(ms, () => {
      if (counter.isUp) return;
      counter.screen.clear();
      counter.renew();
      void counter.till.start();
    });
  }

  /** Everything is as it should be from now on. */
  end(): void {
    const { counter, storm } = this.#deps;
    this.#over = true;
    storm.clear();
    counter.diskFull = false;
    counter.clock.machine.setWallClock(0);
  }

  #strike(plan: SalePlan, incident: Incident): void {
    if (this.#over) return;
    const { counter, storm, happened } = this.#deps;
    const { kind, lasts, size, coin } = incident;
    const { clock } = counter;
    switch (kind) {
      case 'power cut at any moment':
        if (!counter.isUp) return;
        happened(plan, kind, `power cut; started again after ${lasts} ms`);
        counter.crash();
        return this.startAgainAfter(lasts);
      case 'disk full':
        happened(plan, kind, `the disk is full for ${lasts} ms`);
        counter.diskFull = true;
        this.#fullDisks += 1;
        return void clock.after(lasts, () => {
          this.#fullDisks -= 1;
          counter.diskFull = this.#fullDisks > 0 && !this.#over;
        });
      case 'clock set ahead':
      case 'clock set back':
        happened(plan, kind, `the machine's ${kind} by ${size} ms, set right after ${lasts} ms`);
        clock.machine.setWallClock(kind === 'clock set ahead' ? size : -size);
        this.#wallClockSetBy = incident;
        return void clock.after(lasts, () => {
          if (this.#wallClockSetBy === incident) clock.machine.setWallClock(0);
        });
      case 'machine suspended':
        happened(
          plan,
          kind,
          `the machine sleeps for ${lasts} ms, its monotonic clock ${coin ? 'goes on' : 'stands still'}`,
        );
        clock.machine.suspend(lasts, coin);
        return void clock.after(lasts + RESUME_MS, () => this.#lookAtAll());
      case 'network lost':
        happened(plan, kind, `no network for ${lasts} ms`);
        storm.offline = true;
        this.#lostNetworks += 1;
        if (coin) void this.#tell(false);
        return void clock.after(lasts, () => {
          this.#lostNetworks -= 1;
          if (this.#lostNetworks > 0) return;
          storm.offline = false;
          void this.#tell(true);
        });
    }
  }

  async #tell(online: boolean): Promise<void> {
    const { counter } = this.#deps;
    if (counter.isUp && counter.isOpen) await counter.till.handlers['network.changed']({ online });
  }

  #lookAtAll(): void {
    const { counter, isBack } = this.#deps;
    if (counter.isUp) counter.till.lookAtAll();
    isBack();
  }
}

const BEGINNINGS: ReadonlySet<NewEvent['type']> = new Set([
  'payment.requested',
  'cancel.requested',
  'capture.requested',
  'refund.requested',
]);
const begins = (events: readonly NewEvent[]): boolean => events.some(({ type }) => BEGINNINGS.has(type));

function isItsMoment(kind: CrashKind, moment: Moment): boolean {
  switch (kind) {
    case 'power cut before an operation is written':
      return moment.kind === 'before-write' && begins(moment.events);
    case 'power cut after an operation is written, before it leaves':
      return moment.kind === 'after-write' && begins(moment.events);
    case 'power cut while a call is under way':
      return moment.kind === 'leaves';
    case 'power cut after the effect, before its outcome is written':
      return moment.kind === 'before-write' && !begins(moment.events);
    case 'power cut after an outcome is written, before it is shown':
      return moment.kind === 'after-write' && !begins(moment.events);
  }
}
