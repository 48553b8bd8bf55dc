import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { systemClock } from '../../../electron/adapters/system/clock.ts';
import { startToProvision } from './till-to-provision.ts';

/**
 * A till that is set up from a file and dies, as in a power cut, just before its nth step that changes what stands in
 * the profile: a rename or a removal. `node provision-child.ts PROFILE FILE CODE N`; ends with 0 when there were fewer.
 */
const [folder = '', file = '', code = '', nth = '0'] = process.argv.slice(2);
let left = Number.POSITIVE_INFINITY;
const step = (): void => {
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
};

const { renameSync, rmSync, rename } = fs;
fs.renameSync = (...moved) => {
  step();
  renameSync(...moved);
};
fs.rmSync = (...removed) => {
  step();
  rmSync(...removed);
};
fs.rename = Object.assign((...moved: Parameters<typeof rename>) => {
  step();
  rename(...moved);
}, rename);
syncBuiltinESMExports();

const { till } = await startToProvision({ folder, file, machine: 'BUTIKK-07', clock: systemClock });
left = Number(nth);
const answer = await till.handlers['provision.apply']({ code, number: null });
process.exit(answer.accepted ? 0 : 1);
