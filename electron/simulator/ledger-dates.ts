/**
 * Dates of the ledger: days of the shop's own calendar, from midnight to midnight there, whatever clock this machine
 * has.
 */

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format;
}

export function isTimeZone(text: string): boolean {
  try {
    formatOf(text);
    return true;
  } catch {
    return false;
  }
}

/** The day (`yyyy-mm-dd`) that the calendar of this zone shows at `at`. */
export const localDate = (at: number, timeZone: string): string => formatOf(timeZone).format(at);

export const nextDate = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + DAY).toISOString().slice(0, 10);

const ends = new Map<string, number>();
const MOST_ENDS = 1000;

/** The moment (epoch ms) at which this day ends in this zone. */
export function endOfDate(date: string, timeZone: string): number {
  const name = `${date} ${timeZone}`;
  const end = ends.get(name) ?? searchEnd(date, timeZone);
  if (ends.size >= MOST_ENDS) ends.clear();
  ends.set(name, end);
  return end;
}

/** To the minute, found by halving, so that no rule of summer time is needed. */
function searchEnd(date: string, timeZone: string): number {
  const midnight = Date.parse(`${date}T00:00:00Z`) + DAY;
  let still = (midnight - DAY) / 60_000;
  let over = (midnight + DAY) / 60_000;
  while (over - still > 1) {
    const middle = Math.floor((still + over) / 2);
    if (localDate(middle * 60_000, timeZone) > date) over = middle;
    else still = middle;
  }
  return over * 60_000;
}
