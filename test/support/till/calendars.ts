import type { Calendar } from '../../../electron/core/ports/clock.ts';

const HOUR_MS = 3_600_000;

/**
 * The calendar of a time zone, by the rules that Intl knows: another way than the product's own, which asks the
 * machine.
 */
export function zoneCalendar(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const local = (at: number) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return {
      date: `${part['year']}-${part['month']}-${part['day']}`,
      time: `${part['hour']}:${part['minute']}:${part['second']}`,
    };
  };
  const instant = (date: string, hour: number): number => {
    const wanted = `${date} ${String(hour).padStart(2, '0')}:00:00`;
    const near = Date.parse(`${date}T00:00:00Z`) + hour * HOUR_MS;
    const shown = local(near);
    const offset = Date.parse(`${shown.date}T${shown.time}Z`) - near;
    // The first moment at which the clock shows the wanted hour, or has passed it.
    for (let at = near - offset - 2 * HOUR_MS; ; at += HOUR_MS / 4) {
      const { date: day, time } = local(at);
      if (`${day} ${time}` >= wanted) return at;
    }
  };
  return {
    local,
    instant: (date, hour) => instant(date, hour),
    day: (at) => ({ date: local(at).date.replaceAll('-', ''), startsAt: instant(local(at).date, 0) }),
  };
}

export const UTC: Calendar = {
  local: (at) => ({ date: new Date(at).toISOString().slice(0, 10), time: new Date(at).toISOString().slice(11, 19) }),
  instant: (date, hour) => Date.parse(`${date}T00:00:00Z`) + hour * HOUR_MS,
  day: (at) => {
    const date = new Date(at).toISOString().slice(0, 10);
    return { date: date.replaceAll('-', ''), startsAt: Date.parse(`${date}T00:00:00Z`) };
  },
};
