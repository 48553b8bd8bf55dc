import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { PeopleState } from '../../../core/ports/journal-keeper.ts';
import { writeWhole } from '../../files/whole-file.ts';
import type { SealPlace } from './seal.ts';

const stateSchema = z.object({ digest: z.string(), before: z.string(), pinsOn: z.boolean() });

/** No file of people has it: while nobody can tell what the file is to be, it is not the right one. */
const NOBODY_KNOWS: PeopleState = { digest: '0'.repeat(64), before: '0'.repeat(64), pinsOn: true };

/**
 * What the file of people is to be, encrypted by the keychain beside the heads of the journals and so outside the
 * profile. It counts where no journal tells it: who deletes the people together with the journals gets a locked till.
 * Who deletes this too has a new till, and no journals.
 */
export class PeopleSeal {
  readonly #place: SealPlace;
  #found: PeopleState = NOBODY_KNOWS;

  constructor(place: SealPlace) {
    this.#place = place;
  }

  get #file(): string {
    return join(this.#place.heads, 'people.sealed');
  }

  /** Null where there is none. SECURITY: one that cannot be read, or was not read yet, is nobody's: locked. */
  get state(): PeopleState | null {
    return existsSync(this.#file) ? this.#found : null;
  }

  /** Asks the keychain, which can take its time. Never rejects. */
  async read(): Promise<void> {
    if (!existsSync(this.#file)) return;
    try {
      const { text } = await this.#place.cipher.decrypt(readFileSync(this.#file));
      this.#found = stateSchema.parse(JSON.parse(text));
    } catch (error) {
      this.#place.log.error('sealed state of the people not readable', { error: nameOf(error) });
    }
  }

  /** Where there was none yet. */
  async begin(state: PeopleState): Promise<void> {
    if (!existsSync(this.#file)) await this.write(state);
  }

  /** Never rejects: the journal tells it too. */
  async write({ digest, before, pinsOn }: PeopleState): Promise<void> {
    const { cipher, log } = this.#place;
    const file = this.#file;
    try {
      // SECURITY: what everybody can decrypt seals nothing. One from before would lock people out who did no wrong.
      if ((await cipher.keychain()) !== 'available') return rmSync(file, { force: true });
      const kept = await cipher.encrypt(JSON.stringify({ digest, before, pinsOn }));
      mkdirSync(dirname(file), { recursive: true });
      writeWhole(file, kept);
      this.#found = { digest, before, pinsOn };
    } catch (error) {
      log.error('state of the people not sealed', { error: nameOf(error) });
    }
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
