import { z } from 'zod';
import type { Http } from './http.ts';
import { readJson } from './read-json.ts';
import type { SalesUnitFacts } from '../../core/ports/doctor.ts';

const TIMEOUT_MS = 10_000;

const flag = z.boolean().nullable().catch(null);

/** Its numbers are texts in the newer samples [api 10]. */
const salesUnitSchema = z.object({
  msn: z.union([z.string(), z.number().int()]).transform(String),
  name: z.string().trim().min(1).max(200).nullable().catch(null),
  configuration: z
    .object({
      paymentAllowed: flag,
      skipLandingPageAllowed: flag,
      captureType: z.string().max(40).nullable().catch(null),
    })
    .catch({ paymentAllowed: null, skipLandingPageAllowed: null, captureType: null }),
});

/**
 * What the Management API tells of this serial number with these keys; null: any answer but that proves nothing. It is
 * there in production alone.
 */
export async function salesUnitFacts(
  http: Http,
  headers: Readonly<Record<string, string>>,
  serialNumber: string,
): Promise<SalesUnitFacts | null> {
  const outcome = await http.send({
    method: 'GET',
    path: `/management/v1/sales-units/${serialNumber}`,
    headers,
    timeoutMs: TIMEOUT_MS,
  });
  if (outcome.kind === 'failed' || outcome.status !== 200 || outcome.bodyProblem !== null) return null;
  const found = readJson(salesUnitSchema, outcome.text);
  if (found?.msn !== serialNumber) return null;
  const { paymentAllowed, captureType, skipLandingPageAllowed } = found.configuration;
  return { name: found.name, paymentAllowed, captureType, pushAllowed: skipLandingPageAllowed };
}
