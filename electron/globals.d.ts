/** Constants that the bundler puts in (build/vite.ts). */

/** package.json's version, such as "0.1.0". */
declare const __APP_VERSION__: string;

/** What the bundle was made for. */
declare const __FLAVOUR__: 'development' | 'test' | 'rehearsal' | 'production';

/**
 * By what an update is believed (public keys, SPKI in base64), and the address of the folder that has them, without a
 * slash at its end.
 */
declare const __UPDATES__: { readonly keys: readonly string[]; readonly base: string | null };

/** SHA-256 in hex of each package with native code that was there when the bundle was made. */
declare const __NATIVE_CODE__: Readonly<Record<string, string>>;
