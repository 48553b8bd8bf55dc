import type { App } from 'electron';

/**
 * What V8 shall do with memory in the pages: nearly all that a till's page weighs above an empty one is room for young
 * objects that V8 lays out ahead. A till draws little at a time; it does not need it.
 */
const V8_FLAGS = '--max-semi-space-size=1 --optimize-for-size';

/** Must run before the app is ready: pages get it with their process. */
export function keepLight(app: App): void {
  app.commandLine.appendSwitch('js-flags', V8_FLAGS);
}
