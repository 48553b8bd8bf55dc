import type { Calendar } from '../../core/ports/clock.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** The calendar of this machine's time zone. */
export const systemCalendar: Calendar = {
  day(at) {
    const time = new Date(at);
    const startsAt = new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
    return { date: `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`, startsAt };
  },
  instant(date, hour) {
    const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
    return new Date(year, month - 1, day, hour).getTime();
  },
  local(at) {
    const time = new Date(at);
    const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
    return { date, time: `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}` };
  },
};
