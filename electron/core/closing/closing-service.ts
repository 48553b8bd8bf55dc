import { z } from 'zod';
import { closingBase, entriesToClose, isUnused, closingReport } from './closing.ts';
import type { ClosingSource } from './closing.ts';
import { Reconciling } from './reconciling.ts';
import type { TillEntry } from '../journal/till-entries.ts';
import type { CounterDoors } from '../ports/connections.ts';
import type { Journal } from '../ports/journal.ts';
import type { Log } from '../ports/log.ts';
import type { PrintDeps } from '../printing/print-calls.ts';
import type { OpenSales } from '../sales/open-sales.ts';
import { closingSlip } from '../slips/closing-slip.ts';
import { personSlip } from '../slips/person-slip.ts';
import { slipContext } from '../slips/slip-parts.ts';
import { needsReason } from '../../../shared/closing.ts';
import type { Difference, Reconciliation, ClosingReport } from '../../../shared/closing.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import { keptReportSchema } from '../../../shared/kept-report.ts';
import type { KeptReport } from '../../../shared/kept-report.ts';
import { NOBODY } from '../../../shared/people.ts';
import type { Actor } from '../../../shared/people.ts';
import type { Progress, Task } from '../../../shared/progress.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { StoreSettings } from '../../../shared/settings.ts';

/** What windows hear of it. */
export interface DayNews {
  /** What lists and reports are made from has changed. */
  booked(): void;
  progressed(task: Task, progress: Progress | null): void;
}

export interface ClosingDeps extends PrintDeps, DayNews {
  readonly log: Log;
  readonly version: string;
}

/** As much of the open counter as closings need. */
export interface ClosingCounter {
  readonly ports: Pick<CounterDoors, 'journal' | 'settlement'>;
  readonly openSales: OpenSales;
  readonly store: StoreSettings;
}

/** A report as the journal has it, and the number of its entry there. */
export interface InJournal {
  readonly entry: number;
  readonly kept: KeptReport;
}

type Refusable<T> = Result<T, ErrorCode>;

/** Makes the terminal's day reports, and compares the till with the wallet's books before a closing. */
export class ClosingService {
  readonly #deps: () => ClosingDeps;
  readonly #counter: () => Refusable<ClosingCounter>;
  #running: Reconciling | null = null;
  /** For the closing to come. Of no use any more when it is made, or when the counter is another one. */
  #compared: { readonly openSales: OpenSales; readonly found: Reconciliation } | null = null;

  constructor(deps: () => ClosingDeps, counter: () => Refusable<ClosingCounter>) {
    this.#deps = deps;
    this.#counter = counter;
  }

  /** What a closing would be now. */
  draft(actor: Actor, reason: string | null): Refusable<ClosingReport> {
    const open = this.#counter();
    if (!open.ok) return open;
    const number = closingBase(open.value.ports.journal).number + 1;
    return ok(
      closingReport(this.#source(open.value), {
        kind: 'closing',
        number,
        actor,
        reconciliation: this.#comparedBy(open.value),
        reason,
      }),
    );
  }

  /**
   * Begins to compare and returns; how far it is, is told as it goes. What is found belongs to the sales in hand now:
   * it ends when the counter is closed, and is forgotten when another one is opened.
   */
  compare(): Refusable<null> {
    const open = this.#counter();
    if (!open.ok) return open;
    if (this.#running) return err('closing.busy');
    const { ports, openSales } = open.value;
    const { calendar, clock, log, booked, progressed } = this.#deps();
    const isOpen = () => {
      const now = this.#counter();
      return now.ok && now.value.openSales === openSales;
    };
    const tell = (progress: Progress) => progressed('compare', progress);
    const run = new Reconciling(
      { ports, openSales, calendar, clock, isOpen, progressed: tell },
      entriesToClose(this.#source(open.value)),
    );
    this.#running = run;
    progressed('compare', { done: 0, total: 0 });
    void run
      .run()
      .then((found) => (this.#compared = { openSales, found }))
      // The counter was closed in the middle, or a bug: nothing is known, and that is what is shown.
      .catch((error: unknown) =>
        log.warn('comparison ended', { error: error instanceof Error ? error.message : String(error) }),
      )
      .finally(() => {
        this.#running = null;
        booked();
        progressed('compare', null);
      });
    return ok(null);
  }

  stopComparing(): void {
    this.#running?.stop();
  }

  close({ seen, reason }: CallInput<'closing.close'>, actor: Actor): Refusable<InJournal> {
    const open = this.#counter();
    if (!open.ok) return open;
    if (this.#running) return err('closing.busy');
    const draft = this.draft(actor, reason);
    if (!draft.ok) return draft;
    const report = draft.value;
    if (isUnused(report)) return err('closing.nothing');
    if (
      report.takings.amount !== seen.takings ||
      report.refunds.amount !== seen.refunds ||
      report.requests.sent.count !== seen.requests
    )
      return err('closing.changed');
    if (report.needs.length > 0 && reason === null) return err('closing.reasonMissing');
    if (needsManager(report) && !actor.mayApprove) return err('people.managerNeeded');
    const kept = this.#keep(open.value, report);
    if (kept.ok) {
      this.#compared = null;
      this.#deps().booked();
    }
    return kept;
  }

  /** The totals so far. They are nobody's decision, so nobody approves them. */
  soFar({ by }: Actor): Refusable<InJournal> {
    const open = this.#counter();
    if (!open.ok) return open;
    const number = (open.value.ports.journal.entries({ types: ['report.x'], limit: 1 })[0]?.number ?? 0) + 1;
    return this.#keep(
      open.value,
      closingReport(this.#source(open.value), {
        kind: 'x',
        number,
        actor: { ...NOBODY, by },
        reconciliation: null,
        reason: null,
      }),
    );
  }

  /** One reason may be that of many differences, and is written down once. */
  explain({ report: entry, differences, reason }: CallInput<'closing.explain'>, actor: Actor): Refusable<null> {
    const { by, approvedBy } = actor;
    const open = this.#counter();
    if (!open.ok) return open;
    const { journal } = open.value.ports;
    const closed = entry === null ? null : reportAt(journal, { kind: 'closing', entry });
    const found = entry === null ? this.#comparedBy(open.value) : (closed?.report.reconciliation ?? null);
    const known = new Set(found?.differences.map(({ id }) => id));
    const ids = new Set(differences);
    if (!found || !differences.every((id) => known.has(id))) return err('closing.unknown');
    const at = this.#deps().clock.now();
    try {
      const closing = closed?.report.number ?? null;
      journal.note([{ type: 'differences.explained', at, by, approvedBy, closing, differences: [...ids], reason }]);
    } catch {
      return err('till.journalUnavailable');
    }
    const said = explained(found, ids, { at, by, text: reason });
    if (entry === null) this.#compared = { openSales: open.value.openSales, found: said };
    this.#deps().booked();
    return ok(null);
  }

  /** A kept report with its slip, or the slip of one person out of it. */
  find(what: CallInput<'closing.show'>): Refusable<{ readonly open: ClosingCounter; readonly kept: KeptReport }> {
    const open = this.#counter();
    if (!open.ok) return open;
    const kept = reportAt(open.value.ports.journal, what);
    if (!kept) return err('closing.unknown');
    if (what.person === undefined) return ok({ open: open.value, kept });
    const slip = personSlip(slipContext(this.#deps(), open.value.store), kept.report, what.person);
    return slip ? ok({ open: open.value, kept: { ...kept, slip } }) : err('closing.unknown');
  }

  #source({ ports, openSales, store }: ClosingCounter): ClosingSource {
    const { calendar, clock, version } = this.#deps();
    return { journal: ports.journal, calendar, store, version, now: clock.now(), sales: openSales.all };
  }

  #comparedBy({ openSales }: ClosingCounter): Reconciliation | null {
    return this.#compared?.openSales === openSales ? this.#compared.found : null;
  }

  /** Everything in one entry: either the report is made, or nothing has happened. */
  #keep({ ports, store }: ClosingCounter, report: ClosingReport): Refusable<InJournal> {
    const slip = closingSlip(slipContext(this.#deps(), store), report);
    const content = z.json().parse(JSON.parse(JSON.stringify({ report, slip })));
    // Read back before it is written: what could not be shown again must not be in the journal.
    const kept = keptReportSchema.parse(content);
    const { at, by, approvedBy, number } = report;
    const entry: TillEntry =
      report.kind === 'x'
        ? { type: 'report.x', at, by, number, figures: content }
        : { type: 'day.closed', at, by, approvedBy, number, closing: content };
    try {
      const [written] = ports.journal.note([entry]);
      return written ? ok({ entry: written.seq, kept }) : err('till.journalUnavailable');
    } catch (error) {
      this.#deps().log.error('journal refused a report', {
        kind: report.kind,
        error: error instanceof Error ? error.message : String(error),
      });
      return err('till.journalUnavailable');
    }
  }
}

/** Whatever is undecided, not compared or different needs a manager, also when somebody has given a reason for it. */
const needsManager = ({ needs, reconciliation }: ClosingReport): boolean =>
  needs.length > 0 || (reconciliation?.differences.some(needsReason) ?? false);

/** With the reason that was just given. */
const explained = (found: Reconciliation, ids: ReadonlySet<string>, reason: Difference['reason']): Reconciliation => ({
  ...found,
  differences: found.differences.map((each) => (ids.has(each.id) ? { ...each, reason } : each)),
});

/** A report as the journal keeps it, or null where that entry is none. */
function reportAt(journal: Pick<Journal, 'entries'>, { kind, entry }: CallInput<'closing.show'>): KeptReport | null {
  const [found] = journal.entries({
    types: [kind === 'x' ? 'report.x' : 'day.closed'],
    from: entry,
    to: entry,
    limit: 1,
  });
  if (!found) return null;
  return keptReportSchema.parse(found.type === 'day.closed' ? found.closing : found.figures);
}
