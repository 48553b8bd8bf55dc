import type { Random } from './random.ts';
import { TOKEN_LIFE, type SalesUnit } from './sales-unit.ts';
import { json, type WireRequest, type WireResponse } from './wire.ts';

/**
 * The access token endpoint [api 2.1]: keys are headers, the body is not looked at, every value of the answer
 * is a string.
 */

const MOST_TOKENS = 1000;

const refuse = (status: number, error: string, description: string): WireResponse =>
  json(status, { error, error_description: description });

/** Hands out a token, or says why not. `tokens` maps each living token to its end (epoch ms). */
export function issueToken(
  unit: SalesUnit,
  tokens: Map<string, number>,
  random: Random,
  request: WireRequest,
  now: number,
): WireResponse {
  const id = request.headers['client_id'];
  const secret = request.headers['client_secret'];
  if (id === undefined || secret === undefined)
    return refuse(400, 'invalid_request', 'The headers client_id and client_secret are required.');
  if (id !== unit.clientId)
    return refuse(401, 'unauthorized_client', 'Application with this identifier was not found.');
  if (secret !== unit.clientSecret) return refuse(401, 'invalid_client', 'Invalid client secret is provided.');

  for (const [token, end] of tokens) if (end <= now || tokens.size >= MOST_TOKENS) tokens.delete(token);
  // As long as a real one, which is opaque to the client.
  const token = `eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.${random.hex(700)}.${random.hex(342)}`;
  tokens.set(token, now + TOKEN_LIFE);
  const seconds = String(TOKEN_LIFE / 1000);
  return json(200, {
    token_type: 'Bearer',
    expires_in: seconds,
    ext_expires_in: seconds,
    expires_on: String(Math.floor((now + TOKEN_LIFE) / 1000)),
    not_before: String(Math.floor(now / 1000)),
    resource: '00000002-0000-0000-c000-000000000000',
    access_token: token,
  });
}

/** Why a token is not taken, or null. The word `Bearer` is required, in this spelling [api 2.2]. */
export function refuseToken(
  tokens: ReadonlyMap<string, number>,
  header: string | undefined,
  now: number,
): string | null {
  if (header === undefined) return 'Access token is missing.';
  const end = header.startsWith('Bearer ') ? tokens.get(header.slice('Bearer '.length)) : undefined;
  if (end === undefined) return 'Access token is invalid.';
  return end <= now ? 'Access token has expired.' : null;
}
