import { expect } from 'vitest';
import { mutateAnswer } from './answers.ts';
import { ENDPOINTS, PLANTED, tryAnswer } from './api.ts';
import type { ApiCase, trueAnswers } from './api.ts';
import type { Dice } from './random.ts';

const TOLD = 5;

/** Tries each; those that do not hold are told, a few at most. @returns how many were tried */
export async function allHold(cases: Iterable<ApiCase>): Promise<number> {
  const broken: string[] = [];
  let tried = 0;
  for (const one of cases) {
    const wrong = await tryAnswer(one);
    tried += 1;
    const { endpoint, answer } = one;
    const told =
      `#${tried} ${endpoint}, ${answer.status}, ${answer.story}: ${wrong.join('; ')}\n` +
      `    ${String(answer.body).slice(0, 4_000)}`;
    if (wrong.length > 0) broken.push(told);
    if (broken.length >= TOLD) break;
  }
  expect(broken.join('\n')).toBe('');
  return tried;
}

/** True answers, each changed in some way that nobody specified. */
export function* drawnAnswers(dice: Dice, answers: ReturnType<typeof trueAnswers>, count: number): Generator<ApiCase> {
  for (let left = count; left > 0; left -= 1) {
    const endpoint = dice.pick(ENDPOINTS);
    yield { endpoint, answer: mutateAnswer(dice, dice.pick(answers[endpoint]), PLANTED) };
  }
}
