import { join } from 'node:path';
import type { Plugin } from 'vite';
import { mergeConfig } from 'vitest/config';
import { root } from '../../build/setup/paths.ts';
import { applyEdit } from '../support/mutants/mutants-loader.ts';
import { SOURCE_WALLS } from '../support/mutants/source-walls.ts';
import base from '../vitest.config.ts';

/** The tests as they are, on a source without the wall that `SKRANKE_WALL_OUT` names. */
const wall = SOURCE_WALLS.find(({ name }) => name === process.env['SKRANKE_WALL_OUT']);
if (!wall) throw new Error('no wall is called so');

const takeOut: Plugin = {
  name: 'skranke-wall-out',
  enforce: 'pre',
  transform: (source, id) => (id === join(root, wall.edit.file) ? applyEdit(source, wall.edit) : null),
};

export default mergeConfig(base, { plugins: [takeOut] });
