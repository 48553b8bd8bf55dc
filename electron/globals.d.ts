/** Constants that the bundler puts in (build/vite.ts). */

/** package.json's version, such as "0.1.0". */
declare const __APP_VERSION__: string;

/** True in development and in the packaged build made for tests, which lets a test driver attach; false in production. */
declare const __TEST_FLAVOUR__: boolean;

/** True in development alone: opens electron/shell/test-door.ts. */
declare const __TEST_DOOR__: boolean;
