import { PICTURE } from './code-picture.ts';
import { MANAGEMENT } from './management.ts';
import { decoded, referenceInBody } from './reading.ts';
import { SETTLEMENT } from './settlement.ts';
import { WEBHOOKS } from './webhooks.ts';
import type { Operation, Route, WireRequest } from './wire.ts';

const PAYMENTS = /^\/epayment\/v1\/(test\/)?payments(?:\/([^/]+)(?:\/([a-z]+))?)?$/;
const POSTS: Readonly<Record<string, Operation>> = {
  capture: 'capture',
  cancel: 'cancel',
  refund: 'refund',
  approve: 'approve',
};

const routes = new WeakMap<WireRequest, { readonly route: Route | null }>();

/**
 * Which operation the request asks for; null where the service has no such door. Asked by each who handles the request,
 * read once.
 */
export function routeOf(request: WireRequest): Route | null {
  const known = routes.get(request);
  if (known !== undefined) return known.route;
  const route = readRoute(request);
  routes.set(request, { route });
  return route;
}

function readRoute({ method, path, body }: WireRequest): Route | null {
  if (path === PICTURE) return method === 'GET' ? { operation: 'picture', reference: '' } : null;
  const match = PAYMENTS.exec(path);
  if (match === null) {
    const settlement = method === 'GET' ? SETTLEMENT.exec(path) : null;
    if (settlement !== null)
      return settlement[1] === undefined
        ? { operation: 'ledgers', reference: '' }
        : { operation: 'report', reference: settlement[1] };
    const management = method === 'GET' ? MANAGEMENT.exec(path) : null;
    if (management?.[1] !== undefined) return { operation: 'salesUnit', reference: decoded(management[1]) };
    const webhook = WEBHOOKS.exec(path);
    if (webhook !== null && (webhook[1] === undefined ? method === 'GET' || method === 'POST' : method === 'DELETE'))
      return { operation: 'webhooks', reference: webhook[1] ?? '' };
    // The old texts spell it /accessToken/get; the service is reported to take both.
    return method === 'POST' && path.toLowerCase() === '/accesstoken/get'
      ? { operation: 'token', reference: '' }
      : null;
  }
  const [, test, rawReference, word] = match;
  if (rawReference === undefined)
    return method === 'POST' && test === undefined ? { operation: 'create', reference: referenceInBody(body) } : null;
  const reference = decoded(rawReference);
  if (method === 'GET' && test === undefined) {
    if (word === undefined) return { operation: 'get', reference };
    return word === 'events' ? { operation: 'events', reference } : null;
  }
  const operation = method === 'POST' && word !== undefined ? POSTS[word] : undefined;
  // One official text writes approve without /test; nothing else exists under /test.
  return operation === undefined || (test !== undefined && operation !== 'approve') ? null : { operation, reference };
}
