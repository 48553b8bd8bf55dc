import { RUNNER, SCHEDULE, SIGNATURE, edit } from './mutant-edits.ts';
import type { Mutant } from './mutant-edits.ts';

/** Bugs about what the wallet tells by itself. */
export const HINT_MUTANTS: readonly Mutant[] = [
  {
    name: 'hint-taken-for-truth',
    why: 'somebody who lies about an event, or an old one, makes a sale look paid for',
    edits: [
      edit(
        RUNNER,
        'this.#watch = { ...this.#watch, hinted: true };',
        'const { amount, amounts } = this.#deps.current();\n' +
          '    const sums = { ...amounts, authorized: amount.value, captured: amount.value };\n' +
          "    const report = { state: 'AUTHORIZED' as const, amounts: sums };\n" +
          '    const answer = { report, amount, pspReference: null, code: null };\n' +
          "    this.#outcome({ type: 'read', operation: null, answer }, 0);\n" +
          '    this.#watch = { ...this.#watch, hinted: true };',
      ),
    ],
  },
  {
    name: 'any-signature-will-do',
    why: 'whoever finds the address can make all tills ask about everything',
    edits: [
      edit(
        SIGNATURE,
        'text !== null && hashing.isSame(authorization(hashing.hmacSha256(secret, text)), given)',
        'text !== null && given.startsWith(authorization(hashing.hmacSha256(secret, text)).slice(0, 20))',
      ),
    ],
  },
  {
    name: 'hash-of-the-body-is-not-compared',
    why: 'an event that was changed on its way is taken as signed',
    edits: [edit(SIGNATURE, "if (!hashing.isSame(hashing.sha256(body), hash)) return 'anotherBody';", '')],
  },
  {
    name: 'each-hint-is-a-look',
    why: 'many events about one payment break the limit of the API, and then nothing can be asked',
    edits: [
      edit(
        RUNNER,
        'this.#watch = { ...this.#watch, hinted: true };',
        'void this.#look();\n    this.#watch = { ...this.#watch, hinted: true };',
      ),
    ],
  },
  {
    name: 'hints-end-the-plan',
    why: 'a till that has heard of a payment waits for the next event, and one is lost',
    edits: [
      edit(
        SCHEDULE,
        'return watch.hinted ? Math.min(planned, hintAllowedAt(watch, now)) : planned;',
        'if (watch.hinted) return hintAllowedAt(watch, now);\n' +
          '  return watch.hintedLooks.length > 0 && watch.looksFailedInARow === 0 ? null : planned;',
      ),
    ],
  },
];
