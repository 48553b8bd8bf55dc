import type { Calendar } from '../core/ports.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** The calendar of this machine's time zone. */
export const systemCalendar: Calendar = {
  day(at) {
    const time = new Date(at);
    const startsAt = new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
    return { date: `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`, startsAt };
  },
};
