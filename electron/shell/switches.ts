/**
 * SECURITY: a released app starts with these switches and no others. Chromium has some fifteen hundred, and new ones
 * with each release: with many of them somebody at the counter could look into the app, redirect its traffic or take
 * its walls away, so what is not known is refused. `true`: with any value; a list: with one of these values only.
 */
const ALLOWED: ReadonlyMap<string, true | readonly string[]> = new Map<string, true | readonly string[]>([
  // Language, size and the window system, as a desktop's starter sets them.
  ['lang', true],
  ['force-device-scale-factor', true],
  ['high-dpi-support', true],
  ['ozone-platform', ['x11', 'wayland']],
  ['ozone-platform-hint', ['auto', 'x11', 'wayland']],
  ['enable-wayland-ime', true],
  ['gtk-version', ['3', '4']],
  ['class', true],
  ['name', true],
  // A machine whose graphics driver is broken. It takes no sandbox away.
  ['disable-gpu', true],
  ['disable-gpu-compositing', true],
  // The file that sets up a till without settings; a till that has some reads none. Its keys need a code of their own.
  ['provision', true],
  // The doctor in a terminal; it opens no window.
  ['doctor', ['']],
  ['json', ['']],
  // SECURITY: a keychain by name, never `basic`, which is a password in Electron's own source.
  ['password-store', ['gnome-libsecret', 'kwallet', 'kwallet5', 'kwallet6']],
]);

/** `skranke --doctor`: the doctor in a terminal instead of a till. */
export const isDoctorAsked = (argv: readonly string[]): boolean => argv.includes('--doctor');

/** What macOS gives a program that the Finder starts. */
const FROM_FINDER = /^-psn_\d+_\d+$/;

/**
 * The switches among the arguments that a released app does not start with. Chromium takes `-name`, `--name` and on
 * Windows `/name`, in any case there, with or without `=value`. A path such as `/usr/share/x` is none.
 *
 * @param argv arguments without the program itself
 */
export function refusedSwitches(argv: readonly string[]): string[] {
  return argv.flatMap((argument) => {
    const [, given, value = ''] = /^(?:--?|\/)([^-=/\\][^=/\\]*)(?:=(.*))?$/s.exec(argument) ?? [];
    if (given === undefined || FROM_FINDER.test(argument)) return [];
    const name = given.toLowerCase();
    const allowed = ALLOWED.get(name);
    return allowed === true || allowed?.includes(value) ? [] : [name];
  });
}
