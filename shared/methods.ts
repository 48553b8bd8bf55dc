import { z } from 'zod';

/** How a request reaches the customer: written in the request and in everything that is kept of it, never guessed. */
export const METHODS = ['phone', 'code', 'personalCode'] as const;
export const methodSchema = z.enum(METHODS);
export type Method = z.infer<typeof methodSchema>;

/** From so many ms of waiting on, the pause between two looks. */
interface Pace {
  readonly after: number;
  readonly every: number;
}

/** How a request is watched while the customer can answer, ms. */
interface Watching {
  readonly firstPoll: number;
  /** By `after`, the first is 0. */
  readonly paces: readonly [Pace, ...Pace[]];
}

/** All that differs between the methods. Machine, schedule, requests, screens and reports read it here. */
interface MethodPolicy {
  /** What the API calls it [EP-1.8.1 userFlow]. */
  readonly userFlow: 'PUSH_MESSAGE' | 'QR';
  /** What must be known of the customer for it, or null where it is whoever stands there. */
  readonly addressedBy: 'number' | 'personalCode' | null;
  /** What the till shows of the API's answer for the customer to use, or null. */
  readonly shows: 'code' | null;
  /** The customer stands at the counter, with the goods between them [EP-1.8.1 customerInteraction]. */
  readonly atCounter: boolean;
  /** How long the wallet keeps a request that nobody answers, from its creation. */
  readonly lifetimeMs: number;
  /** A create without an answer is sent again this long; later the customer has gone and must not be asked any more. */
  readonly resendMs: number;
  readonly watching: Watching;
}

/**
 * A customer with the app open approves within a second or two. Half of the pause, and the way to the API, is how long
 * an approval goes unseen at the median. Two seconds are the API's own general advice [api 4.3]: who has not
 * answered within a minute is not standing there with the app open.
 */
const WATCHED_CLOSELY: Watching = {
  firstPoll: 700,
  paces: [
    { after: 0, every: 1_000 },
    { after: 60_000, every: 2_000 },
    { after: 3 * 60_000, every: 4_000 },
  ],
};

/** A request lives ten minutes [api 7.3]; after two nobody waits for one that has not come. */
const AT_COUNTER = {
  atCounter: true,
  lifetimeMs: 10 * 60_000,
  resendMs: 2 * 60_000,
  watching: WATCHED_CLOSELY,
} as const;

/** A row for each method; a new one begins here, and the compiler leads to its words and its part of a screen. */
const POLICIES: Readonly<Record<Method, MethodPolicy>> = {
  /** Pushed to the customer's phone [api 5.1, 6.1]. */
  phone: { userFlow: 'PUSH_MESSAGE', addressedBy: 'number', shows: null, ...AT_COUNTER },
  /** As the text of a code that the till draws itself, for whoever scans it [api 6.2]. */
  code: { userFlow: 'QR', addressedBy: null, shows: 'code', ...AT_COUNTER },
  /** Pushed to the phone whose own code the customer held out, as the till scanned it [api 6.3]. */
  personalCode: { userFlow: 'PUSH_MESSAGE', addressedBy: 'personalCode', shows: null, ...AT_COUNTER },
};

export const policyOf = ({ method }: { readonly method: Method }): MethodPolicy => POLICIES[method];

/** Something for each method. */
export const forMethods = <T>(make: (method: Method) => T): Record<Method, T> => ({
  phone: make('phone'),
  code: make('code'),
  personalCode: make('personalCode'),
});
