import { edit, START, STATE } from './mutant-edits.ts';
import type { Mutant } from './mutant-edits.ts';

const PICTURES = 'electron/core/sales/code-pictures.ts';
const BODIES = 'electron/adapters/vipps/bodies.ts';

/** Bugs about ways to ask for money: what is held out to be scanned, and what a request asks of the customer. */
export const WAY_MUTANTS: readonly Mutant[] = [
  {
    name: 'late-picture-is-held-out',
    why: 'a customer scans the code of a request that is over',
    edits: [edit(PICTURES, 'if (this.#fetching.get(saleId) !== fetching) return;', '')],
  },
  {
    name: 'picture-outlives-its-request',
    why: 'the code stays on the screen when it has been paid or withdrawn',
    edits: [edit(STATE, "payments.at(-1)?.phase.name === 'waiting' ? sale.codePicture : null", 'sale.codePicture')],
  },
  {
    name: 'age-limit-of-the-first-line-alone',
    why: 'goods with a limit are sold to anybody when something else is rung up first',
    edits: [
      edit(
        START,
        'highestLimit([input.minimumAge, ...lines.map(({ minimumAge }) => minimumAge)])',
        'highestLimit([input.minimumAge, lines[0]?.minimumAge])',
      ),
    ],
  },
  {
    name: 'age-limit-dropped-on-sending-again',
    why: 'who was turned away is asked once more without the limit',
    edits: [edit(START, 'minimumAge: earlier.minimumAge,', 'minimumAge: null,')],
  },
  {
    name: 'age-limit-written-and-not-sent',
    why: 'the books say that the wallet was told, and it was not',
    edits: [edit(BODIES, '...(minimumAge === null ? {} : { minimumUserAge: minimumAge }),', '')],
  },
];
