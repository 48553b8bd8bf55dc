import { csvFile } from './csv-files.ts';
import type { Piece } from './csv-files.ts';
import { journalFile } from './journal-file.ts';
import { saftFile } from './saft/saft-file.ts';
import { nextVersion, signerOf } from './saft/signing.ts';
import type { ExportSource } from './source.ts';
import type { ExportDoor } from '../ports/export.ts';
import { businessDays, spanOfDays } from '../reports/business-day.ts';
import { spanOf } from '../../../shared/calendar-date.ts';
import type { Period } from '../../../shared/calendar-date.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { ExportRequest } from '../../../shared/export.ts';
import { slug } from '../../../shared/ids.ts';
import type { Actor } from '../../../shared/people.ts';
import type { Progress } from '../../../shared/progress.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

/** `2026-11-21`, `2026-11-16_2026-11-22`, `2026-11` */
function periodName(period: Period): string {
  const { first } = spanOf(period);
  if (period.unit === 'day') return first;
  return period.unit === 'month' ? first.slice(0, 7) : `week-from-${first}`;
}

interface File {
  readonly name: string;
  readonly pieces: Iterable<Piece>;
}

/** One export at a time; how far it is, is told as it goes. */
export class Exporter {
  readonly #door: ExportDoor;
  readonly #progressed: (progress: Progress | null) => void;
  #busy = false;

  constructor(door: ExportDoor, progressed: (progress: Progress | null) => void) {
    this.#door = door;
    this.#progressed = progressed;
  }

  /** @returns the name of the file, or null when the person chose no place */
  async run(source: ExportSource, request: ExportRequest): Promise<Result<string | null, ErrorCode>> {
    if (this.#busy) return err('export.busy');
    this.#busy = true;
    try {
      const file = await this.#file(source, request);
      if (!file.ok) return file;
      const path = await this.#door.choose(file.value.name);
      if (path === null) return ok(null);
      const written = await this.#door.write(path, this.#counted(file.value.pieces, totalOf(source, request)));
      return written.ok ? ok(path.split(/[\\/]/).at(-1) ?? path) : written;
    } finally {
      this.#busy = false;
      this.#progressed(null);
    }
  }

  /** A manager says why audit files are signed with another secret from now on. */
  async renewSigning(
    source: ExportSource,
    { by, approvedBy }: Actor,
    reason: string,
  ): Promise<Result<null, ErrorCode>> {
    const { journal, store, report, note } = source;
    if (this.#busy) return err('export.busy');
    this.#busy = true;
    try {
      const signer = await this.#door.newSigner(store.environment, nextVersion(journal));
      if (!signer.ok) return signer;
      const { version, fingerprint } = signer.value;
      note({ type: 'signing.renewed', at: report.now, by, approvedBy, version, fingerprint, reason });
      return ok(null);
    } finally {
      this.#busy = false;
    }
  }

  async #file(source: ExportSource, request: ExportRequest): Promise<Result<File, ErrorCode>> {
    const { report, journal, store, version } = source;
    const { storeName, posId, environment, country } = store;
    if (request.kind === 'journal') {
      const date = report.calendar.local(report.now).date;
      return ok({
        name: `${slug(storeName, 20)}-${slug(posId, 20)}-journal-${date}.jsonl`,
        pieces: journalFile({ journal, version, madeAt: report.now }),
      });
    }
    const days = businessDays(report.calendar, report.startsAt, request.period);
    if (request.kind !== 'saft') {
      const name = `${slug(storeName, 20)}-${slug(posId, 20)}-${request.kind}-${periodName(request.period)}.csv`;
      return ok({
        name,
        pieces: csvFile(
          { ...report, journal, posId, decimal: request.decimal, days, span: spanOfDays(days) },
          request.kind,
        ),
      });
    }
    if (country !== 'NO') return err('export.notForCountry');
    const signer = await signerOf(source, this.#door);
    if (!signer.ok) return signer;
    const { date, time } = report.calendar.local(report.now);
    // The name that the standard asks for.
    const at = `${date.replaceAll('-', '')}${time.replaceAll(':', '')}`;
    const name = `SAF-T Cash Register_${request.company.number}_${at}.xml`;
    return ok({
      name,
      pieces: saftFile({
        ...report,
        journal,
        days,
        company: request.company,
        storeName,
        posId,
        version,
        training: environment !== 'production',
        signer: signer.value,
      }),
    });
  }

  *#counted(file: Iterable<Piece>, total: number): Generator<string> {
    let done = 0;
    for (const { text, rows } of file) {
      done += rows;
      this.#progressed({ done, total: Math.max(done, total) });
      yield text;
    }
  }
}

/** About how many rows there will be. */
function totalOf({ report, journal }: ExportSource, request: ExportRequest): number {
  if (request.kind === 'journal') return journal.size;
  const { kind, period } = request;
  const days = businessDays(report.calendar, report.startsAt, period);
  if (kind === 'days') return days.length;
  const span = spanOfDays(days);
  const moved = report.dayBook.tally('capture', span).count + report.dayBook.tally('refund', span).count;
  // An audit file tells of each once as an event and once as a transaction.
  if (kind === 'saft') return 2 * moved;
  if (kind === 'sales') return moved;
  return report.dayBook.requests(span).reduce((total, { count }) => total + count, 0);
}
