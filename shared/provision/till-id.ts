import { storeSettingsSchema } from '../settings.ts';

/** What stands in a rule for the till's id: the machine's own name, or its number. */
const SLOT = /\{(\w*)\}/g;
const SLOTS = ['machine', 'n'];

/** The last number in a machine's name: 7 of `KASSE-07`; null where there is none. */
export function numberOf(machine: string): number | null {
  const digits = /(\d{1,6})\D*$/.exec(machine)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Whether a rule gives each till an id of its own: one of the two stands in it, and nothing else in braces. */
export const isTillRule = (rule: string): boolean => {
  const slots = [...rule.matchAll(SLOT)].map(([, name]) => name ?? '');
  return slots.length > 0 && slots.every((name) => SLOTS.includes(name)) && !/[{}]/.test(rule.replace(SLOT, ''));
};

/** Whether a person must say the number, because the machine's name has none. */
export const needsNumber = (rule: string, machine: string): boolean =>
  rule.includes('{n}') && numberOf(machine) === null;

/**
 * The till's id by a rule: `till{n}` on KASSE-07 is `till7`. Null where no number is known, or what comes out is no
 * till's id: too long ones are refused and never cut, because two machines could then be one till.
 */
export function tillIdBy(rule: string, machine: string, typed: number | null): string | null {
  const number = typed ?? numberOf(machine);
  if (rule.includes('{n}') && number === null) return null;
  const id = rule.replace(SLOT, (_, name: string) => (name === 'n' ? String(number) : machine));
  return storeSettingsSchema.shape.posId.safeParse(id).data ?? null;
}
