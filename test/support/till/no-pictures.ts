import type { ConnectionsOptions } from '../../../electron/adapters/connections.ts';

/** No line to anywhere for pictures of codes. */
export const NO_PICTURES: ConnectionsOptions['pictures'] = {
  fetch: () => Promise.reject(new TypeError('no network here')),
  resolve: () => Promise.reject(new TypeError('no names here')),
};
