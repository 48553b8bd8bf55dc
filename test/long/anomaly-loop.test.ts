import { describeAnomalies } from '../simulation/anomaly-walk.ts';

describeAnomalies({ first: 1, stride: 1 });
