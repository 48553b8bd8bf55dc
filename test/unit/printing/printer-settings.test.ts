import { describe, expect, it } from 'vitest';
import { NEW_PRINTER, printerDraftOf, printerProblems, toPrinter } from '../../../renderer/setup/printer-draft.ts';
import type { PrinterDraft } from '../../../renderer/setup/printer-draft.ts';
import { printerSettingsSchema } from '../../../shared/printer-settings.ts';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { storeSettingsSchema } from '../../../shared/settings.ts';

const network = (change: Partial<PrinterDraft> = {}): PrinterDraft => ({
  ...NEW_PRINTER,
  kind: 'network',
  host: '192.168.1.50',
  ...change,
});

describe('the settings of the printer', () => {
  it('are none in settings from before there were printers', () => {
    const { printer: _later, ...older } = PRACTICE_STORE;
    expect(storeSettingsSchema.parse(older).printer).toEqual({ kind: 'none' });
  });

  it('come back from the screen as they were stored', () => {
    for (const printer of [
      { kind: 'none' },
      { kind: 'system', name: 'Kontor', columns: 42 },
      { kind: 'network', host: 'kvittering.local', port: 9101, columns: 32 },
    ] as const) {
      expect(toPrinter(printerDraftOf(printerSettingsSchema.parse(printer)))).toEqual(printer);
    }
  });

  it('say which field is missing or wrong', () => {
    expect(printerProblems(network())).toEqual({});
    expect(printerProblems(network({ host: ' ' }))).toEqual({ printerHost: 'empty' });
    for (const host of ['http://printer', 'a b', '-x', '10.0.0.5/print', 'user@printer', 'x'.repeat(254)])
      expect([host, printerProblems(network({ host }))]).toEqual([host, { printerHost: 'printerHost' }]);
    for (const port of ['', '0', '65536', '9100x', '1.5', '-1'])
      expect([port, printerProblems(network({ port }))]).toEqual([port, { printerPort: 'printerPort' }]);
    expect(printerProblems(network({ host: '', port: 'x' }))).toEqual({
      printerHost: 'empty',
      printerPort: 'printerPort',
    });
    expect(printerProblems({ ...NEW_PRINTER, kind: 'system' })).toEqual({ printerName: 'empty' });
  });

  it('keep what was typed while the kinds are tried', () => {
    expect(toPrinter({ ...network(), kind: 'none' })).toEqual({ kind: 'none' });
    expect(toPrinter({ ...network(), kind: 'none' }) === null).toBe(false);
    expect(toPrinter(network({ host: ' fd00::12 ', port: ' 9100 ' }))).toEqual({
      kind: 'network',
      host: 'fd00::12',
      port: 9100,
      columns: 42,
    });
  });
});
