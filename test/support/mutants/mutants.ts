import type { Mutant } from './mutant-edits.ts';
import { HINT_MUTANTS } from './mutants-hints.ts';
import { MONEY_MUTANTS } from './mutants-money.ts';
import { WAY_MUTANTS } from './mutants-ways.ts';
import { REQUEST_MUTANTS } from './mutants-requests.ts';

export const MUTANTS: readonly Mutant[] = [...REQUEST_MUTANTS, ...MONEY_MUTANTS, ...WAY_MUTANTS, ...HINT_MUTANTS];
