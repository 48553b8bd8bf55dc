import { session } from 'electron';
import type { BrowserWindow, Session } from 'electron';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { PrintOutcome, SystemPrinters } from '../core/ports/printing.ts';
import { hardenSession } from './harden.ts';
import { SLIP_ADDRESS, SLIP_POLICY } from './policy.ts';
import type { PagePolicy } from './policy.ts';
import type { SlipPage } from './slip-page.ts';
import { openSlipWindow } from './window.ts';
import type { Columns, Slip } from '../../shared/slip.ts';

/** In memory only, and apart from the terminal's own session. */
const SLIP_PARTITION = 'slips';

/** A system that has not said by then whether it took a slip is not waited for any longer. */
const TAKEN_MS = 60_000;

/** The system's printers, and PDF: both draw the slip in a window that nobody sees. */
export interface OsPrinter extends SystemPrinters {
  /** One page as wide as the roll and as high as the slip. */
  pdf(slip: Slip, columns: Columns): Promise<Uint8Array>;
  /** The policy of the slips' session, null for any other; for `hardenContents`. */
  policyOf(candidate: Session): PagePolicy | null;
}

/** @param terminal the window whose system printers are asked for */
export function createOsPrinter(terminal: () => BrowserWindow | null, clock: Clock, log: Log): OsPrinter {
  let own: Session | null = null;

  const drawn = async <T>(
    slip: Slip,
    columns: Columns,
    use: (window: BrowserWindow, page: SlipPage) => Promise<T>,
  ): Promise<T> => {
    if (!own) {
      own = session.fromPartition(SLIP_PARTITION, { cache: false });
      await hardenSession(own, SLIP_POLICY, log);
    }
    // Not needed before the first slip: the window is opened without it.
    const { slipPage } = await import('./slip-page.ts');
    const page = await slipPage(slip, columns, drawCode);
    const window = openSlipWindow(SLIP_PARTITION);
    try {
      await window.loadURL(`${SLIP_ADDRESS}${Buffer.from(page.html, 'utf8').toString('base64')}`);
      return await use(window, page);
    } finally {
      window.destroy();
    }
  };

  const names = async (): Promise<readonly string[]> =>
    ((await terminal()?.webContents.getPrintersAsync()) ?? []).map(({ name }) => name);

  return {
    names,
    async print(name, slip, columns) {
      if (!(await names()).includes(name)) return { kind: 'notPrinted', problem: 'printer.unknown' };
      return drawn(slip, columns, (window, page) => printOn(window, name, page, clock, log));
    },
    pdf: (slip, columns) =>
      drawn(slip, columns, (window) =>
        window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: false }),
      ),
    policyOf: (candidate) => (candidate === own ? SLIP_POLICY : null),
  };
}

/** The system says that it took the slip into its own queue, and no more. */
function printOn(
  window: BrowserWindow,
  deviceName: string,
  { widthMm, heightMm }: SlipPage,
  clock: Clock,
  log: Log,
): Promise<PrintOutcome> {
  return new Promise((resolve) => {
    const stopWaiting = clock.after(TAKEN_MS, () => resolve({ kind: 'unclear', problem: 'printer.notConfirmed' }));
    const pageSize = { width: widthMm * 1000, height: heightMm * 1000 };
    window.webContents.print(
      { silent: true, deviceName, margins: { marginType: 'none' }, pageSize, printBackground: false },
      (taken, reason) => {
        stopWaiting();
        if (!taken) log.warn('system printer refused', { reason });
        resolve(taken ? { kind: 'sent' } : { kind: 'notPrinted', problem: 'printer.fault' });
      },
    );
  });
}

/** Loaded at the first slip with a code. */
async function drawCode(value: string): Promise<string> {
  const { default: QRCode } = await import('qrcode');
  return QRCode.toString(value, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 });
}
