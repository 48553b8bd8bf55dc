import {
  ArrowLeftRight,
  BadgeQuestionMark,
  Ban,
  BanknoteArrowDown,
  ChartPie,
  Check,
  CheckCheck,
  CircleAlert,
  CircleHelp,
  CircleX,
  Clock,
  HandCoins,
  Hourglass,
  PhoneOff,
  Send,
  Undo2,
  UserRoundCheck,
  WifiOff,
  X,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Rooms } from '../i18n/rooms.ts';
import type { SaleScreenName } from '../state/select-screen.ts';

export type Tone = 'neutral' | 'waiting' | 'approved' | 'paid' | 'amber' | 'unclear' | 'grey' | 'stop';

export interface SaleLook {
  readonly tone: Tone;
  readonly icon: LucideIcon;
  /** Words in the rail. */
  readonly status: keyof Rooms['till']['rail']['status'];
  /** The icon is a shape of its own and fills the mark. */
  readonly bare?: boolean;
  /** It turns while we wait for an answer of our own making. */
  readonly busy?: boolean;
}

/** State is colour, icon, shape and words: no two states share all of the first two. */
export const SALE_LOOKS: Readonly<Record<SaleScreenName, SaleLook>> = {
  sending: { tone: 'waiting', icon: Send, status: 'sending', busy: true },
  waiting: { tone: 'waiting', icon: Clock, status: 'waiting' },
  cancelling: { tone: 'waiting', icon: X, status: 'cancelling', busy: true },
  changing: { tone: 'waiting', icon: ArrowLeftRight, status: 'changing', busy: true },
  releasing: { tone: 'waiting', icon: Undo2, status: 'cancelling', busy: true },
  approved: { tone: 'approved', icon: Check, status: 'approved' },
  partTaken: { tone: 'approved', icon: ChartPie, status: 'partTaken' },
  capturing: { tone: 'approved', icon: HandCoins, status: 'capturing', busy: true },
  captureUnclear: { tone: 'unclear', icon: Hourglass, status: 'capturing' },
  paid: { tone: 'paid', icon: Check, status: 'paid' },
  paidPart: { tone: 'paid', icon: CheckCheck, status: 'paidPart' },
  refunding: { tone: 'waiting', icon: BanknoteArrowDown, status: 'refunding', busy: true },
  refundUnclear: { tone: 'unclear', icon: BadgeQuestionMark, status: 'refunding', bare: true },
  refundedPart: { tone: 'grey', icon: ChartPie, status: 'refundedPart' },
  refunded: { tone: 'grey', icon: BanknoteArrowDown, status: 'refunded' },
  declined: { tone: 'amber', icon: CircleX, status: 'declined', bare: true },
  expired: { tone: 'amber', icon: Hourglass, status: 'expired' },
  withdrawn: { tone: 'amber', icon: Ban, status: 'withdrawn', bare: true },
  released: { tone: 'amber', icon: Undo2, status: 'released' },
  refused: { tone: 'amber', icon: PhoneOff, status: 'refused' },
  notSent: { tone: 'grey', icon: WifiOff, status: 'notSent' },
  unclear: { tone: 'unclear', icon: CircleHelp, status: 'unclear', bare: true },
  attention: { tone: 'stop', icon: CircleAlert, status: 'attention', bare: true },
  settledByHand: { tone: 'grey', icon: UserRoundCheck, status: 'settledByHand' },
};
