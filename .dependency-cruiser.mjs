/**
 * Who may import what: the rooms of ARCHITECTURE.md as rules. Each comment is shown when the rule is broken.
 *
 * @type {import('dependency-cruiser').IFlattenedRuleSet}
 */
export default {
  forbidden: [
    {
      name: 'shared-is-for-everyone',
      comment:
        'shared/ imports only itself, zod, libphonenumber-js and @internationalized/date: it runs in the main ' +
        'process, the preload and the pages alike.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: '^shared/|node_modules/(zod|libphonenumber-js|@internationalized/date)/' },
    },
    {
      name: 'renderer-sees-shared-only',
      comment:
        'renderer/ reaches the rest of the terminal through window.terminal alone, so that a page can never do ' +
        'more than the contract says.',
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
      comment:
        'electron/core imports shared/, zod and itself only: every door to the world is a port, so the whole ' +
        'terminal can be simulated.',
      severity: 'error',
      from: { path: '^electron/core/' },
      to: { pathNot: '^(shared|electron/core)/|node_modules/zod/' },
    },
    {
      name: 'simulator-stands-alone',
      comment:
        'The simulator is a Vipps MobilePay of its own; what it shared with the terminal it could not prove ' +
        'about the terminal.',
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
      comment:
        'electron is imported only in main.ts, assembly.ts, late.ts, doctor.ts, preload.ts, shell/, ipc/ and ' +
        'adapters/: the rest runs and is tested on plain Node.',
      severity: 'error',
      from: {
        path: '^(electron|shared|renderer)/',
        pathNot: '^electron/((entry|main|assembly|late|doctor|boot|preload)\\.ts|(shell|ipc|adapters)/)',
      },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'ky-only-in-the-vipps-client',
      comment:
        'All requests to the API go through electron/adapters/vipps, which sets the headers, the limits and the ' +
        'retry rules.',
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
      name: 'ports-and-journal-lie-at-the-bottom',
      comment: 'Ports and the entries of the journal are words of the core; they know none of its subjects.',
      severity: 'error',
      from: { path: '^electron/core/(ports|journal)/' },
      to: { path: '^electron/core/(?!(ports|journal)/)' },
    },
    {
      name: 'ports-know-no-window',
      comment: 'What windows and the main process say to each other is not the business of a door to the world.',
      severity: 'error',
      from: { path: '^electron/core/(ports|journal)/' },
      to: { path: '^shared/ipc/' },
    },
    {
      name: 'payment-knows-no-till',
      comment: 'A payment lives from its journal and its wallet; who shows, prints or counts it is not its business.',
      severity: 'error',
      from: { path: '^electron/core/payment/' },
      to: { path: '^electron/core/(?!(payment|ports|journal)/)' },
    },
    {
      name: 'subjects-do-not-know-the-till',
      comment: 'core/till puts the subjects together; a subject that needs the till hides a port.',
      severity: 'error',
      from: { path: '^electron/core/(?!till/)' },
      to: { path: '^electron/core/till/' },
    },
    {
      name: 'reports-are-read-by-closing-and-export',
      comment: 'Reports stand below closings, exports and slips.',
      severity: 'error',
      from: { path: '^electron/core/(reports|slips|people)/' },
      to: { path: '^electron/core/(closing|export|printing|sales|setup|till)/' },
    },
    {
      name: 'adapters-are-leaves',
      comment:
        'Adapters serve ports: of the core they know ports, journal entries, and how a payment follows from entries.',
      severity: 'error',
      from: { path: '^electron/adapters/' },
      to: {
        path: '^electron/(?!adapters/)',
        pathNot: '^electron/core/((ports|journal)/|payment/(state|day-book-entries)\\.ts)',
      },
    },
    {
      name: 'shell-and-ipc-know-ports',
      comment:
        'Windows, policies and the router serve the core by its ports; assembly.ts hands them what else they need.',
      severity: 'error',
      from: { path: '^electron/(shell|ipc)/' },
      to: { path: '^electron/(core/(?!ports/)|adapters/|entry|main|assembly|boot|preload)' },
    },
    {
      name: 'ipc-knows-no-shell',
      comment: 'The router can be tried without a window.',
      severity: 'error',
      from: { path: '^electron/ipc/' },
      to: { path: '^electron/shell/' },
    },
    {
      name: 'design-system-knows-no-sale',
      comment: 'renderer/ui, i18n and scan are for every screen.',
      severity: 'error',
      from: { path: '^renderer/(ui|i18n|scan)/' },
      to: { path: '^renderer/(?!(ui|i18n|scan)/)' },
    },
    {
      name: 'state-knows-no-screen',
      comment: 'What a window knows is the same whatever is on the screen.',
      severity: 'error',
      from: { path: '^renderer/state/' },
      to: { path: '^renderer/(?!(state|i18n)/)' },
    },
    {
      name: 'payment-is-shown-alike',
      comment: 'How a payment is shown serves every room, so it knows none of them.',
      severity: 'error',
      from: { path: '^renderer/payment/' },
      to: { path: '^renderer/(cashier|handover|refund|manager|sales|setup|print|journal|app)/' },
    },
    {
      name: 'rooms-do-not-know-the-app',
      comment: 'renderer/app puts the screens together.',
      severity: 'error',
      from: { path: '^renderer/(?!(app/|main\\.tsx))' },
      to: { path: '^renderer/app/' },
    },
    {
      name: 'rooms-by-who-stands-there',
      comment:
        'Cashier, handover, manager and setup are rooms of different people; what they share is in payment or ui.',
      severity: 'error',
      from: { path: '^renderer/(cashier|handover|manager|setup|refund|sales|people|print|journal|frame)/' },
      to: { path: '^renderer/(cashier|handover|manager)/', pathNot: ['^renderer/$1/', '\\.css$'] },
    },
    {
      name: 'practice-phone-stands-alone',
      comment: "The practice phone is the customer's, served by the simulator: no part of the terminal's windows.",
      severity: 'error',
      from: { path: '^renderer/practice-phone/' },
      to: { pathNot: '^(shared|renderer/practice-phone)/|node_modules/qrcode/' },
    },
    {
      name: 'nobody-knows-the-practice-phone',
      comment: "No window of the terminal shows the customer's phone.",
      severity: 'error',
      from: { path: '^(renderer/(?!practice-phone/)|electron/|shared/)' },
      to: { path: '^renderer/practice-phone/' },
    },
    {
      name: 'customer-stands-alone',
      comment:
        "The customer's page is light, and none of the cashier's: it shows what it is told, with tokens and codes of " +
        'the design system.',
      severity: 'error',
      from: { path: '^renderer/customer/' },
      to: {
        pathNot: '^(shared|renderer/customer)/|^renderer/ui/(tokens\\.css|code-path\\.ts)|^renderer/i18n/format\\.ts',
      },
    },
    {
      name: 'nobody-knows-the-customers-page',
      comment: "No other page draws what the customer's window shows.",
      severity: 'error',
      from: { path: '^(renderer/(?!customer/)|electron/|shared/)' },
      to: { path: '^renderer/customer/' },
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
      comment: 'Files that need each other, be it for a type or later, are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
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
