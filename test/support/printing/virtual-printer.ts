import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { listen } from '../network/loopback.ts';
import type { Listening } from '../network/loopback.ts';

/** What the paper shows, line by line; a square code as `[QR text]`. */
export interface PaperLine {
  readonly text: string;
  /** How large its largest letters are: 1, or 2 for twice as wide and high. */
  readonly size: number;
  readonly bold: boolean;
}

export interface VirtualPrinterOptions {
  /** Characters in a line; one more is an overflow. */
  readonly columns?: number;
  /** Never says anything back. */
  readonly mute?: boolean;
  /** Knows the questions that are answered at once, and not the one that is answered in its turn. */
  readonly noAnswerInTurn?: boolean;
  /** Answers so many questions and then none. */
  readonly silentAfterAsked?: number;
  /** Closes the connection as if its power went, after so many lines. */
  readonly vanishesAfterLines?: number;
  /** Runs out of paper after so many lines; what it was sent waits in it until there is paper again. */
  readonly paperEndsAfterLines?: number;
  /** Is slow: stops after so many lines until `goOn` is called, and answers what is answered at once meanwhile. */
  readonly restsAfterLines?: number;
  readonly port?: number;
}

const CP858 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤' +
  'ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/**
 * An ESC/POS printer on a port, as the app meets one: it knows nothing of the app and takes its byte language by the
 * letter. A byte that it does not know, text of another code page and a line that is wider than the paper are faults,
 * and are told.
 */
export class VirtualPrinter {
  readonly #options: VirtualPrinterOptions;
  #listening: Listening | null = null;
  /** Connections of before its power went. */
  readonly #lost = new Set<Socket>();
  #watchers: (() => void)[] = [];
  #workers: (() => void)[] = [];
  #rests = false;
  /** Each ends with a cut. */
  slips: PaperLine[][] = [];
  /** What is on the paper since the last cut. */
  paper: PaperLine[] = [];
  faults: string[] = [];
  connections = 0;
  /** What it was asked at once, answered or not. */
  asked: number[] = [];
  /** Of all lines since it was switched on. */
  #printed = 0;
  hasPaper = true;
  coverOpen = false;
  #vanished = false;

  private constructor(options: VirtualPrinterOptions) {
    this.#options = options;
  }

  static async switchedOn(options: VirtualPrinterOptions = {}): Promise<VirtualPrinter> {
    const printer = new VirtualPrinter(options);
    printer.#listening = await listen(
      createServer((socket) => printer.#talk(socket)),
      options.port,
    );
    return printer;
  }

  get port(): number {
    return this.#listening?.port ?? 0;
  }

  /** Resolves when `wanted` holds; it is looked at after everything that reaches the printer. */
  until(wanted: (printer: this) => boolean): Promise<void> {
    if (wanted(this)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#watchers.push(() => wanted(this) && resolve());
    });
  }

  async switchOff(): Promise<void> {
    await this.#listening?.close();
  }

  #talk(socket: Socket): void {
    this.connections += 1;
    const head = new Head(this.#options.columns ?? 42);
    let rest = Buffer.alloc(0);
    const work = () => {
      // What has arrived is printed also when the sender has hung up, unless the power is gone.
      while (rest.length > 0 && this.#works && !this.#lost.has(socket)) {
        const step = commandAt(rest);
        if (step === null) break;
        rest = rest.subarray(step.length);
        this.#take(step, head, socket);
      }
      for (const watcher of this.#watchers) watcher();
    };
    this.#workers.push(work);
    socket.on('data', (bytes: Buffer) => {
      rest = Buffer.concat([rest, this.#answerAtOnce(bytes, socket)]);
      work();
    });
  }

  /** New paper, a closed cover, or the next lines of a slow printer: what waits in it is printed. */
  goOn(): void {
    this.hasPaper = true;
    this.coverOpen = false;
    this.#rests = false;
    for (const work of this.#workers) work();
  }

  /** Takes the questions out that overtake everything else. @returns what is left of the bytes */
  #answerAtOnce(bytes: Buffer, socket: Socket): Buffer {
    const { mute = false, silentAfterAsked = Infinity } = this.#options;
    const kept: number[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      if (bytes[at] !== 0x10 || bytes[at + 1] !== 0x04) {
        kept.push(bytes[at] ?? 0);
        continue;
      }
      const about = bytes[at + 2] ?? 0;
      this.asked.push(about);
      if (!mute && this.asked.length <= silentAfterAsked) socket.write(Uint8Array.of(this.#status(about)));
      at += 2;
    }
    return Buffer.from(kept);
  }

  #take(step: Command, head: Head, socket: Socket): void {
    switch (step.kind) {
      case 'askInTurn':
        if (!this.#options.noAnswerInTurn && !this.#options.mute && !socket.destroyed) socket.write(Uint8Array.of(0));
        return;
      case 'newline':
        this.paper.push(head.line());
        this.#printed += 1;
        if (this.#printed === this.#options.paperEndsAfterLines) this.hasPaper = false;
        if (this.#printed === this.#options.restsAfterLines) this.#rests = true;
        if (this.#printed === this.#options.vanishesAfterLines && !this.#vanished) {
          this.#vanished = true;
          this.#lost.add(socket);
          socket.destroy();
        }
        return;
      case 'cut':
        this.slips.push(this.paper);
        this.paper = [];
        return;
      case 'unknown':
        this.faults.push(`unknown command ${step.bytes}`);
        return;
      default:
        head.take(step, (fault) => this.faults.push(fault));
    }
  }

  get #works(): boolean {
    return this.hasPaper && !this.coverOpen && !this.#rests;
  }

  #status(about: number): number {
    const on = (bit: number, yes: boolean) => (yes ? bit : 0);
    if (about === 1) return 0x12 | on(0x08, !this.hasPaper || this.coverOpen);
    if (about === 2) return 0x12 | on(0x04, this.coverOpen) | on(0x20, !this.hasPaper);
    return 0x12 | on(0x60, !this.hasPaper);
  }
}

type Mode =
  | { readonly kind: 'bold'; readonly on: boolean }
  | { readonly kind: 'size'; readonly size: number }
  | { readonly kind: 'page'; readonly page: number }
  | { readonly kind: 'reset' };
type Command = { readonly length: number } & (
  | Mode
  | { readonly kind: 'text'; readonly bytes: Buffer }
  | { readonly kind: 'code'; readonly value: string }
  | { readonly kind: 'newline' | 'cut' | 'askInTurn' | 'nothing' }
  | { readonly kind: 'unknown'; readonly bytes: string }
);

const isText = (byte: number): boolean => byte >= 0x20 && byte !== 0x7f;

/** The first command of the bytes, or null when they end in the middle of it. */
function commandAt(bytes: Buffer): Command | null {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  const need = (length: number, command: Command): Command | null => (bytes.length >= length ? command : null);
  if (isText(first)) {
    const end = bytes.findIndex((byte) => !isText(byte));
    const length = end < 0 ? bytes.length : end;
    return { kind: 'text', bytes: bytes.subarray(0, length), length };
  }
  if (first === 0x0a) return { kind: 'newline', length: 1 };
  if (bytes.length < 2) return null;
  if (first === 0x1b) {
    const letter = String.fromCharCode(second);
    if (letter === '@') return { kind: 'reset', length: 2 };
    if (letter === 'E') return need(3, { kind: 'bold', on: third === 1, length: 3 });
    if (letter === 't') return need(3, { kind: 'page', page: third, length: 3 });
    if (letter === 'M' || letter === 'a') return need(3, { kind: 'nothing', length: 3 });
  }
  if (first === 0x1c && second === 0x2e) return { kind: 'nothing', length: 2 };
  if (first === 0x1d) {
    const letter = String.fromCharCode(second);
    if (letter === '!') return need(3, { kind: 'size', size: 1 + (third & 0x0f), length: 3 });
    if (letter === 'V') return need(3, { kind: 'cut', length: 3 });
    if (letter === 'r') return need(3, { kind: 'askInTurn', length: 3 });
    if (letter === 'a') return need(3, { kind: 'nothing', length: 3 });
    if (letter === '(') {
      if (bytes.length < 5) return null;
      const length = 5 + fourth + 256 * (bytes[4] ?? 0);
      if (bytes.length < length) return null;
      // Function 80 of group 49 holds what the code says.
      const holds = bytes[6] === 0x50;
      return holds
        ? { kind: 'code', value: bytes.subarray(8, length).toString('latin1'), length }
        : { kind: 'nothing', length };
    }
  }
  return { kind: 'unknown', bytes: bytes.subarray(0, 2).toString('hex'), length: 1 };
}

/** The print head: where it is in the line, and how it writes. */
class Head {
  readonly #columns: number;
  #bold = false;
  #size = 1;
  #page = 0;
  #text = '';
  #used = 0;
  #largest = 1;
  #anyBold = false;

  constructor(columns: number) {
    this.#columns = columns;
  }

  take(command: Command, fault: (what: string) => void): void {
    if (command.kind === 'reset') [this.#bold, this.#size, this.#page] = [false, 1, 0];
    else if (command.kind === 'bold') this.#bold = command.on;
    else if (command.kind === 'size') this.#size = command.size;
    else if (command.kind === 'page') this.#page = command.page;
    else if (command.kind === 'code') this.#text += `[QR ${command.value}]`;
    else if (command.kind === 'text') {
      const text = [...command.bytes].map((byte) => this.#char(byte, fault)).join('');
      this.#text += text;
      this.#used += text.length * this.#size;
      this.#largest = Math.max(this.#largest, this.#size);
      this.#anyBold ||= this.#bold;
      if (this.#used > this.#columns) fault(`wider than the paper: ${this.#text}`);
    }
  }

  #char(byte: number, fault: (what: string) => void): string {
    if (byte < 0x80) return String.fromCharCode(byte);
    if (this.#page !== 19) fault(`letter ${byte} in code page ${this.#page}`);
    return CP858[byte - 0x80] ?? '?';
  }

  line(): PaperLine {
    const line = { text: this.#text, size: this.#largest, bold: this.#anyBold };
    [this.#text, this.#used, this.#largest, this.#anyBold] = ['', 0, 1, false];
    return line;
  }
}
