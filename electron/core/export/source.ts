import type { TillEntry } from '../journal/till-entries.ts';
import type { Journal } from '../ports/journal.ts';
import type { ReportDeps } from '../reports/day-report.ts';
import type { StoreSettings } from '../../../shared/settings.ts';

export interface ExportSource {
  readonly journal: Pick<Journal, 'sale' | 'entries' | 'tag' | 'tags' | 'size' | 'links'>;
  readonly report: ReportDeps;
  readonly store: StoreSettings;
  readonly version: string;
  /** Into the journal. */
  note(entry: TillEntry): void;
}
