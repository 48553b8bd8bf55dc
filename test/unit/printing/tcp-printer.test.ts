import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { slipBytes } from '../../../electron/adapters/printing/escpos.ts';
import { printOverTcp } from '../../../electron/adapters/printing/tcp-printer.ts';
import { systemClock } from '../../../electron/adapters/system/clock.ts';
import type { PrintOutcome } from '../../../electron/core/ports/printing.ts';
import { paidOf, saleSlip } from '../../../electron/core/slips/sale-slip.ts';
import { isPrivateAddress, isPublicAddress } from '../../../electron/adapters/system/private-address.ts';
import { layoutSlip, left } from '../../../shared/slip.ts';
import type { Columns, Slip } from '../../../shared/slip.ts';
import { listen } from '../../support/network/loopback.ts';
import { contextIn, paidSale } from '../../support/printing/slip-samples.ts';
import { VirtualPrinter } from '../../support/printing/virtual-printer.ts';
import type { VirtualPrinterOptions } from '../../support/printing/virtual-printer.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

const HERE = '127.0.0.1';
const sale = paidSale();
const SLIP = saleSlip(contextIn('NO'), sale, paidOf(sale) ?? expect.unreachable());

const running: VirtualPrinter[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((printer) => printer.switchOff()));
});
async function switchedOn(options: VirtualPrinterOptions = {}): Promise<VirtualPrinter> {
  const printer = await VirtualPrinter.switchedOn(options);
  running.push(printer);
  return printer;
}

const send = async (
  printer: VirtualPrinter,
  {
    slip = SLIP,
    columns = 42,
    clock = systemClock,
  }: { slip?: Slip; columns?: Columns; clock?: typeof systemClock } = {},
): Promise<PrintOutcome> =>
  printOverTcp({ host: HERE, port: printer.port }, await slipBytes(slip, columns), {
    clock,
    resolve: () => Promise.resolve(HERE),
  });

/**
 * For printers that keep something to themselves: time passes only when what was said has been heard, as a round trip
 * beside it shows.
 */
async function sendOverTime(printer: VirtualPrinter, begun: () => boolean): Promise<PrintOutcome> {
  const clock = new VirtualClock(0);
  let outcome: PrintOutcome | null = null;
  const sent = send(printer, { clock }).then((told) => (outcome = told));
  await printer.until(begun);
  const echo = await openEcho();
  while (outcome === null) {
    for (let trips = 0; trips < 3; trips += 1) await echo.roundTrip();
    await clock.pass(500);
  }
  await echo.close();
  return sent;
}

/** A connection over the same network on which everything comes back. */
async function openEcho(): Promise<{ roundTrip(): Promise<void>; close(): Promise<void> }> {
  const server = await listen(createServer((socket) => socket.pipe(socket)));
  const socket = connect(server.port, HERE);
  return {
    roundTrip: async () => {
      const back = once(socket, 'data');
      socket.write('.');
      await back;
    },
    close: () => {
      socket.destroy();
      return server.close();
    },
  };
}

/** The slip as it should stand on paper. */
const onRoll = (slip: Slip, columns: Columns): string[] =>
  layoutSlip(slip, columns).map((line) => (line.kind === 'code' ? `[QR ${line.value}]` : line.text.trimEnd()));

describe('a slip over the network', () => {
  it.each([42, 32] as const)(
    'stands on a roll of %i columns as it was set, letter for letter, and is told as printed after the cut',
    async (columns) => {
      const printer = await switchedOn({ columns });
      expect(await send(printer, { columns })).toEqual({ kind: 'printed' });
      expect(printer.faults).toEqual([]);
      expect(printer.slips).toHaveLength(1);
      const paper = printer.slips[0]?.map(({ text }) => text.trimEnd()) ?? [];
      expect(paper.filter((line) => line !== '')).toEqual(onRoll(SLIP, columns).filter((line) => line !== ''));
      // Law: the mark's letters are at least half as large again as those of an amount.
      expect(printer.slips[0]?.filter(({ text }) => /KVITTERING|FOR KJØP/.test(text)).map(({ size }) => size)).toEqual([
        2, 2,
      ]);
      expect(printer.slips[0]?.find(({ text }) => /Sum NOK/.test(text))?.size).toBe(1);
    },
  );

  it('has the letters of the shop’s languages, and plain ones for those that a printer lacks', async () => {
    const printer = await switchedOn();
    await send(printer, { slip: [left('æøå ÆØÅ äö ÄÖ é € ×'), left('Janáček’s “kafé” – § č')] });
    expect(printer.slips[0]?.slice(0, 2).map(({ text }) => text)).toEqual([
      'æøå ÆØÅ äö ÄÖ é € ×',
      'Janácek\'s "kafé" - S c',
    ]);
    expect(printer.faults).toEqual([]);
  });

  it('loses no letter that western languages have', async () => {
    const printer = await switchedOn();
    const letters = Array.from({ length: 64 }, (_, index) => String.fromCharCode(0xc0 + index)).join('');
    await send(printer, { slip: [left(letters.slice(0, 32)), left(letters.slice(32))] });
    expect(
      printer.slips[0]
        ?.slice(0, 2)
        .map(({ text }) => text)
        .join(''),
    ).toBe(letters);
  });

  it('would be noticed if it were wider than the paper', async () => {
    const printer = await switchedOn({ columns: 32 });
    await send(printer, { columns: 42 });
    expect(printer.faults.some((fault) => fault.startsWith('wider than the paper'))).toBe(true);
  });

  it('is not printed where no printer is', async () => {
    const gone = await VirtualPrinter.switchedOn();
    const { port } = gone;
    await gone.switchOff();
    const resolve = () => Promise.resolve(HERE);
    expect(await printOverTcp({ host: HERE, port }, new Uint8Array(8), { clock: systemClock, resolve })).toEqual({
      kind: 'notPrinted',
      problem: 'printer.offline',
    });
    expect(
      await printOverTcp({ host: 'printer', port }, new Uint8Array(8), {
        clock: systemClock,
        resolve: () => Promise.reject(new Error('unknown name')),
      }),
    ).toEqual({ kind: 'notPrinted', problem: 'printer.offline' });
  });

  it('is not sent to a printer without paper or with an open cover', async () => {
    const printer = await switchedOn();
    printer.hasPaper = false;
    expect(await send(printer)).toEqual({ kind: 'notPrinted', problem: 'printer.paperOut' });
    printer.hasPaper = true;
    printer.coverOpen = true;
    expect(await send(printer)).toEqual({ kind: 'notPrinted', problem: 'printer.coverOpen' });
    expect([printer.slips, printer.paper]).toEqual([[], []]);
    printer.coverOpen = false;
    expect(await send(printer)).toEqual({ kind: 'printed' });
  });

  it('is never called printed when the printer vanishes in the middle', async () => {
    const printer = await switchedOn({ vanishesAfterLines: 9 });
    expect(await send(printer)).toEqual({ kind: 'unclear', problem: 'printer.notConfirmed' });
    expect(printer.slips).toEqual([]);
    expect(printer.paper).toHaveLength(9);
  });

  it('is never called printed when the paper runs out in the middle', async () => {
    const printer = await switchedOn({ paperEndsAfterLines: 9 });
    expect(await sendOverTime(printer, () => printer.paper.length === 9)).toEqual({
      kind: 'unclear',
      problem: 'printer.paperOut',
    });
    expect(printer.slips).toEqual([]);
    // With a new roll the printer goes on by itself: that is why a person looks at the paper before a copy is printed.
    printer.goOn();
    expect(printer.slips).toHaveLength(1);
  });

  it('is waited for at a slow printer, and called printed when it has come out', async () => {
    const printer = await switchedOn({ restsAfterLines: 5 });
    const looked = 3 + 2 * 4;
    const sent = sendOverTime(printer, () => printer.paper.length === 5);
    await printer.until(({ asked }) => asked.length >= looked);
    expect(printer.slips).toEqual([]);
    printer.goOn();
    expect(await sent).toEqual({ kind: 'printed' });
    expect(printer.slips).toHaveLength(1);
  });

  it('is called sent, and not printed, by a printer that never says anything', async () => {
    const printer = await switchedOn({ mute: true });
    expect(await sendOverTime(printer, () => printer.asked.length === 1)).toEqual({ kind: 'sent' });
    await printer.until(({ slips }) => slips.length === 1);
  });

  it('is called sent by a printer that tells of paper and cover and not of the cut', async () => {
    const printer = await switchedOn({ noAnswerInTurn: true });
    expect(await sendOverTime(printer, () => printer.slips.length === 1)).toEqual({ kind: 'sent' });
  });

  it('is not called sent by a printer that answered and then fell silent', async () => {
    const printer = await switchedOn({ noAnswerInTurn: true, silentAfterAsked: 3 });
    expect(await sendOverTime(printer, () => printer.slips.length === 1)).toEqual({
      kind: 'unclear',
      problem: 'printer.notConfirmed',
    });
  });
});

describe('where slips may go', () => {
  it('is the shop’s own network and nowhere else, also when a name leads elsewhere', async () => {
    let met = 0;
    const stranger = await listen(createServer(() => (met += 1)));
    const { port } = stranger;
    for (const address of ['203.0.113.7', '8.8.8.8', '172.32.0.1', '2001:db8::1', '::ffff:8.8.8.8', 'nonsense']) {
      expect(
        await printOverTcp({ host: 'printer', port }, new Uint8Array(8), {
          clock: systemClock,
          resolve: () => Promise.resolve(address),
        }),
      ).toEqual({ kind: 'notPrinted', problem: 'printer.notPrivate' });
    }
    expect(met).toBe(0);
    await stranger.close();
  });

  it('knows private addresses', () => {
    for (const address of [
      '10.0.0.9',
      '192.168.1.50',
      '172.16.0.1',
      '172.31.255.255',
      '169.254.3.4',
      '127.0.0.1',
      '::1',
      'fd00::12',
      'fe80::1',
      '::ffff:192.168.1.50',
    ])
      expect([address, isPrivateAddress(address)]).toEqual([address, true]);
    for (const address of [
      '11.0.0.1',
      '192.169.0.1',
      '172.15.0.1',
      '172.32.0.1',
      '2a00::1',
      '0.0.0.0',
      '192.168.1',
      '192.168.1.500',
      '',
    ])
      expect([address, isPrivateAddress(address)]).toEqual([address, false]);
  });

  it('knows addresses of the internet, which not all are that are not private', () => {
    for (const address of ['51.105.117.83', '2a00::1', '172.32.0.1', '::ffff:8.8.8.8'])
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
    for (const address of [
      '127.0.0.1',
      '::1',
      '10.1.2.3',
      '::ffff:192.168.1.1',
      '169.254.169.254',
      '0.0.0.0',
      '::',
      '100.64.0.1',
      '224.0.0.1',
      '255.255.255.255',
      'ff02::1',
      'fe80::1%eth0',
      'localhost',
      '',
    ])
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });
});
