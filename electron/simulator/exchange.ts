import type { Fault, Faults } from './faults.ts';
import { extraFields, html, huge, sentOn, truncated, unknownEnums, withoutBody, wrongTypes } from './mangle.ts';
import { gateway, isProblemCode, problem } from './problems.ts';
import { createRandom } from './random.ts';
import { routeOf } from './route-of.ts';
import { json, type WireRequest, type WireResponse } from './wire.ts';
import type { World } from './world.ts';

/** The time of a face: virtual in process, real over HTTP. */
export interface Pace {
  now(): number;
  wait(ms: number): Promise<void>;
}

/** How a call ends, seen from the client's end of the line. */
export type Exchange =
  | { readonly kind: 'answer'; readonly response: WireResponse }
  /** The connection breaks in the middle of the body. */
  | { readonly kind: 'cut'; readonly response: WireResponse }
  | { readonly kind: 'refused' | 'reset' | 'silence' };

const ANSWER_FAULTS: Partial<Record<Fault['point'], (answer: WireResponse, fault: Fault) => WireResponse>> = {
  'error-after': (_, fault) => serverError(fault.status),
  truncate: truncated,
  'wrong-type': wrongTypes,
  'unknown-enum': unknownEnums,
  'extra-fields': extraFields,
  html: (answer, fault) => html(answer, fault.status),
  empty: withoutBody,
  huge,
  redirect: sentOn,
};

function serverError(status: number): WireResponse {
  return gateway(status === 0 ? 500 : status, 'Internal server error');
}

/** An answer in place of the service's own: the request has no effect. */
function answerBefore({ point, status, code, ms }: Fault): WireResponse | null {
  // Only the trace id is drawn here, and nothing depends on it.
  const random = createRandom(code + ms);
  switch (point) {
    case 'error-before':
      return serverError(status);
    case 'locked':
      return problem(random, 6160);
    case 'throttled':
      return gateway(429, 'Rate limit is exceeded. Try again in 2 seconds.', { 'retry-after': '2' });
    case 'unauthorized':
      return gateway(401, 'Unauthorized. Access token is invalid.');
    case 'problem':
      return problem(random, isProblemCode(code) ? code : 3010);
    default:
      return null;
  }
}

async function withFaults(world: World, faults: readonly Fault[], request: WireRequest, pace: Pace): Promise<Exchange> {
  const has = (point: Fault['point']): boolean => faults.some((fault) => fault.point === point);
  if (has('refuse-connection')) return { kind: 'refused' };
  if (has('drop-request')) return { kind: 'reset' };
  if (has('hang-before')) return { kind: 'silence' };
  for (const fault of faults) if (fault.point === 'delay-request') await pace.wait(fault.ms);
  let response: WireResponse | null = null;
  for (const fault of faults) response ??= answerBefore(fault);
  if (response === null) {
    if (has('duplicate-request')) world.handle(request, pace.now());
    response = world.handle(request, pace.now());
  }
  const route = routeOf(request);
  if (has('stale-read') && route?.operation === 'get' && response.status === 200)
    response = json(200, world.staleView(route.reference));
  for (const fault of faults) if (fault.point === 'delay-answer') await pace.wait(fault.ms);
  if (has('drop-answer')) return { kind: 'reset' };
  if (has('hang-after')) return { kind: 'silence' };
  for (const fault of faults) response = ANSWER_FAULTS[fault.point]?.(response, fault) ?? response;
  return { kind: has('cut-off') ? 'cut' : 'answer', response };
}

/**
 * Sends one request through the faults to the world and back. Without faults it is answered at once, without a promise.
 */
export function exchange(world: World, faults: Faults, request: WireRequest, pace: Pace): Exchange | Promise<Exchange> {
  const route = routeOf(request);
  const hits = route === null ? [] : faults.decide(route);
  return hits.length === 0
    ? { kind: 'answer', response: world.handle(request, pace.now()) }
    : withFaults(world, hits, request, pace);
}
