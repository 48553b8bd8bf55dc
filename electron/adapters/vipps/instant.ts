/**
 * Times as answers tell them. One without a zone is UTC, as all servers of the API are [api 1.1]; never this
 * machine's own zone.
 */

const DAY_AND_TIME = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(?:[Zz]|([+-]\d\d):?(\d\d)?)?$/;

/**
 * RFC 3339, and its near relations: without a zone, with `+0200`, with a space instead of the `T`. Epoch ms, or null.
 */
export function instantOf(text: string): number | null {
  const [, day, time, fraction = '', hours, minutes = '00'] = DAY_AND_TIME.exec(text.trim()) ?? [];
  if (day === undefined || time === undefined) return null;
  const zone = hours === undefined ? 'Z' : `${hours}:${minutes}`;
  return known(Date.parse(`${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${zone}`));
}

const NAMES_A_ZONE = /(?:\b(?:GMT|UTC?|Z)|[+-]\d{4})$/i;

/**
 * The date of an HTTP header, in any of its three forms; the oldest names no zone and means GMT [RFC 9110, 5.6.7].
 * Epoch ms, or null.
 */
export function httpDate(header: string): number | null {
  const text = header.trim();
  if (!/[a-z]/i.test(text)) return null;
  return known(Date.parse(NAMES_A_ZONE.test(text) ? text : `${text} GMT`));
}

const known = (time: number): number | null => (Number.isNaN(time) ? null : time);
