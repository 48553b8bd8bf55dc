import { askForNoPayment } from '../vipps/check-connection.ts';
import { createHttp } from '../vipps/http.ts';
import type { Fetch } from '../vipps/http.ts';
import { checkIdentity, commonHeaders } from '../vipps/identity.ts';
import type { Identity } from '../vipps/identity.ts';
import { salesUnitFacts } from '../vipps/sales-unit.ts';
import { fetchToken } from '../vipps/token.ts';
import type { Token } from '../vipps/token.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Knock, SalesUnitFacts, WalletToExamine } from '../../core/ports/doctor.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Environment } from '../../../shared/settings.ts';

const KNOCK_MS = 10_000;

export interface WalletToAsk {
  readonly environment: Environment;
  /** Checked by `isAllowedBaseUrl`. */
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Who asks; the code of why nobody can. */
  identity(): Promise<Result<Identity, ErrorCode>>;
}

/** Asks each thing once, however many checks want to know it. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => (asked ??= ask());
}

/** The wallet as the doctor looks at it: a knock, a token, a payment that does not exist, and its Management API. */
export function walletToExamine({ environment, baseUrl, fetch, clock, identity }: WalletToAsk): WalletToExamine {
  const http = createHttp({ baseUrl, fetch, clock });
  const now = (): number => clock.now();
  const { hostname, protocol } = new URL(baseUrl);

  const knock = async (): Promise<Knock> => {
    const outcome = await http.send({ method: 'GET', path: '/', headers: {}, timeoutMs: KNOCK_MS });
    if (outcome.kind === 'failed') return { answered: false, error: outcome.error, detail: outcome.detail };
    // The proxy's own word, not the wallet's.
    if (outcome.status === 407) return { answered: false, error: 'network.proxy', detail: 'status 407' };
    return { answered: true, serverTime: outcome.serverTime };
  };

  const access = once(async (): Promise<Result<{ who: Identity; token: Token }, ErrorCode>> => {
    const found = await identity();
    if (!found.ok) return found;
    const who = checkIdentity(found.value);
    if (typeof who === 'string') return err(who);
    const token = await fetchToken(http, who, now);
    return token.ok ? ok({ who, token: token.value }) : err(token.error.error);
  });

  const salesUnit = async (): Promise<Result<SalesUnitFacts | null, ErrorCode>> => {
    const found = await access();
    if (!found.ok) return found;
    const { who, token } = found.value;
    const headers = { ...commonHeaders(who), Authorization: `Bearer ${token.value}` };
    const problem = await askForNoPayment(http, headers, now);
    // A wrong clock is another check's.
    if (problem !== null && problem !== 'network.clock') return err(problem);
    return ok(environment === 'production' ? await salesUnitFacts(http, headers, who.merchantSerialNumber) : null);
  };

  return {
    host: hostname,
    plain: protocol === 'http:',
    knock: once(knock),
    token: async () => {
      const found = await access();
      return found.ok ? ok(null) : found;
    },
    salesUnit: once(salesUnit),
  };
}
