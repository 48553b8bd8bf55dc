/**
 * Who may import what: the rooms of ARCHITECTURE.md as rules. Each comment is shown when the rule is broken.
 *
 * @type {import('dependency-cruiser').IFlattenedRuleSet}
 */
export default {
  forbidden: [
    {
      name: 'shared-is-for-everyone',
      comment: 'shared/ imports only itself, zod and libphonenumber-js: it runs in the main process, the preload and the pages alike.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: '^shared/|node_modules/(zod|libphonenumber-js)/' },
    },
    {
      name: 'renderer-sees-shared-only',
      comment: 'renderer/ reaches the rest of the terminal through window.terminal alone, so that a page can never do more than the contract says.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|build)/|node_modules/(electron|electron-[^/]+|libsql|ky|playwright-core)/' },
    },
    {
      name: 'renderer-knows-no-node',
      comment: 'Pages run in a sandbox without Node.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-is-pure',
      comment: 'electron/core imports shared/, zod and itself only: every door to the world is a port, so the whole terminal can be simulated.',
      severity: 'error',
      from: { path: '^electron/core/' },
      to: { pathNot: '^(shared|electron/core)/|node_modules/zod/' },
    },
    {
      name: 'simulator-stands-alone',
      comment: 'The simulator is a Vipps MobilePay of its own; what it shared with the terminal it could not prove about the terminal.',
      severity: 'error',
      from: { path: '^electron/simulator/' },
      to: { path: '^(electron/(?!simulator/)|renderer/)|node_modules/electron/' },
    },
    {
      name: 'simulator-by-address-alone',
      comment: 'Product code reaches the simulator by its base URL, as it reaches the real API.',
      severity: 'error',
      from: { path: '^(electron/(?!simulator/)|renderer/|shared/)' },
      to: { path: '^electron/simulator/' },
    },
    {
      name: 'electron-at-the-edge',
      comment: 'electron is imported only in main.ts, preload.ts, shell/, ipc/ and adapters/: the rest runs and is tested on plain Node.',
      severity: 'error',
      from: { path: '^(electron|shared|renderer)/', pathNot: '^electron/((entry|main|boot|preload)\\.ts|(shell|ipc|adapters)/)' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'ky-only-in-the-vipps-client',
      comment: 'All requests to the API go through electron/adapters/vipps, which sets the headers, the limits and the retry rules.',
      severity: 'error',
      from: { path: '^(electron|shared|renderer)/', pathNot: '^electron/adapters/vipps/' },
      to: { path: 'node_modules/ky/' },
    },
    {
      name: 'sqlite-only-in-the-journal',
      comment: 'The journal has one writer: electron/adapters/journal.',
      severity: 'error',
      from: { path: '^(electron|shared|renderer)/', pathNot: '^electron/adapters/journal/' },
      to: { path: 'node_modules/libsql/' },
    },
    {
      name: 'adapters-are-leaves',
      comment: 'Adapters serve the ports of the core; what the pages ask for is not their business.',
      severity: 'error',
      from: { path: '^electron/adapters/' },
      to: { path: '^electron/(ipc/|entry|main|boot|preload)' },
    },
    {
      name: 'preload-is-small',
      comment: 'The preload is one sandboxed file: electron, the contract, and nothing of the main process.',
      severity: 'error',
      from: { path: '^electron/preload\\.ts' },
      to: { pathNot: '^shared/|node_modules/(electron|zod)/' },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'Product and build code must not lean on test helpers.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'nobody-ships-the-build',
      comment: 'build/ makes the product and is no part of it.',
      severity: 'error',
      from: { path: '^(electron|shared|renderer)/' },
      to: { path: '^build/' },
    },
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    {
      name: 'imports-exist',
      comment: 'The import names a file or package that is not there.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
};
