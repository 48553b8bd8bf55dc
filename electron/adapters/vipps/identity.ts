import { merchantSerialNumberSchema } from '../../../shared/ids.ts';
import type { Credentials } from '../../../shared/settings.ts';
import { credentialsSchema } from '../../../shared/settings.ts';

/**
 * Who calls: the sales unit and its keys, and this program. The keys leave this folder only as headers of a request.
 */
export interface Identity {
  readonly credentials: Credentials;
  /** Digits only; checked by `checkIdentity`. */
  readonly merchantSerialNumber: string;
  /** Version of this program, for `Vipps-System-Version`. */
  readonly version: string;
}

const SYSTEM_NAME = 'skranke';

/**
 * The part of the till that speaks with the API: asked for of every integration, also of one that is no plugin
 * [api 1.3].
 */
const PLUGIN_NAME = 'skranke-epayment';

/** The four system headers take at most 30 characters [api 1.3]. */
const MAX_SYSTEM_HEADER = 30;

const versionHeader = (version: string): string =>
  version.replace(/[^\x21-\x7e]/g, '').slice(0, MAX_SYSTEM_HEADER) || '0';

export type IdentityProblem = 'setup.keysIncomplete' | 'setup.keyMalformed' | 'setup.serialNumberMalformed';

/**
 * The keys without spaces around them, or what is wrong. Keys with spaces or line breaks inside never become a header.
 */
export function checkIdentity({
  credentials: given,
  merchantSerialNumber,
  version,
}: Identity): IdentityProblem | Identity {
  if (Object.values(given).some((key) => key.trim() === '')) return 'setup.keysIncomplete';
  const credentials = credentialsSchema.safeParse(given);
  if (!credentials.success) return 'setup.keyMalformed';
  return merchantSerialNumberSchema.safeParse(merchantSerialNumber).success
    ? { credentials: credentials.data, merchantSerialNumber, version }
    : 'setup.serialNumberMalformed';
}

/** The headers that every call has [api 1.3]. */
export const commonHeaders = ({ credentials, merchantSerialNumber, version }: Identity): Record<string, string> => ({
  Accept: 'application/json, application/problem+json',
  'Ocp-Apim-Subscription-Key': credentials.subscriptionKey,
  'Merchant-Serial-Number': merchantSerialNumber,
  'Vipps-System-Name': SYSTEM_NAME,
  'Vipps-System-Version': versionHeader(version),
  'Vipps-System-Plugin-Name': PLUGIN_NAME,
  'Vipps-System-Plugin-Version': versionHeader(version),
});

/** The keys as the token endpoint takes them [AT fetchAuthorizationTokenUsingPost]. */
export const keyHeaders = ({ credentials }: Identity): Record<string, string> => ({
  client_id: credentials.clientId,
  client_secret: credentials.clientSecret,
});
