import { ClosingService } from './closing-service.ts';
import type { ClosingCounter, ClosingDeps } from './closing-service.ts';
import { isUnused } from './closing.ts';
import { explanations } from './explanations.ts';
import type { Journal } from '../ports/journal.ts';
import { slipContext, wordsOf } from '../slips/slip-parts.ts';
import { reply } from '../../../shared/ipc/replies.ts';
import { needsReason } from '../../../shared/closing.ts';
import type { ClosingReport } from '../../../shared/closing.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { slug } from '../../../shared/ids.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import type { CallName } from '../../../shared/ipc/names.ts';
import { keptReportSchema } from '../../../shared/kept-report.ts';
import type { Result } from '../../../shared/result.ts';
import { slipText } from '../../../shared/slip.ts';

/** Closings in one answer of the list. */
const LISTED = 30;
const MOST_PRINTS = 10_000;
/** Characters in a line of an 80 mm roll. */
const ROLL = 42;

const refused = (error: ErrorCode) => ({ accepted: false as const, error });

type ClosingCall = Extract<CallName, `closing.${string}`>;
type ReadingCall = 'closing.list' | 'closing.show' | 'closing.print' | 'closing.pdf';

/** The calls about the terminal's day report. `counter` tells why there is none while it is closed. */
export function closingCalls(
  deps: () => ClosingDeps,
  counter: () => Result<ClosingCounter, ErrorCode>,
): Pick<CallHandlers, ClosingCall> {
  const service = new ClosingService(deps, counter);
  return {
    'closing.draft': (_none, actor) => {
      const draft = service.draft(actor, null);
      return draft.ok ? { accepted: true, report: draft.value, unused: isUnused(draft.value) } : refused(draft.error);
    },
    'closing.compare': () => reply(service.compare()),
    'closing.stopComparing': () => {
      service.stopComparing();
      return { accepted: true };
    },
    'closing.explain': (input, actor) => reply(service.explain(input, actor)),
    'closing.close': (input, actor) => {
      const closed = service.close(input, actor);
      return closed.ok ? { accepted: true, entry: closed.value.entry } : refused(closed.error);
    },
    'closing.soFar': (_none, actor) => {
      const made = service.soFar(actor);
      return made.ok
        ? { accepted: true, entry: made.value.entry, lines: [...slipText(made.value.kept.slip, ROLL)] }
        : refused(made.error);
    },
    ...readingCalls(service, deps, counter),
  };
}

/** What was closed before: from the journal, as it was. */
function readingCalls(
  service: ClosingService,
  deps: () => ClosingDeps,
  counter: () => Result<ClosingCounter, ErrorCode>,
): Pick<CallHandlers, ReadingCall> {
  return {
    'closing.list': ({ before }) => {
      const open = counter();
      if (!open.ok) return refused(open.error);
      const entries = open.value.ports.journal.entries({
        types: ['day.closed'],
        limit: LISTED + 1,
        ...(before === null ? {} : { to: before - 1 }),
      });
      const closings = entries.slice(0, LISTED).map(({ seq, closing }) => {
        const { number, at, by, net, reconciliation } = keptReportSchema.parse(closing).report;
        return {
          entry: seq,
          number,
          at,
          by,
          net,
          differences: reconciliation?.differences.filter(needsReason).length ?? 0,
        };
      });
      return { accepted: true, closings, more: entries.length > LISTED };
    },
    'closing.show': (what) => {
      const found = service.find(what);
      if (!found.ok) return refused(found.error);
      const { open, kept } = found.value;
      return {
        accepted: true,
        report: kept.report,
        lines: [...slipText(kept.slip, ROLL)],
        later: explainedLater(open.ports.journal, what.entry, kept.report),
      };
    },
    'closing.print': (what, { by }) => {
      const found = service.find(what);
      if (!found.ok) return refused(found.error);
      const { open, kept } = found.value;
      const { slips } = deps();
      const { language } = slipContext(deps(), open.store);
      // An entry has room for the end of an id, which is enough to tell the people of one report apart.
      const noteAs = [what.kind, kept.report.number, ...(what.person ? [what.person.slice(-8)] : [])].join(' ');
      const copy = open.ports.journal
        .entries({ types: ['slip.printed'], from: what.entry, limit: MOST_PRINTS })
        .filter(({ kind }) => kind === noteAs).length;
      const id = slips.print({
        kind: 'report',
        name: nameOf(kept.report, what.person),
        sale: null,
        noteAs,
        slip: kept.slip,
        by,
        of: noteAs,
        copy,
        copyWord: wordsOf({ language })('copy'),
      });
      return id.ok ? { accepted: true, id: id.value } : refused(id.error);
    },
    'closing.pdf': async (what) => {
      const found = service.find(what);
      if (!found.ok) return refused(found.error);
      const { report, slip } = found.value.kept;
      const file = await deps().slips.pdf(
        slip,
        `${slug(report.shop.storeName, 20)}-${slug(report.shop.posId, 20)}-${nameOf(report, what.person)}.pdf`,
      );
      return file.ok ? { accepted: true, file: file.value } : refused(file.error);
    },
  };
}

/** What it is called in the queue and in a file's name: `closing-12`, `x-3`, `x-3-kari`. */
function nameOf({ kind, number, cashiers }: ClosingReport, person: string | undefined): string {
  const by = cashiers.find((each) => each.by?.id === person)?.by;
  return by ? `${kind}-${number}-${slug(by.name, 20)}` : `${kind}-${number}`;
}

/** What people have said about its differences since it was made; oldest first. */
function explainedLater(journal: Pick<Journal, 'entries'>, entry: number, { kind, number }: ClosingReport) {
  if (kind === 'x') return [];
  const said = explanations(journal, entry).filter(({ closing }) => closing === number);
  return said.map(({ at, by, differences, reason }) => ({ at, by, differences: [...differences], text: reason }));
}
