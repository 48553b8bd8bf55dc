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

/** A result in the words of the language in force. @param wallet what it is called in this shop */
export function checkWords(text: DoctorText, { check, finding, values }: CheckResult, wallet: string): CheckWords {
  const filled = { ...values, wallet };
  const todo = (trouble: Trouble): string => text(`found.${trouble}.todo`, filled);
  return {
    name: checkName(text, check),
    means: text(`found.${finding}.means`, filled),
    todo: isTrouble(finding) ? todo(finding) : null,
  };
}

export const checkName = (text: DoctorText, check: CheckId): string => text(`checks.${check}`);
export const standingWord = (text: DoctorText, standing: Standing): string => text(`standings.${standing}`);
