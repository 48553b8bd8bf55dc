import { z } from 'zod';

/** What the main process can be busy with for a while, one of each at a time. */
export const TASKS = ['compare', 'export', 'verify', 'backup', 'restore'] as const;
export const taskSchema = z.enum(TASKS);
export type Task = z.infer<typeof taskSchema>;

/** How far it is. */
export const progressSchema = z.object({ done: z.number().int(), total: z.number().int() }).readonly();
export type Progress = z.infer<typeof progressSchema>;

/** How far everything is; null: it is not under way. */
const ofOne = progressSchema.nullable();
export const allProgressSchema = z
  .object({ compare: ofOne, export: ofOne, verify: ofOne, backup: ofOne, restore: ofOne } satisfies Record<
    Task,
    typeof ofOne
  >)
  .readonly();
export type AllProgress = z.infer<typeof allProgressSchema>;
export const AT_REST: AllProgress = { compare: null, export: null, verify: null, backup: null, restore: null };
