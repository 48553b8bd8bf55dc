import { basename, dirname } from 'node:path';
import { judge } from './verdict.ts';
import type { Head, Seal } from './seal.ts';
import type { Sealed } from './sealed.ts';
import type { SqliteJournal } from '../store/sqlite-journal.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { ErrorCode } from '../../../../shared/errors.ts';
import type { Tampering } from '../../../../shared/journal.ts';
import type { Actor } from '../../../../shared/people.ts';
import { err, ok } from '../../../../shared/result.ts';
import type { Result } from '../../../../shared/result.ts';

export interface SealWatchDeps {
  readonly seal: Seal;
  readonly journal: SqliteJournal;
  /** Path of the journal. */
  readonly file: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The journal is not the one that was sealed. */
  tampered(): void;
}

/**
 * The seal of the journal that is open: compares them, keeps the head up with the journal, and begins anew when a
 * person has said why.
 */
export class SealWatch {
  readonly #deps: SealWatchDeps;
  #tampering: Tampering | null = null;
  #from = 1;

  /** @throws when the disk refuses, also that of the journal */
  constructor(deps: SealWatchDeps) {
    this.#deps = deps;
    const { seal, journal } = deps;
    this.#from = seal.head?.from ?? 1;
    const [known] = journal.entries({ types: ['seal.broken', 'seal.accepted'], limit: 1 });
    // Found at an earlier start: it stays what it was, whatever was written since, until somebody has accepted it.
    if (known?.type === 'seal.broken') {
      this.#tampering = known.tampering;
      return;
    }
    const verdict = judge(seal, journal);
    switch (verdict.name) {
      case 'tampered':
        this.#broken(verdict.tampering);
        break;
      case 'new':
        this.#begin();
        break;
      case 'follow':
        this.#from = 1;
        this.keep();
        break;
      case 'holds':
        this.keep();
        break;
      case 'unsealed':
        deps.log.warn('journal not sealed: the system has no keychain', { keychain: seal.keychain });
        break;
    }
  }

  get tampering(): Tampering | null {
    return this.#tampering;
  }

  /** The seals that must hold; null where nothing is sealed, or where it is known that they do not. */
  get sealed(): Sealed | null {
    const { seal, journal } = this.#deps;
    return seal.key && this.#tampering === null ? { key: seal.key, tag: journal.tag, from: this.#from } : null;
  }

  /**
   * Writes down how far the journal has come. What was found to be wrong stays so at the next start too, until somebody
   * has accepted it.
   */
  keep(): void {
    const { seal, journal, log } = this.#deps;
    if (!seal.key || this.#tampering || (seal.head?.seq === journal.size && seal.head.tag === journal.tag)) return;
    try {
      seal.write(this.#head());
    } catch (error) {
      log.warn('head of the journal not written', { error: error instanceof Error ? error.message : String(error) });
    }
  }

  /** The caretaker found an entry without the seal that it was written with. */
  found(seq: number): void {
    if (this.#tampering) return;
    this.#broken({ name: 'rechained', seq });
    this.#deps.tampered();
  }

  /** A person says why selling goes on. From this entry on the journal is sealed anew. */
  accept({ by, approvedBy }: Actor, reason: string): Result<null, ErrorCode> {
    const { seal, journal, clock, log } = this.#deps;
    const tampering = this.#tampering;
    if (!tampering) return err('till.journalSound');
    try {
      if (!seal.key) journal.sealWith(seal.renew());
      // An older copy is what it was: its own seals hold.
      if (tampering.name !== 'older') this.#from = journal.size + 1;
      journal.note([
        { type: 'seal.accepted', at: clock.now(), by, approvedBy, tampering, reason, sealedBy: seal.key?.id ?? null },
      ]);
      seal.write(this.#head());
    } catch (error) {
      log.error('seal not begun anew', { error: error instanceof Error ? error.message : String(error) });
      return err('till.journalUnavailable');
    }
    this.#tampering = null;
    return ok(null);
  }

  #begin(): void {
    const { seal, journal, clock } = this.#deps;
    if (!seal.key) journal.sealWith(seal.renew());
    if (!seal.key) return;
    this.#from = journal.size + 1;
    // Before the entry that says so: a head that is behind is what a kill leaves, an entry without a head is what a
    // thief leaves.
    seal.write(this.#head());
    journal.note([{ type: 'seal.begun', at: clock.now(), sealedBy: seal.key.id, from: this.#from }]);
    seal.write(this.#head());
  }

  #head(): Head {
    const { seal, journal } = this.#deps;
    const tags = [...new Set([...(seal.head?.tags ?? []), ...(seal.head ? [seal.head.tag] : []), ...journal.tags])];
    return { tag: journal.tag, ...journal.end, from: this.#from, tags: tags.filter((tag) => tag !== journal.tag) };
  }

  #broken({ name, seq }: Pick<Tampering, 'name' | 'seq'>): void {
    const { seal, journal, file, clock, log } = this.#deps;
    const { head } = seal;
    this.#tampering = {
      name,
      file: basename(file),
      folder: dirname(file),
      seq,
      sealed: head && { tag: head.tag, seq: head.seq, hash: head.hash },
      found: { tag: journal.tag, ...journal.end },
    };
    log.error('journal is not the one that was sealed', {
      finding: name,
      entry: seq,
      sealed: head?.seq ?? null,
      found: journal.size,
    });
    const tags = head ? [head.tag, ...head.tags] : [];
    journal.note([{ type: 'seal.broken', at: clock.now(), tampering: this.#tampering, tags: [...new Set(tags)] }]);
  }
}
