import type { ProgramFacts } from '../ports/doctor.ts';
import { standingOf, worstOf } from '../../../shared/doctor.ts';
import type { CheckResult, Standing } from '../../../shared/doctor.ts';
import { checkWords, standingWord } from '../../../shared/doctor-words.ts';
import type { DoctorText } from '../../../shared/doctor-words.ts';
import type { StoreSettings } from '../../../shared/settings.ts';

export interface DoctorReport {
  readonly program: ProgramFacts;
  readonly store: Pick<StoreSettings, 'environment' | 'posId'> | null;
  readonly results: readonly CheckResult[];
}

/** What a shell learns: 0 all well, 1 somebody should look, 2 something is broken. */
export const exitCodeOf = (results: readonly CheckResult[]): 0 | 1 | 2 => CODES[worstOf(results)];
const CODES = { fine: 0, notApplicable: 0, attention: 1, broken: 2 } as const satisfies Record<Standing, number>;

const ENDING = { fine: 'fine', notApplicable: 'fine', attention: 'attention', broken: 'broken' } as const;

/** For a person at a terminal, or with a support file. */
export function asText({ program, store, results }: DoctorReport, text: DoctorText, wallet: string): string {
  const shop = store
    ? text('terminal.shop', { environment: text(`environments.${store.environment}`), till: store.posId })
    : text('terminal.notSetUp');
  const head = [text('terminal.title', { version: program.version }), shop, ''];
  const width = Math.max(...results.map(({ finding }) => standingWord(text, standingOf(finding)).length));
  const body = results.flatMap((result) => {
    const { name, means, todo } = checkWords(text, result, wallet);
    const word = standingWord(text, standingOf(result.finding)).padEnd(width);
    const below = ' '.repeat(width + 2);
    return [
      `${word}  ${name}: ${means}`,
      ...(todo === null ? [] : [`${below}${text('terminal.todo', { todo })}`]),
      ...(result.detail === null ? [] : [`${below}${text('terminal.detail', { detail: result.detail })}`]),
    ];
  });
  return [...head, ...body, '', text(`terminal.${ENDING[worstOf(results)]}`), ''].join('\n');
}

/** For another program. Names and standings are stable. */
export const asJson = ({ program, store, results }: DoctorReport): string =>
  `${JSON.stringify(
    {
      program,
      store: store && { environment: store.environment, posId: store.posId },
      worst: worstOf(results),
      checks: results.map((result) => ({ ...result, standing: standingOf(result.finding) })),
    },
    null,
    2,
  )}\n`;
