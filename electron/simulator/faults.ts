import { z } from 'zod';
import { PROBLEM_CODES } from './problems.ts';
import { createRandom } from './random.ts';
import { OPERATIONS, type Operation, type Route } from './wire.ts';

/**
 * What can go wrong between a till and the service, as data: rules that match calls and name a point. Chance comes from
 * the seed, so a failing run can be played again. "Before" and "after" mean before and after the request took effect.
 */
export const POINTS = [
  'refuse-connection', // before: nobody listens
  'drop-request', // before: the connection breaks
  'hang-before', // before: never answered
  'delay-request', // ms
  'duplicate-request', // arrives twice; the second answer comes back
  'error-before', // before: 5xx (status)
  'locked', // before: 423 with 6160
  'throttled', // before: 429
  'unauthorized', // before: 401, as when a token dies in the middle
  'problem', // before: any problem code (code)
  'delay-answer', // ms
  'drop-answer', // after: the connection breaks
  'hang-after', // after: never answered
  'error-after', // after: 5xx (status)
  'cut-off', // after: the connection breaks in the middle of the body
  'truncate', // after: a complete answer whose JSON is cut
  'wrong-type', // after: fields of the wrong JSON type
  'unknown-enum', // after: a state nobody has heard of
  'extra-fields', // after: fields newer than the client
  'stale-read', // GET as it was before the payment's last change
  'html', // after: a gateway's HTML page with status 200, or `status`
  'empty', // after: no body
  'huge', // after: five megabytes of JSON, or a picture of fifty
  'redirect', // after: sent on to the machine that asks
] as const;
export type FaultPoint = (typeof POINTS)[number];

export const FaultRule = z.strictObject({
  point: z.enum(POINTS),
  /** Which operations; absent means all. */
  operations: z.array(z.enum(OPERATIONS)).min(1).optional(),
  reference: z.string().max(64).optional(),
  /** The first matching call that is hit, counted from 1. */
  from: z.int().min(1).optional(),
  /** How many calls are hit: 1 when absent, null without end. */
  times: z.int().min(1).nullable().optional(),
  /** Chance for each call that could be hit; 1 when absent. */
  probability: z.number().min(0).max(1).optional(),
  /** Length of a delay; drawn from `0..ms` where `probability` is given. */
  ms: z.int().min(0).max(3_600_000).optional(),
  status: z.int().min(400).max(599).optional(),
  code: z
    .int()
    .refine((code) => PROBLEM_CODES.includes(code), 'Unknown problem code')
    .optional(),
});
export type FaultRule = z.infer<typeof FaultRule>;

export const MOST_RULES = 1000;

/** A fault that hits one call. */
export interface Fault {
  readonly point: FaultPoint;
  readonly ms: number;
  readonly status: number;
  readonly code: number;
}

export interface Faults {
  /** The faults of one call, in the order of {@link POINTS}; counts the call. */
  decide(route: Route): readonly Fault[];
  add(rules: readonly FaultRule[]): void;
  clear(): void;
  /** The rules with how often each matched and hit. */
  rules(): readonly { readonly rule: FaultRule; readonly matched: number; readonly hit: number }[];
}

const NONE: readonly Fault[] = [];

/** @returns the faults of `rules`, drawn from `seed`; without rules every call passes. */
export function createFaults(seed: number, rules: readonly FaultRule[] = []): Faults {
  const random = createRandom(seed);
  let live: { readonly rule: FaultRule; matched: number; hit: number }[] = [];

  const add = (more: readonly FaultRule[]): void => {
    live = [...live, ...more.map((rule) => ({ rule, matched: 0, hit: 0 }))]
      .sort((a, b) => POINTS.indexOf(a.rule.point) - POINTS.indexOf(b.rule.point))
      .slice(0, MOST_RULES);
  };
  add(rules);

  const matches = (rule: FaultRule, route: Route): boolean =>
    (rule.point !== 'stale-read' || route.operation === 'get') &&
    (rule.operations === undefined || rule.operations.includes(route.operation)) &&
    (rule.reference === undefined || rule.reference === route.reference);

  return {
    add,
    clear: () => {
      live = [];
    },
    rules: () => live,
    decide(route) {
      if (live.length === 0) return NONE;
      const hits: Fault[] = [];
      for (const entry of live) {
        const { rule } = entry;
        if (!matches(rule, route)) continue;
        entry.matched += 1;
        const times = rule.times === undefined ? 1 : rule.times;
        if (entry.matched < (rule.from ?? 1) || (times !== null && entry.hit >= times)) continue;
        if (rule.probability !== undefined && random.next() >= rule.probability) continue;
        entry.hit += 1;
        const ms = rule.ms ?? 1000;
        hits.push({
          point: rule.point,
          ms: rule.probability === undefined ? ms : random.between(0, ms),
          status: rule.status ?? 0,
          code: rule.code ?? 0,
        });
      }
      return hits;
    },
  };
}

/**
 * Every kind of fault at once that an API's line has by itself, each hitting a call with the given chance, without end:
 * weather for simulations.
 */
export const weather = (probability: number, longestDelay: number, operations?: Operation[]): FaultRule[] =>
  POINTS.filter((point) => point !== 'problem' && point !== 'redirect').map((point) => ({
    point,
    probability,
    times: null,
    ms: longestDelay,
    ...(operations === undefined ? {} : { operations }),
  }));
