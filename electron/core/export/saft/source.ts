import type { Journal } from '../../ports/journal.ts';
import type { Signer } from '../../ports/signer.ts';
import type { BusinessDay } from '../../reports/business-day.ts';
import type { ReportDeps } from '../../reports/day-report.ts';
import type { CompanyFacts } from '../../../../shared/export.ts';

export interface SaftSource extends ReportDeps {
  readonly journal: Pick<Journal, 'sale' | 'entries'>;
  readonly days: readonly BusinessDay[];
  readonly company: CompanyFacts;
  readonly storeName: string;
  readonly posId: string;
  readonly version: string;
  /** No money moved: practice, or the wallet's test environment. */
  readonly training: boolean;
  readonly signer: Signer;
}
