import { forgetVariables } from './shell/environment.ts';
import { nativeCodeIsOurs, refuseToStart } from './shell/native-code.ts';
import { isDoctorAsked } from './shell/switches.ts';

/**
 * The first code of the app. SECURITY: importing `main.ts` loads native code, which lies outside the archive; so what
 * such code would obey is forgotten and its hash compared before. Electron becomes ready only after this module, and
 * the one it imports, have been evaluated.
 */
const forgotten = forgetVariables(process.env);
if (!nativeCodeIsOurs()) void refuseToStart();
else if (isDoctorAsked(process.argv)) await import('./doctor.ts');
else {
  const { log } = await import('./main.ts');
  if (forgotten.length > 0) log.warn('environment variables ignored', { names: forgotten.join(' ') });
}
