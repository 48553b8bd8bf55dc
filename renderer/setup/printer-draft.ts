import { NO_PRINTER, PRINTER_PORT, printerSettingsSchema } from '../../shared/printer-settings.ts';
import type { PrinterSettings } from '../../shared/printer-settings.ts';
import type { Columns } from '../../shared/slip.ts';

/** The printer as it is being typed. What belongs to another kind is kept, so that trying the kinds loses nothing. */
export interface PrinterDraft {
  readonly kind: PrinterSettings['kind'];
  readonly name: string;
  readonly host: string;
  readonly port: string;
  readonly columns: Columns;
}

export const NEW_PRINTER: PrinterDraft = { kind: 'none', name: '', host: '', port: String(PRINTER_PORT), columns: 42 };

export function printerDraftOf(printer: PrinterSettings): PrinterDraft {
  switch (printer.kind) {
    case 'none':
      return NEW_PRINTER;
    case 'system':
      return { ...NEW_PRINTER, kind: 'system', name: printer.name, columns: printer.columns };
    case 'network':
      return {
        ...NEW_PRINTER,
        kind: 'network',
        host: printer.host,
        port: String(printer.port),
        columns: printer.columns,
      };
  }
}

/** @returns the printer, or null while something is missing (`printerProblems` says what) */
export function toPrinter({ kind, name, host, port, columns }: PrinterDraft): PrinterSettings | null {
  if (kind === 'none') return NO_PRINTER;
  const parsed = printerSettingsSchema.safeParse(
    kind === 'system'
      ? { kind, name, columns }
      : { kind, host: host.trim(), port: Number(port.trim() || Number.NaN), columns },
  );
  return parsed.success ? parsed.data : null;
}

export type PrinterProblem = 'empty' | 'printerHost' | 'printerPort';

export function printerProblems(draft: PrinterDraft): {
  readonly printerName?: PrinterProblem;
  readonly printerHost?: PrinterProblem;
  readonly printerPort?: PrinterProblem;
} {
  if (draft.kind === 'none') return {};
  if (draft.kind === 'system') return draft.name === '' ? { printerName: 'empty' } : {};
  const withPort = (port: string) => toPrinter({ ...draft, port });
  const hostIsFine = withPort(String(PRINTER_PORT)) !== null;
  const portIsFine = toPrinter({ ...draft, host: 'printer' }) !== null;
  return {
    ...(hostIsFine ? {} : { printerHost: draft.host.trim() === '' ? 'empty' : 'printerHost' }),
    ...(portIsFine ? {} : { printerPort: 'printerPort' }),
  };
}
