import { z } from 'zod';
import { DELIVERY_FAULTS, type DeliveryFault } from './courier.ts';
import { createRandom, type Random } from './random.ts';
import type { Outgoing } from './webhooks.ts';

/** What befalls deliveries, as data: each rule hits so many of those that it is asked about, or each by chance. */
export const DeliveryRules = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        fault: z.enum(DELIVERY_FAULTS),
        /** How many deliveries are hit; 1 when absent, null without end. */
        times: z.int().min(1).nullable().optional(),
        probability: z.number().min(0).max(1).optional(),
      }),
    )
    .max(100),
});
type Rule = z.infer<typeof DeliveryRules>['rules'][number];

export interface DeliveryFaults {
  decide(outgoing: Outgoing): { readonly fault: DeliveryFault; readonly random: Random } | null;
  set(rules: readonly Rule[]): void;
}

/** Without rules every delivery arrives as it is. The same seed and the same deliveries give the same faults. */
export function createDeliveryFaults(seed: number): DeliveryFaults {
  const random = createRandom(seed);
  let live: { readonly rule: Rule; hit: number }[] = [];
  return {
    set(rules) {
      live = rules.map((rule) => ({ rule, hit: 0 }));
    },
    decide() {
      for (const entry of live) {
        const { fault, times = 1, probability = 1 } = entry.rule;
        if ((times !== null && entry.hit >= times) || random.next() >= probability) continue;
        entry.hit += 1;
        return { fault, random };
      }
      return null;
    },
  };
}
