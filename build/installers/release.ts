import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/paths.ts';
import { SetupError } from '../setup/progress.mjs';

/**
 * The time that stands in everything that is made of a version, so that the same sources make the same bytes:
 * `SOURCE_DATE_EPOCH`, or else the day of that version in the changelog.
 *
 * @returns seconds since 1970
 * @throws SetupError when the changelog does not tell of the version
 */
export function releaseTime(
  version: string,
  changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8'),
  given = process.env['SOURCE_DATE_EPOCH'],
): number {
  if (given !== undefined && /^\d+$/.test(given)) return Number(given);
  const escaped = version.replaceAll('.', '\\.');
  const day = new RegExp(`^## \\[${escaped}\\] - (\\d{4}-\\d{2}-\\d{2})$`, 'm').exec(changelog)?.[1];
  if (day === undefined) throw new SetupError(`CHANGELOG.md does not tell of version ${version} and its day.`);
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}
