import { describe, expect, it } from 'vitest';
import { tellsNumber } from '../support/simulation/oracle.ts';

const NUMBERS = new Set(['91001267']);

describe('the oracle that looks for full numbers', () => {
  it.each([
    { msisdn: '4791001267' },
    { text: 'asked 91001267 twice' },
    { deep: [{ value: 4_791_001_267 }] },
    { reference: 'till1-91001267-1' },
  ])('finds one in %j', (value) => {
    expect(tellsNumber(NUMBERS, value)).toBe(true);
  });

  /**
   * By chance: in the key of a capture (seed 4211086617), in a trace id (seed 731781617), in a code (seed 2527615388).
   */
  it.each([
    { key: 'ba6a692a-5186-4a9e-a363-91001267a3ec' },
    { key: '91001267-5186-4a9e-a363-584318267ec2' },
    { at: 1_769_100_126_700 },
    { traceId: '00-5f91001267ab00cd5f91001267ab00cd-91001267ab00cdef-01' },
    { code: 'https://qr.vipps.no/o/9791001267d0215b81fdba0c05ba6473' },
    { lastTwo: '67' },
  ])('is not misled by %j', (value) => {
    expect(tellsNumber(NUMBERS, value)).toBe(false);
  });
});
