import { plantMutant } from './mutants-loader.ts';

/**
 * `node --import test/support/mutants/mutants-plant.ts …` with the name of a bug in `PLANT`: this process and those it
 * forks with the same flag run with it.
 */
const name = process.env['PLANT'];
if (name !== undefined) plantMutant(name);
