import { z } from 'zod';
import { errorCodeSchema } from './errors.ts';

/** Versions are three numbers: what package managers, this program and a helper of the system order alike. */
export const versionSchema = z.string().regex(/^(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}$/);

/** @returns below zero where `one` is older than `other`, zero where they are the same */
export function compareVersions(one: string, other: string): number {
  const numbers = other.split('.').map(Number);
  const differences = one.split('.').map((part, index) => Number(part) - (numbers[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

/** Whether a shop gets what is proved, or what is tried out. */
export const channelSchema = z.enum(['stable', 'beta']);
export type Channel = z.infer<typeof channelSchema>;

/** An update as a person reads of it; what is new is told in English, as the changelog has it. */
export const offeredUpdateSchema = z
  .object({ version: versionSchema, date: z.iso.date(), news: z.array(z.string().max(400)).max(60).readonly() })
  .readonly();

/** When an update that is ready is installed: not before the next day begins, when the day is closed, or now. */
export const installWhenSchema = z.enum(['nextDay', 'dayClosed', 'now']);
export type InstallWhen = z.infer<typeof installWhenSchema>;

/** What a window shows of updates. */
export const updateViewSchema = z
  .object({
    /**
     * `off`: no address or no key to prove anything by · `idle`: nothing newer is known · `ready`: downloaded and
     * proved
     */
    state: z.enum(['off', 'idle', 'looking', 'downloading', 'ready', 'installing']),
    channel: channelSchema,
    /** Epoch ms of the last look that got an answer, or null. */
    lookedAt: z.number().int().nullable(),
    offered: offeredUpdateSchema.nullable(),
    /** Hundredths of the download. */
    percent: z.number().int().min(0).max(100),
    when: installWhenSchema,
    /** Whether this program can install it; else an administrator does. */
    installable: z.boolean(),
    /** Why the last step was not done. */
    problem: errorCodeSchema.nullable(),
    /** What was updated since a manager read of it last. */
    updated: z.object({ from: versionSchema, to: versionSchema }).readonly().nullable(),
  })
  .readonly();
export type UpdateView = z.infer<typeof updateViewSchema>;

export const UPDATES_OFF: UpdateView = {
  state: 'off',
  channel: 'stable',
  lookedAt: null,
  offered: null,
  percent: 0,
  when: 'nextDay',
  installable: false,
  problem: null,
  updated: null,
};
