import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Clock } from '../../core/ports/clock.ts';

/** What became of a write: the system took all of it, the printer takes nothing any more, or the connection is gone. */
export type Written = 'written' | 'stalled' | 'gone';

/** A connection to a printer, with what it says back as single bytes. Never throws; every wait has an end. */
export class PrinterLine {
  readonly #socket: Socket;
  readonly #clock: Clock;
  #heard: number[] = [];
  #gone = false;
  #failed = false;
  /** Called when something was heard or the connection ended. */
  #wake: () => void = () => undefined;

  private constructor(socket: Socket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
    socket.on('data', (bytes: Buffer) => {
      // A printer says a few bytes; a machine that says more is none.
      if (this.#heard.length < 1_024) this.#heard.push(...bytes.subarray(0, 1_024));
      this.#wake();
    });
    socket.on('error', () => {
      this.#failed = true;
    });
    for (const end of ['error', 'close', 'end'] as const) {
      socket.on(end, () => {
        this.#gone = true;
        this.#wake();
      });
    }
  }

  /** @returns null when there is no connection within `ms` */
  static open(address: string, port: number, ms: number, clock: Clock): Promise<PrinterLine | null> {
    return new Promise((resolve) => {
      const socket = connect({ host: address, port, noDelay: true });
      const settle = (line: PrinterLine | null) => {
        stop();
        socket.off('error', refused);
        if (!line) {
          socket.on('error', () => undefined);
          socket.destroy();
        }
        resolve(line);
      };
      const refused = () => settle(null);
      const stop = clock.after(ms, refused);
      socket.once('error', refused);
      socket.once('connect', () => settle(new PrinterLine(socket, clock)));
    });
  }

  /** The next byte of this kind, which is taken; others stay to be heard. Null when there is none within `ms`. */
  async hear(wanted: (byte: number) => boolean, ms: number): Promise<number | null | 'gone'> {
    let over = false;
    const stop = this.#clock.after(ms, () => {
      over = true;
      this.#wake();
    });
    try {
      for (;;) {
        const at = this.#heard.findIndex(wanted);
        if (at >= 0) {
          const byte = this.#heard[at] ?? 0;
          this.#heard.splice(at, 1);
          return byte;
        }
        if (this.#gone) return 'gone';
        if (over) return null;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      stop();
    }
  }

  /** Lets go of bytes of this kind that came too late to be heard. */
  forget(kind: (byte: number) => boolean): void {
    this.#heard = this.#heard.filter((byte) => !kind(byte));
  }

  /** @param ms without any progress in this time it counts as stalled */
  write(bytes: Uint8Array, ms: number): Promise<Written> {
    if (this.#gone) return Promise.resolve('gone');
    return new Promise((resolve) => {
      const settle = (written: Written) => {
        stop();
        this.#socket.off('close', closed);
        resolve(written);
      };
      const closed = () => settle('gone');
      const stop = this.#clock.after(ms, () => settle('stalled'));
      this.#socket.once('close', closed);
      this.#socket.write(bytes, (error) => settle(error ? 'gone' : 'written'));
    });
  }

  /**
   * Says that nothing more comes, and gives the printer time to take what is on its way. @returns whether nothing went
   * wrong meanwhile
   */
  end(ms: number): Promise<boolean> {
    if (this.#socket.destroyed) return Promise.resolve(!this.#failed);
    return new Promise((resolve) => {
      const settle = () => {
        stop();
        resolve(!this.#failed);
      };
      const stop = this.#clock.after(ms, settle);
      this.#socket.once('close', settle);
      this.#socket.end();
    });
  }

  destroy(): void {
    this.#socket.destroy();
  }
}
