import { isTrouble } from './doctor.ts';
import type { CheckId, CheckResult, Standing, Trouble } from './doctor.ts';
import type doctor from './texts/en/doctor.json';
import type { Read } from './texts/read.ts';

/** Texts of the room `doctor`, in a window or in a terminal. */
export type DoctorText = Read<typeof doctor>;

export interface CheckWords {
  readonly name: string;
  readonly means: string;
  /** Null where nothing has to be done. */
  readonly todo: string | null;
}

/** Values that are moments, as they are told, and the same in epoch ms. */
const MOMENTS = { last: 'lastAt' } as const;

/**
 * A result in the words of the language in force.
 *
 * @param wallet what it is called in this shop
 * @param inWords tells a moment as people here write it; without it, it stands as in a list for whoever helps
 */
export function checkWords(
  text: DoctorText,
  { check, finding, values }: CheckResult,
  wallet: string,
  inWords?: (at: number) => string,
): CheckWords {
  const moments = Object.entries(MOMENTS).flatMap(([name, at]) => {
    const moment = values[at];
    return inWords && moment !== undefined ? [[name, inWords(Number(moment))]] : [];
  });
  const filled = { ...values, ...Object.fromEntries(moments), wallet };
  const todo = (trouble: Trouble): string => text(`found.${trouble}.todo`, filled);
  return {
    name: checkName(text, check),
    means: text(`found.${finding}.means`, filled),
    todo: isTrouble(finding) ? todo(finding) : null,
  };
}

export const checkName = (text: DoctorText, check: CheckId): string => text(`checks.${check}`);
export const standingWord = (text: DoctorText, standing: Standing): string => text(`standings.${standing}`);
