import { gateway } from './problems.ts';
import type { SalesUnit } from './sales-unit.ts';
import { json } from './wire.ts';
import type { WireResponse } from './wire.ts';

export const MANAGEMENT = /^\/management\/v1\/sales-units\/([^/]+)$/;

/** The sales unit as its own API tells of it. 404: inactive, unknown or another's, and everywhere in test [api 10]. */
export function salesUnitView(unit: SalesUnit, serialNumber: string): WireResponse {
  if (unit.managementAccess === 'hidden' || serialNumber !== unit.merchantSerialNumber)
    return gateway(404, 'Resource not found');
  return json(200, {
    msn: unit.merchantSerialNumber,
    name: unit.name,
    configuration: {
      paymentAllowed: unit.paymentAllowed,
      captureType: unit.captureType,
      skipLandingPageAllowed: unit.pushAllowed,
      partialCaptureAllowed: unit.partialCaptureAllowed,
      longLivingPaymentAllowed: unit.longLivingAllowed,
    },
  });
}
