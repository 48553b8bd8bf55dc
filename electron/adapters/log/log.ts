import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createRedactor } from './redact.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';

type Level = 'info' | 'warn' | 'error';
type Fields = Parameters<Log['info']>[1];
type Sink = (level: Level, line: string) => void;

/** Lines that wait for the file to be opened. */
const MAX_WAITING = 500;
const MAX_FILE_BYTES = 1024 * 1024;
/** `skranke.1.log` is the newest of the old ones. */
const OLD_FILES = 4;

export interface FileLog extends Log {
  /** Opens the file and writes what has waited; an error does it by itself. Call once the first picture is shown. */
  open(): Promise<void>;
  /** All that is in the files, the oldest line first, and what waits. */
  read(): Promise<string>;
  /** A line as it would be written: without what is secret. */
  redact(line: string): string;
  /** Told each secret that comes into memory: it is hidden wherever it turns up. */
  watch(secret: string): void;
}

/**
 * The terminal's log: one line an entry, in a file that is turned over at 1 MB, five files at most. Redacted here, at
 * the sink, so that no caller can forget it. Nothing is sent anywhere.
 *
 * @param path the file; its folder is made
 * @param echo also gets each redacted line, for a development run's console
 */
export function createLog({
  path,
  clock,
  echo,
}: {
  path: string;
  clock: Pick<Clock, 'now'>;
  echo?: (line: string) => void;
}): FileLog {
  const redactor = createRedactor();
  let waiting: { readonly level: Level; readonly line: string }[] = [];
  let dropped = 0;
  let sink: Sink | null = null;
  let opening: Promise<void> | null = null;

  const open = (): Promise<void> =>
    (opening ??= fileSink(path).then((opened) => {
      sink = opened;
      for (const { level, line } of waiting) opened(level, line);
      waiting = [];
      if (dropped > 0) write('warn', 'log lines lost before the file was open', { count: dropped });
    }));

  function write(level: Level, message: string, fields: Fields): void {
    const parts = Object.entries(fields ?? {}).map(([name, value]) => redactor.field(name, value));
    const line = `${new Date(clock.now()).toISOString()} ${level} ${[redactor.line(message), ...parts].join(' ')}`;
    echo?.(line);
    if (sink) sink(level, line);
    else if (waiting.length < MAX_WAITING) waiting.push({ level, line });
    else dropped += 1;
    if (level === 'error') void open();
  }

  return {
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
    open,
    async read() {
      await open();
      return readFiles(path);
    },
    redact: (line) => redactor.line(line),
    watch: (secret) => redactor.watch(secret),
  };
}

/**
 * electron-log's file transport. Loaded only here, since loading it takes about as long as a tenth of a start; and by
 * its Node entry, because its Electron entry would open IPC channels that any page can write to the log through.
 */
async function fileSink(path: string): Promise<Sink> {
  const { default: electronLog } = await import('electron-log/node.js');
  mkdirSync(dirname(path), { recursive: true });
  const logger = electronLog.create({ logId: path });
  logger.transports.console.level = false;
  const { file } = logger.transports;
  file.resolvePathFn = () => path;
  file.format = '{text}';
  file.maxSize = MAX_FILE_BYTES;
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  file.archiveLogFn = () => turnOver(path);
  return (level, line) => logger[level](line);
}

const numberedOf =
  (path: string) =>
  (number: number): string =>
    path.replace(/\.log$/, `.${number}.log`);

async function readFiles(path: string): Promise<string> {
  const old = Array.from({ length: OLD_FILES }, (_, index) => numberedOf(path)(OLD_FILES - index));
  // One that is not there, or was turned over meanwhile, is no line.
  const texts = await Promise.all([...old, path].map((each) => readFile(each, 'utf8').catch(() => '')));
  return texts.join('');
}

function turnOver(path: string): void {
  const numbered = numberedOf(path);
  rmSync(numbered(OLD_FILES), { force: true });
  for (let number = OLD_FILES - 1; number >= 1; number -= 1) renameIfThere(numbered(number), numbered(number + 1));
  renameIfThere(path, numbered(1));
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // It is not there yet, or someone has it open: then the file grows on, and the next line tries again.
  }
}
