import type { CustomerState } from '../../shared/customer.ts';

export type CustomerTone = 'waiting' | 'approved' | 'paid' | 'amber' | 'unclear' | 'grey';

/** Shape of a mark, drawn in 24 by 24. */
export type Mark = keyof typeof MARKS;

/** One shape, one meaning, as at the till; strokes of a pen two wide. */
export const MARKS = {
  phone: [
    'M7 2.5h10a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 20V4A1.5 1.5 0 0 1 7 2.5z',
    'M11 18.2h2',
  ],
  dots: ['M5 12h.01', 'M12 12h.01', 'M19 12h.01'],
  check: ['M4.5 12.5l5 5 10-11'],
  part: ['M12 3v9h9', 'M12 3a9 9 0 1 0 9 9'],
  back: ['M4 9h10a6 6 0 0 1 0 12h-3', 'M8.5 4.5 4 9l4.5 4.5'],
  cross: ['M12 2.8a9.2 9.2 0 1 0 0 18.4 9.2 9.2 0 0 0 0-18.4z', 'm15 9-6 6', 'm9 9 6 6'],
  glass: ['M6 2.5h12', 'M6 21.5h12', 'M7.5 2.5v4.5l4.5 5-4.5 5v4.5', 'M16.5 2.5v4.5l-4.5 5 4.5 5v4.5'],
  barred: ['M12 2.8a9.2 9.2 0 1 0 0 18.4 9.2 9.2 0 0 0 0-18.4z', 'm5.6 5.6 12.8 12.8'],
  question: ['M8.7 9a3.4 3.4 0 1 1 5.2 3c-1.2.8-1.9 1.4-1.9 2.8', 'M12 18.6h.01'],
  person: ['M12 11.5a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4z', 'M4 21c.6-4 3.8-6.4 8-6.4s7.4 2.4 8 6.4'],
  plug: [
    'M4 4l16 16',
    'M9.5 5.2A13 13 0 0 1 22 9',
    'M2 9a16 16 0 0 1 3.6-2.3',
    'M8.5 14.6a6 6 0 0 1 5-.9',
    'M12 19h.01',
  ],
} as const;

interface CustomerLook {
  readonly tone: CustomerTone;
  readonly mark: Mark;
  /** Something is under way that nobody but the wallet can hasten. */
  readonly busy?: boolean;
}

/** State is colour, mark, shape and words: no two states of other meaning share the first two. */
export const CUSTOMER_LOOKS: Readonly<Record<CustomerState, CustomerLook>> = {
  sending: { tone: 'waiting', mark: 'dots', busy: true },
  preparing: { tone: 'waiting', mark: 'dots', busy: true },
  waiting: { tone: 'waiting', mark: 'phone', busy: true },
  code: { tone: 'waiting', mark: 'phone' },
  withdrawing: { tone: 'waiting', mark: 'barred', busy: true },
  changing: { tone: 'waiting', mark: 'barred', busy: true },
  approved: { tone: 'approved', mark: 'check' },
  partTaken: { tone: 'approved', mark: 'part' },
  completing: { tone: 'approved', mark: 'dots', busy: true },
  completingUnclear: { tone: 'unclear', mark: 'glass' },
  paid: { tone: 'paid', mark: 'check' },
  paidPart: { tone: 'paid', mark: 'part' },
  releasing: { tone: 'grey', mark: 'dots', busy: true },
  released: { tone: 'grey', mark: 'barred' },
  givingBack: { tone: 'waiting', mark: 'back', busy: true },
  givingBackUnclear: { tone: 'unclear', mark: 'back' },
  givenBackPart: { tone: 'grey', mark: 'part' },
  givenBack: { tone: 'grey', mark: 'back' },
  declined: { tone: 'amber', mark: 'cross' },
  expired: { tone: 'amber', mark: 'glass' },
  cancelled: { tone: 'amber', mark: 'barred' },
  notDone: { tone: 'amber', mark: 'plug' },
  unclear: { tone: 'unclear', mark: 'question' },
  staff: { tone: 'unclear', mark: 'person' },
  settled: { tone: 'grey', mark: 'person' },
};
