import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { CLOSING_NEEDS } from '../../shared/closing.ts';
import type { ClosingNeed, ClosingReport } from '../../shared/closing.ts';
import type { Chosen } from './decisions.ts';

export type Decisions = Partial<Readonly<Record<ClosingNeed, Chosen>>>;

type Decided = Pick<ClosingReport, 'number' | 'since' | 'reservations' | 'undecided'> & {
  readonly shop: Pick<ClosingReport['shop'], 'posId'>;
};

/** What a decision is about: where something else is at stake, it is made anew. */
function aboutOf({ number, since, shop, reservations, undecided }: Decided, need: ClosingNeed): string {
  const open = need === 'reserved' ? reservations : need === 'undecided' ? undecided : null;
  return JSON.stringify([shop.posId, number, since, open?.count, open?.amount]);
}

type Kept = Partial<Readonly<Record<ClosingNeed, { readonly about: string; readonly chosen: Chosen }>>>;

/** Until the window ends: whoever leaves the room to look something up finds what was decided. */
const store = createStore<{ readonly kept: Kept }>(() => ({ kept: {} }));

/** What of `kept` is still about this closing. */
export const decisionsIn = (kept: Kept, report: Decided): Decisions =>
  Object.fromEntries(
    CLOSING_NEEDS.flatMap((need) => {
      const found = kept[need];
      return found?.about === aboutOf(report, need) ? [[need, found.chosen]] : [];
    }),
  );

export const keeping = (report: Decided, decisions: Decisions): Kept =>
  Object.fromEntries(
    CLOSING_NEEDS.flatMap((need) => {
      const chosen = decisions[need];
      return chosen ? [[need, { about: aboutOf(report, need), chosen }]] : [];
    }),
  );

export function useDecisions(report: Decided): readonly [Decisions, (decisions: Decisions) => void] {
  const kept = useStore(store, (state) => state.kept);
  return [decisionsIn(kept, report), (decisions) => store.setState({ kept: keeping(report, decisions) })];
}
