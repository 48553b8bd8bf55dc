/** One line of the table: a measured value against its limit. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
  readonly better: 'lower' | 'higher';
  /** What was compared, in words and numbers. */
  readonly detail: string;
}

export const reaches = ({ value, limit, better }: Figure): boolean =>
  better === 'lower' ? value <= limit : value >= limit;

/** The value below which a share of the samples lies; NaN without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** Epoch ms with fraction. */
export const epochNow = (): number => performance.timeOrigin + performance.now();

const shown = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));

export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    reaches(figure) ? 'ok' : 'SHORT',
    figure.name,
    `${shown(figure.value)} ${figure.unit}`,
    `${figure.better === 'lower' ? 'at most' : 'at least'} ${figure.limit} ${figure.unit}`,
    figure.detail,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
