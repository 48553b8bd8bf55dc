import type { Audience } from '../../../shared/audience.ts';

/** Brings what happened to the windows of an audience. */
export interface Publisher<Event> {
  publish(event: Event, audience: Audience): void;
}
