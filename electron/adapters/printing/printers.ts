import { randomUUID } from 'node:crypto';
import { slipBytes } from './escpos.ts';
import { printOverTcp, resolveBySystem } from './tcp-printer.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Printer, SystemPrinters } from '../../core/ports/printing.ts';
import { printJobIdSchema } from '../../../shared/printing.ts';
import type { PrintJobId } from '../../../shared/printing.ts';

/** The printer that an administrator chose, whatever kind it is. */
export const createPrinter = (clock: Clock, system: SystemPrinters, resolve = resolveBySystem): Printer => ({
  names: () => system.names(),
  async print(to, slip) {
    switch (to.kind) {
      case 'none':
        return { kind: 'notPrinted', problem: 'printer.none' };
      case 'system':
        return system.print(to.name, slip, to.columns);
      case 'network':
        return printOverTcp(to, await slipBytes(slip, to.columns), { clock, resolve });
    }
  },
});

export const newPrintJobId = (): PrintJobId => printJobIdSchema.parse(randomUUID());
