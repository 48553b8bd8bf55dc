import { lookup } from 'node:dns/promises';
import { PrinterLine } from './printer-line.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { PrintOutcome } from '../../core/ports/printing.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { isPrivateAddress } from '../system/private-address.ts';

/** How long is waited for what, in ms. */
const LIMITS = {
  connect: 4_000,
  /**
   * For an answer to a question that a printer answers at once; without one it is a printer that never says anything.
   */
  answer: 2_000,
  /** For the system to take all bytes. */
  write: 20_000,
  /** From the last byte to the answer after the cut: a metre of paper takes some ten seconds. */
  confirm: 30_000,
  /** So often it is asked meanwhile whether paper and cover are well. */
  look: 1_000,
  /** For a printer that says nothing to close the connection. */
  close: 5_000,
};

/** Asked and answered at once, whatever is being printed: 1 on line, 2 why not, 4 paper [ESC/POS: DLE EOT n]. */
const question = (about: 1 | 2 | 4): Uint8Array => Uint8Array.of(0x10, 0x04, about);
const isAnswer = (byte: number): boolean => (byte & 0x93) === 0x12;
/** Answered in its turn, so after all that was sent before it, the cut too [ESC/POS: GS r 1]. */
const AFTER_THE_CUT = Uint8Array.of(0x1d, 0x72, 1);
const isAfterTheCut = (byte: number): boolean => (byte & 0x90) === 0;
/** No reports unasked: they would be taken for answers [ESC/POS: GS a 0]. */
const ONLY_WHEN_ASKED = Uint8Array.of(0x1d, 0x61, 0);

export interface TcpTarget {
  readonly host: string;
  readonly port: number;
}

export interface TcpDeps {
  readonly clock: Clock;
  /** IP address of a name; rejects when there is none. */
  readonly resolve: (host: string) => Promise<string>;
}

export const resolveBySystem = async (host: string): Promise<string> => (await lookup(host)).address;

/**
 * Sends a slip's bytes to a printer and finds out what became of them. SECURITY: only addresses of the shop's own
 * network, judged after the name was looked up. What is said of the paper is never more than the printer said.
 */
export async function printOverTcp(
  { host, port }: TcpTarget,
  bytes: Uint8Array,
  { clock, resolve }: TcpDeps,
): Promise<PrintOutcome> {
  const line = await connected({ host, port }, { clock, resolve });
  if (!(line instanceof PrinterLine)) return { kind: 'notPrinted', problem: line };
  try {
    const state = await stateOf(line);
    if (state !== 'well' && state !== 'silent') return { kind: 'notPrinted', problem: state };
    const written = await line.write(Buffer.concat([ONLY_WHEN_ASKED, bytes, AFTER_THE_CUT]), LIMITS.write);
    if (written !== 'written') return { kind: 'unclear', problem: 'printer.notConfirmed' };
    if (state === 'well') return await confirmation(line, clock);
    return (await line.end(LIMITS.close)) ? { kind: 'sent' } : { kind: 'unclear', problem: 'printer.notConfirmed' };
  } finally {
    line.destroy();
  }
}

/** Whether a printer is there and well, without printing. `silent`: connected, and it never says anything. */
export async function askPrinter(target: TcpTarget, deps: TcpDeps): Promise<'ready' | 'silent' | ErrorCode> {
  const line = await connected(target, deps);
  if (!(line instanceof PrinterLine)) return line;
  try {
    const state = await stateOf(line);
    return state === 'well' ? 'ready' : state;
  } finally {
    line.destroy();
  }
}

async function connected({ host, port }: TcpTarget, { clock, resolve }: TcpDeps): Promise<PrinterLine | ErrorCode> {
  const address = await resolve(host).catch(() => null);
  if (address === null) return 'printer.offline';
  if (!isPrivateAddress(address)) return 'printer.notPrivate';
  return (await PrinterLine.open(address, port, LIMITS.connect, clock)) ?? 'printer.offline';
}

/** @returns the answer, null when none came in time */
async function ask(line: PrinterLine, about: 1 | 2 | 4): Promise<number | null | 'gone'> {
  line.forget(isAnswer);
  const written = await line.write(question(about), LIMITS.answer);
  return written === 'gone' ? 'gone' : line.hear(isAnswer, LIMITS.answer);
}

/** Before the first byte of the slip. `silent`: connected, and does not answer. */
async function stateOf(line: PrinterLine): Promise<'well' | 'silent' | ErrorCode> {
  const online = await ask(line, 1);
  if (online === 'gone') return 'printer.offline';
  if (online === null) return 'silent';
  const { trouble } = await look(line);
  if (trouble !== null) return trouble === 'gone' ? 'printer.offline' : trouble;
  return (online & 0x08) === 0 ? 'well' : 'printer.offline';
}

interface Look {
  readonly answered: boolean;
  readonly trouble: ErrorCode | 'gone' | null;
}

/** What is wrong with cover, paper or cutter, as far as it tells. */
async function look(line: PrinterLine): Promise<Look> {
  const paper = await ask(line, 4);
  const cause = paper === 'gone' ? 'gone' : await ask(line, 2);
  if (paper === 'gone' || cause === 'gone') return { answered: false, trouble: 'gone' };
  const has = (byte: number | null, bits: number): boolean => byte !== null && (byte & bits) !== 0;
  const trouble = has(cause, 0x04)
    ? 'printer.coverOpen'
    : has(paper, 0x60) || has(cause, 0x20)
      ? 'printer.paperOut'
      : has(cause, 0x40)
        ? 'printer.fault'
        : null;
  return { answered: cause !== null, trouble };
}

/** After the last byte: printed is what the printer answered after the cut, and nothing else. */
async function confirmation(line: PrinterLine, clock: Clock): Promise<PrintOutcome> {
  const until = clock.monotonic() + LIMITS.confirm;
  for (;;) {
    const told = await line.hear(isAfterTheCut, LIMITS.look);
    if (told === 'gone') return { kind: 'unclear', problem: 'printer.notConfirmed' };
    if (told !== null) return { kind: 'printed' };
    const { answered, trouble } = await look(line);
    if (trouble !== null) return { kind: 'unclear', problem: trouble === 'gone' ? 'printer.notConfirmed' : trouble };
    // All is well, and yet it does not know the question: it has everything, and never tells more. One that fell silent
    // is another matter.
    if (clock.monotonic() >= until)
      return answered ? { kind: 'sent' } : { kind: 'unclear', problem: 'printer.notConfirmed' };
  }
}
