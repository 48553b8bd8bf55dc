import { fuzzSeed } from '../support/fuzz/random.ts';
import { describeAnomalies } from './anomaly-walk.ts';

/** Every fifteenth operation, from one that the seed draws; test/long/anomaly-loop.test.ts fails each of them. */
const STRIDE = 15;

describeAnomalies({ first: 1 + (fuzzSeed('failing operations') % STRIDE), stride: STRIDE });
