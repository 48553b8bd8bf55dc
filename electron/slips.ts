import { writeExport } from './adapters/files/export-file.ts';
import type { Clock } from './core/ports/clock.ts';
import type { Log } from './core/ports/log.ts';
import type { SettingsStore } from './core/ports/settings.ts';
import { createPrinter, newPrintJobId } from './adapters/printing/printers.ts';
import { openQueueFile } from './adapters/printing/queue-file.ts';
import { PrintService } from './core/printing/print-service.ts';
import { savePdf } from './shell/save-dialog.ts';
import type { OsPrinter } from './shell/os-printer.ts';
import { printView } from './shell/window.ts';

interface Place {
  readonly clock: Clock;
  readonly log: Log;
  readonly osPrinter: OsPrinter;
  /** The terminal's own window. */
  readonly window: () => Parameters<typeof printView>[0] | null;
}

/** What prints slips and keeps those that wait. @param folder the profile */
export function slipsOf(
  { clock, log, osPrinter, window }: Place,
  folder: string,
  settings: SettingsStore,
): PrintService {
  return new PrintService({
    printer: createPrinter(clock, osPrinter),
    pdf: (slip, name) =>
      savePdf(
        window(),
        () => osPrinter.pdf(slip, 42),
        name,
        (path, pieces) => writeExport(path, pieces, log),
      ),
    view: () => {
      const shown = window();
      if (shown) printView(shown, log);
    },
    store: openQueueFile(folder, log),
    settings,
    clock,
    log,
    jobId: newPrintJobId,
  });
}
