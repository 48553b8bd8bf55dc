import { spanOf } from '../../../shared/calendar-date.ts';
import type { Period } from '../../../shared/calendar-date.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { ExportProgress, ExportRequest } from '../../../shared/export.ts';
import { slug } from '../../../shared/ids.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Journal } from '../ports.ts';
import { businessDays, spanOfDays } from './business-day.ts';
import { csvFile } from './csv-files.ts';
import type { Piece } from './csv-files.ts';
import type { ReportDeps } from './day-report.ts';

/** Where files go to. */
export interface ExportDoor {
  /** Asks the person for a place; null when there shall be no file after all. */
  choose(suggestion: string): Promise<string | null>;
  /**
   * Writes the pieces one after another, each on the disk's own time, under a temporary name that becomes the file's only when all is there.
   * @returns `export.diskFull` or `export.notWritable`; then nothing is left behind and an older file of that name is as it was
   */
  write(path: string, pieces: Iterable<string>): Promise<Result<void, ErrorCode>>;
}

export interface ExportSource {
  readonly journal: Pick<Journal, 'sale'>;
  readonly report: ReportDeps;
  readonly storeName: string;
  readonly posId: string;
}

/** `2026-11-21`, `2026-11-16_2026-11-22`, `2026-11` */
function periodName(period: Period): string {
  const { first } = spanOf(period);
  if (period.unit === 'day') return first;
  return period.unit === 'month' ? first.slice(0, 7) : `week-from-${first}`;
}

/** One export at a time, and how far it is. */
export class Exporter {
  readonly #door: ExportDoor;
  #progress: ExportProgress | null = null;
  #busy = false;

  constructor(door: ExportDoor) {
    this.#door = door;
  }

  get progress(): ExportProgress | null {
    return this.#progress;
  }

  /** @returns the name of the file, or null when the person chose no place */
  async run(source: ExportSource, request: ExportRequest): Promise<Result<string | null, ErrorCode>> {
    if (this.#busy) return err('export.busy');
    this.#busy = true;
    try {
      const { kind, period } = request;
      const path = await this.#door.choose(`${slug(source.storeName, 20)}-${slug(source.posId, 20)}-${kind}-${periodName(period)}.csv`);
      if (path === null) return ok(null);
      const written = await this.#door.write(path, this.#counted(pieces(source, request), totalOf(source, request)));
      return written.ok ? ok(path.split(/[\\/]/).at(-1) ?? path) : written;
    } finally {
      this.#busy = false;
      this.#progress = null;
    }
  }

  *#counted(file: Iterable<Piece>, total: number): Generator<string> {
    let done = 0;
    for (const { text, rows } of file) {
      done += rows;
      this.#progress = { done, total: Math.max(done, total) };
      yield text;
    }
  }
}

function pieces({ report, journal, posId }: ExportSource, { kind, period, decimal }: ExportRequest): Iterable<Piece> {
  const days = businessDays(report.calendar, report.startsAt, period);
  return csvFile({ ...report, journal, posId, decimal, days, span: spanOfDays(days) }, kind);
}

/** About how many rows there will be. */
function totalOf({ report }: ExportSource, { kind, period }: ExportRequest): number {
  const days = businessDays(report.calendar, report.startsAt, period);
  if (kind === 'days') return days.length;
  const span = spanOfDays(days);
  if (kind === 'sales') return report.dayBook.takings(span).count;
  return report.dayBook.requests(span).reduce((total, { count }) => total + count, 0);
}
