import { AlarmClock, CalendarCheck, OctagonAlert, ShieldAlert, ShieldOff } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Urgency } from '../../shared/reservation.ts';

export interface UrgencyLook {
  readonly tone: 'stop' | 'amber' | 'calm';
  readonly icon: LucideIcon;
  readonly shape: 'square' | 'round';
}

/** Urgency is a word, a shape, an icon and a colour: no two share the icon. */
export const URGENCY_LOOKS: Readonly<Record<Urgency, UrgencyLook>> = {
  over: { tone: 'stop', icon: OctagonAlert, shape: 'square' },
  lastDays: { tone: 'stop', icon: AlarmClock, shape: 'square' },
  guaranteeOver: { tone: 'amber', icon: ShieldOff, shape: 'square' },
  guaranteeEnds: { tone: 'amber', icon: ShieldAlert, shape: 'round' },
  inTime: { tone: 'calm', icon: CalendarCheck, shape: 'round' },
};
