import type { TillEntry } from '../journal/till-entries.ts';
import { KEYS_TRIED, TRY_PLACES, WrongTries, triesOf } from './wrong-tries.ts';
import type { TryPlace } from './wrong-tries.ts';
import type { Clock } from '../ports/clock.ts';
import type { JournalKeeper, PeopleState } from '../ports/journal-keeper.ts';
import type { Log } from '../ports/log.ts';
import { vouchedFor } from '../ports/people.ts';
import type { PeopleFile, PeopleStore, PersonRecord, PinHasher } from '../ports/people.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import { MAX_PEOPLE } from '../../../shared/people.ts';
import type { Actor, PeopleSettings, Person, PersonRef } from '../../../shared/people.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

export interface PeopleDeps {
  readonly store: PeopleStore;
  readonly hasher: PinHasher;
  readonly clock: Clock;
  readonly log: Log;
  /** Writes an entry into the journal. */
  note(entry: TillEntry): void;
  /** Remember what the file of people is to be. */
  readonly journals: Pick<JournalKeeper, 'lastPeople' | 'keepPeople' | 'tellPeople' | 'tellPeopleElsewhere'>;
}

/** The journal hears of wrong PINs from here on: one slip is nobody's business. */
const NOTED_FROM = 3;

export const refOf = ({ id, name }: PersonRef): PersonRef => ({ id, name });
const sameName = (a: string, b: string): boolean =>
  a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase();
const isManager = ({ role, active }: Person): boolean => role === 'manager' && active;
/** Of somebody whom a set-up file named: a PIN is chosen when the person is enrolled at the till. */
const NO_PIN = '';
/** Without a PIN nobody can sign in, so nobody counts as the manager who could let others in. */
const canManage = (record: PersonRecord): boolean => isManager(record) && record.pin !== NO_PIN;

/** The book of people: who works at this till, and whether a PIN is theirs. Nobody is ever taken out of it. */
export class People {
  readonly #deps: PeopleDeps;
  readonly #tries: WrongTries;
  #file: PeopleFile;
  #tampered: TillEntry | null = null;
  /** One change after the other: each begins with what the one before has left. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(deps: PeopleDeps) {
    this.#deps = deps;
    this.#file = deps.store.current();
    const last = deps.journals.lastPeople();
    const found = this.#digestOf(this.#file);
    // SECURITY: who takes the file away or writes another must not get a till that asks nobody who they are.
    if (last && found !== last.digest && found !== last.before && deps.store.damaged() === null) {
      this.#file = deps.store.reject();
      this.#tampered = { type: 'people.tampered', at: deps.clock.now(), expected: last.digest, found };
    }
    const kept = this.#file.people.flatMap(({ id, wrongTries, wrongApprovals }) => [
      [triesOf('signIn', id), wrongTries] as const,
      [triesOf('approval', id), wrongApprovals] as const,
    ]);
    this.#tries = new WrongTries(deps.clock, [...kept, [KEYS_TRIED, this.#file.wrongKeys]]);
  }

  /**
   * A journal is open: it hears what was found at the start, and what the file of people is where no journal knows it
   * yet.
   */
  async opened(): Promise<void> {
    const { journals, store } = this.#deps;
    const tampered = this.#tampered;
    this.#tampered = null;
    if (tampered) return journals.tellPeople(tampered);
    const known = store.damaged() === null && this.#file.people.length > 0;
    if (known) await journals.keepPeople(this.#stateOf(this.#digestOf(this.#file), this.#file));
  }

  #digestOf(file: PeopleFile): string {
    return this.#deps.hasher.digest(vouchedFor(file));
  }

  #tellState(before: string, file: PeopleFile, digest = before): Promise<void> {
    return this.#deps.journals.tellPeople({
      type: 'people.state',
      at: this.#deps.clock.now(),
      ...this.#stateOf(before, file, digest),
    });
  }

  #stateOf(before: string, { settings }: PeopleFile, digest = before): PeopleState {
    return { digest, before, pinsOn: settings.pinsOn };
  }

  get settings(): PeopleSettings {
    return this.#file.settings;
  }

  get all(): readonly Person[] {
    return this.#file.people.map(({ id, name, role, active }) => ({ id, name, role, active }));
  }

  get damaged(): string | null {
    return this.#deps.store.damaged();
  }

  find(id: string): Person | null {
    return this.all.find((person) => person.id === id) ?? null;
  }

  hasPin(id: string): boolean {
    return this.#file.people.some((person) => person.id === id && person.pin !== NO_PIN);
  }

  /** Epoch ms from which the next try counts, or null when it does now. */
  waitUntil(id: string, place: TryPlace): number | null {
    return this.#tries.waitUntil(triesOf(place, id));
  }

  get recoveryWaitUntil(): number | null {
    return this.#tries.waitUntil(KEYS_TRIED);
  }

  /** Whether it is this person's PIN. @param place for an approval nobody's PIN but a manager's is looked at */
  async check({ personId, pin }: CallInput<'people.signIn'>, place: TryPlace): Promise<Result<Person, ErrorCode>> {
    const asManager = place === 'approval';
    const tries = triesOf(place, personId);
    const record = this.#file.people.find(({ id, active }) => id === personId && active);
    if (!record) return err('people.unknown');
    if (asManager && !isManager(record)) return err('people.notManager');
    if (record.pin === NO_PIN) return err('people.noPin');
    const begun = this.#tries.begin(tries);
    if (!begun.ok) return begun;
    const before = this.#tries.inARow(tries) - 1;
    const verdict = await this.#deps.hasher.verify(pin, record.pin);
    if (verdict === 'unreadable') {
      this.#tries.takeBack(tries, 'notJudged');
      return err('people.pinUnreadable');
    }
    if (verdict === 'right') {
      this.#tries.takeBack(tries, 'right');
      if (before > 0) await this.#keepCounts();
      // Changed or gone while the PIN was looked at.
      const now = this.find(personId);
      return now?.active && (!asManager || isManager(now)) ? ok(now) : err('people.unknown');
    }
    const inARow = this.#tries.inARow(tries);
    if (inARow >= NOTED_FROM)
      this.#deps.note({ type: 'person.pinWrong', at: this.#deps.clock.now(), who: refOf(record), inARow });
    // On the disk before it is answered: what ended the app after the answer must not give a try back.
    await this.#keepCounts();
    return err('people.wrongPin');
  }

  /**
   * Whether somebody holds the API keys; with the same growing wait as for PINs.
   * @param judge whether these are the keys; another code when that could not be found out
   */
  async checkKeys(judge: () => Promise<Result<boolean, ErrorCode>>): Promise<Result<null, ErrorCode>> {
    const begun = this.#tries.begin(KEYS_TRIED);
    if (!begun.ok) return begun;
    const verdict = await judge();
    if (!verdict.ok) this.#tries.takeBack(KEYS_TRIED, 'notJudged');
    else if (verdict.value) this.#tries.takeBack(KEYS_TRIED, 'right');
    else {
      const inARow = this.#tries.inARow(KEYS_TRIED);
      const at = this.#deps.clock.now();
      if (inARow >= NOTED_FROM) this.#deps.note({ type: 'person.pinWrong', at, who: null, inARow });
    }
    await this.#keepCounts();
    if (!verdict.ok) return verdict;
    return verdict.value ? ok(null) : err('people.wrongKeys');
  }

  async add({ name, role, pin }: CallInput<'people.add'>, actor: Actor): Promise<Result<Person, ErrorCode>> {
    const refused = refusedName(this.#file, name, null);
    if (refused) return err(refused);
    const hash = await this.#deps.hasher.hash(pin);
    const id = this.#deps.store.newId();
    const person: PersonRecord = { id, name, role, active: true, pin: hash, wrongTries: 0, wrongApprovals: 0 };
    const written = await this.#change((file) => {
      const taken = refusedName(file, name, null);
      return taken ? err(taken) : ok({ ...file, people: [...file.people, person] });
    });
    if (!written.ok) return written;
    await this.tell(actor, `added ${name} as ${role}`);
    return ok(person);
  }

  async change(
    { personId, name, role, active, pin }: CallInput<'people.change'>,
    actor: Actor,
  ): Promise<Result<Person, ErrorCode>> {
    const before = this.find(personId);
    if (!before) return err('people.unknown');
    const hash = pin === null ? null : await this.#deps.hasher.hash(pin);
    const written = await this.#change((file) => {
      const refused = refusedName(file, name, personId);
      if (refused) return err(refused);
      const people = file.people.map((each) =>
        each.id === personId ? { ...each, name, role, active, pin: hash ?? each.pin } : each,
      );
      return file.settings.pinsOn && !people.some(canManage) ? err('people.lastManager') : ok({ ...file, people });
    });
    if (!written.ok) return written;
    if (hash !== null) {
      for (const place of TRY_PLACES) this.#tries.takeBack(triesOf(place, personId), 'right');
      await this.#keepCounts();
    }
    const said = changesSaid(before, { id: personId, name, role, active }, hash !== null);
    if (said.length > 0) await this.tell(actor, `${before.name}: ${said.join(', ')}`);
    return ok({ id: personId, name, role, active });
  }

  /**
   * Puts the people of a set-up file into an empty book, or takes them out again (none) where the set-up did not come
   * about.
   */
  async provision(named: readonly Pick<Person, 'name' | 'role'>[]): Promise<Result<null, ErrorCode>> {
    const people = named.map(({ name, role }): PersonRecord => {
      const id = this.#deps.store.newId();
      return { id, name, role, active: true, pin: NO_PIN, wrongTries: 0, wrongApprovals: 0 };
    });
    return this.#change((file) => ok({ ...file, people }));
  }

  async configure(settings: PeopleSettings, actor: Actor): Promise<Result<null, ErrorCode>> {
    const before = this.settings;
    const written = await this.#change((file) =>
      settings.pinsOn && !file.people.some(canManage) ? err('people.noManager') : ok({ ...file, settings }),
    );
    if (!written.ok) return written;
    const said = (['pinsOn', 'lockAfterMinutes', 'refundLimit'] as const)
      .filter((name) => before[name] !== settings[name])
      .map((name) => `${name} ${String(settings[name])}`);
    if (said.length > 0) await this.tell(actor, said.join(', '));
    return ok(null);
  }

  /**
   * Writes what became of the people into the journal, also into the money journal while the till is used for practice.
   */
  async tell({ by, approvedBy }: Actor, what: string): Promise<void> {
    const at = this.#deps.clock.now();
    const entry: TillEntry = { type: 'people.changed', at, by, approvedBy, what: what.slice(0, 300) };
    this.#deps.note(entry);
    await this.#deps.journals.tellPeopleElsewhere(entry);
  }

  /** A full disk must not lock anybody out; the count goes on in memory then. */
  async #keepCounts(): Promise<void> {
    const kept = await this.#change((file) => ok(file));
    if (!kept.ok) this.#deps.log.error('wrong tries not written');
  }

  #change(change: (file: PeopleFile) => Result<PeopleFile, ErrorCode>): Promise<Result<null, ErrorCode>> {
    const result = this.#writing.then(async () => {
      const next = change(this.#file);
      if (!next.ok) return next;
      const people = next.value.people.map((each) => ({
        ...each,
        wrongTries: this.#tries.inARow(triesOf('signIn', each.id)),
        wrongApprovals: this.#tries.inARow(triesOf('approval', each.id)),
      }));
      const counted = { ...next.value, people, wrongKeys: this.#tries.inARow(KEYS_TRIED) };
      const [before, after] = [this.#digestOf(this.#file), this.#digestOf(counted)];
      if (before !== after) await this.#tellState(before, counted, after);
      const written = await this.#deps.store.write(counted);
      if (!written.ok) return written;
      // From now on the file as it was is not right any more: nobody can put it back.
      if (before !== after) await this.#tellState(after, counted);
      this.#file = counted;
      return ok(null);
    });
    this.#writing = result;
    return result;
  }
}

/** Why nobody can be added with this name, or (with an id) get it. */
function refusedName({ people }: PeopleFile, name: string, id: string | null): ErrorCode | null {
  if (id === null && people.length >= MAX_PEOPLE) return 'people.tooMany';
  return people.some((each) => each.id !== id && sameName(each.name, name)) ? 'people.nameTaken' : null;
}

function changesSaid(before: Person, after: Person, newPin: boolean): string[] {
  return [
    ...(before.name === after.name ? [] : [`now named ${after.name}`]),
    ...(before.role === after.role ? [] : [`now ${after.role}`]),
    ...(before.active === after.active ? [] : [after.active ? 'back' : 'left']),
    ...(newPin ? ['new PIN'] : []),
  ];
}
