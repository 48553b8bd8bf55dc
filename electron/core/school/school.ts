import type { TillEntry } from '../journal/till-entries.ts';
import type { Clock } from '../ports/clock.ts';
import type { SchoolStore } from '../ports/school.ts';
import { shownBy } from './lessons.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import { reply } from '../../../shared/ipc/replies.ts';
import type { Reference } from '../../../shared/ids.ts';
import type { Sale } from '../../../shared/payment.ts';
import type { PersonRef } from '../../../shared/people.ts';
import { ok } from '../../../shared/result.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import { NEW_PUPIL } from '../../../shared/school.ts';
import type { Lesson, Pupil, Pupils, SchoolView } from '../../../shared/school.ts';

export interface SchoolDeps {
  readonly school: SchoolStore;
  readonly clock: Pick<Clock, 'now'>;
  shop(): StoreSettings | null;
  changed(): void;
}

type Watched = Pick<CallHandlers, 'closing.close' | 'print.pdf'>;

const isOf =
  (by: PersonRef | null) =>
  (pupil: Pupil): boolean =>
    (pupil.by?.id ?? null) === (by?.id ?? null);

/** Sees what people practise, and remembers who has done what. */
export class School {
  readonly #deps: SchoolDeps;
  /** Payments that were seen while nobody knew how they stood. */
  readonly #doubted = new Set<Reference>();

  constructor(deps: SchoolDeps) {
    this.#deps = deps;
  }

  /** Of whoever is at the till; null where nothing is practised. */
  view(by: PersonRef | null): SchoolView | null {
    if (!this.#practising) return null;
    const { attendance, done } = this.#pupil(by);
    return { attendance, done: done.map(({ lesson }) => lesson) };
  }

  /** A sale is different now. */
  look(sale: Sale): void {
    if (!this.#practising) return;
    for (const { reference, certainty } of sale.payments)
      if (certainty.name === 'unclear') this.#doubted.add(reference);
    for (const { lesson, by } of shownBy(sale, this.#doubted)) this.#did(lesson, by);
  }

  /** The same calls; what no sale shows is seen by what became of them. */
  watch<C extends Watched>(calls: C): C {
    return {
      ...calls,
      'closing.close': async (input, actor) => {
        const closed = await calls['closing.close'](input, actor);
        if (closed.accepted) this.#practised('closing', actor.by);
        return closed;
      },
      'print.pdf': async (input, actor) => {
        const saved = await calls['print.pdf'](input, actor);
        if (saved.accepted && saved.file !== null) this.#practised('slip', actor.by);
        return saved;
      },
    };
  }

  /** Something was written down that belongs to no payment. */
  noted(entry: TillEntry): void {
    if (entry.type === 'slip.printed' && entry.sale !== null) this.#practised('slip', entry.by);
  }

  readonly calls: Pick<CallHandlers, 'school.attend' | 'school.list'> = {
    'school.attend': (attendance, { by }) => {
      this.#write({ ...this.#pupil(by), attendance });
      return reply(ok(undefined));
    },
    'school.list': () => ({ accepted: true, pupils: this.#deps.school.current() }),
  };

  /** Only what is sold in practice is practised. */
  get #practising(): boolean {
    return this.#deps.shop()?.environment === 'practice';
  }

  #pupil(by: PersonRef | null): Pupil {
    return this.#deps.school.current().find(isOf(by)) ?? { by, attendance: NEW_PUPIL, done: [] };
  }

  #practised(lesson: Lesson, by: PersonRef | null): void {
    if (this.#practising) this.#did(lesson, by);
  }

  /** The first time counts. Who had chosen just this lesson goes on with the next one. */
  #did(lesson: Lesson, by: PersonRef | null): void {
    const pupil = this.#pupil(by);
    const chosen = pupil.attendance.chosen === lesson ? null : pupil.attendance.chosen;
    if (pupil.done.some((each) => each.lesson === lesson) && chosen === pupil.attendance.chosen) return;
    const before = pupil.done.filter((each) => each.lesson !== lesson);
    const first = pupil.done.find((each) => each.lesson === lesson) ?? { lesson, at: this.#deps.clock.now() };
    this.#write({ ...pupil, attendance: { ...pupil.attendance, chosen }, done: [...before, first] });
  }

  #write(pupil: Pupil): void {
    const { school, changed } = this.#deps;
    const others: Pupils = school.current().filter((each) => !isOf(pupil.by)(each));
    school.write([...others, pupil]);
    changed();
  }
}
