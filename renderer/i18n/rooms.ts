import type attention from '../../shared/texts/en/attention.json';
import type care from '../../shared/texts/en/care.json';
import type closing from '../../shared/texts/en/closing.json';
import type day from '../../shared/texts/en/day.json';
import type doctor from '../../shared/texts/en/doctor.json';
import type errors from '../../shared/texts/en/errors.json';
import type evidence from '../../shared/texts/en/evidence.json';
import type guide from '../../shared/texts/en/guide.json';
import type handover from '../../shared/texts/en/handover.json';
import type items from '../../shared/texts/en/items.json';
import type journal from '../../shared/texts/en/journal.json';
import type keys from '../../shared/texts/en/keys.json';
import type leaving from '../../shared/texts/en/leaving.json';
import type people from '../../shared/texts/en/people.json';
import type print from '../../shared/texts/en/print.json';
import type provision from '../../shared/texts/en/provision.json';
import type refund from '../../shared/texts/en/refund.json';
import type sales from '../../shared/texts/en/sales.json';
import type scan from '../../shared/texts/en/scan.json';
import type setup from '../../shared/texts/en/setup.json';
import type till from '../../shared/texts/en/till.json';
import type { Read, TextKey } from '../../shared/texts/read.ts';

/** Texts of windows by room; English says which keys there are. */
export interface Rooms {
  readonly attention: typeof attention;
  readonly care: typeof care;
  readonly closing: typeof closing;
  readonly day: typeof day;
  readonly doctor: typeof doctor;
  readonly errors: typeof errors;
  readonly evidence: typeof evidence;
  readonly guide: typeof guide;
  readonly handover: typeof handover;
  readonly items: typeof items;
  readonly journal: typeof journal;
  readonly keys: typeof keys;
  readonly leaving: typeof leaving;
  readonly people: typeof people;
  readonly print: typeof print;
  readonly provision: typeof provision;
  readonly refund: typeof refund;
  readonly sales: typeof sales;
  readonly scan: typeof scan;
  readonly setup: typeof setup;
  readonly till: typeof till;
}

export type Room = keyof Rooms;
export type RoomKey<R extends Room> = TextKey<Rooms[R]>;
export type RoomText<R extends Room> = Read<Rooms[R]>;
