import type { Clock } from '../ports/clock.ts';
import { CHECKS_BY_ID } from './checks.ts';
import type { Examined, Found } from './checks.ts';
import { CHECKS, inOrder } from '../../../shared/doctor.ts';
import type { CheckId, CheckResult } from '../../../shared/doctor.ts';

export interface ToExamine extends Examined {
  readonly clock: Clock;
}

/**
 * Looks at everything at the same time. One that finds nothing out in its time, or breaks, says so and holds no other
 * up.
 *
 * @param told each result as it comes
 * @returns all of them, in their order; never rejects
 */
export async function examine(
  examined: ToExamine,
  told: (result: CheckResult) => void = () => undefined,
): Promise<readonly CheckResult[]> {
  const one = async (check: CheckId): Promise<CheckResult> => {
    const result = await bounded(check, examined);
    told(result);
    return result;
  };
  return inOrder(await Promise.all(CHECKS.map(one)));
}

const LONGEST_DETAIL = 120;

async function bounded(check: CheckId, examined: ToExamine): Promise<CheckResult> {
  const { clock } = examined;
  const { limitMs, look } = CHECKS_BY_ID[check];
  const startedAt = clock.monotonic();
  let stopWaiting = (): void => undefined;
  const late = new Promise<Found>((resolve) => {
    const seconds = String(Math.round(limitMs / 1000));
    stopWaiting = clock.after(limitMs, () => resolve({ finding: 'any.noAnswer', values: { seconds } }));
  });
  const failed = (error: unknown): Found => ({
    finding: 'any.failed',
    detail: error instanceof Error ? error.name : typeof error,
  });
  const found = await Promise.race([
    Promise.resolve()
      .then(() => look(examined))
      .catch(failed),
    late,
  ]);
  stopWaiting();
  return {
    check,
    finding: found.finding,
    values: { ...found.values },
    detail: found.detail?.slice(0, LONGEST_DETAIL) ?? null,
    ms: Math.round(clock.monotonic() - startedAt),
  };
}
