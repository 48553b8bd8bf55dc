/** Names of the calls, apart from their schemas: the preload needs nothing else. */
export const CALL_NAMES = [
  'terminal.snapshot',
  'sale.start',
  'sale.sendAgain',
  'sale.change',
  'payment.cancel',
  'payment.capture',
  'payment.release',
  'payment.checkNow',
  'payment.resolve',
  'payment.history',
  'setup.checkConnection',
  'setup.complete',
  'settings.preferences',
  'network.changed',
  'practice.showPhone',
  'journal.acknowledge',
  'journal.startAnew',
  'till.leave',
  'day.report',
  'day.export',
  'day.exportProgress',
  'day.totals',
] as const;
export type CallName = (typeof CALL_NAMES)[number];

/** The one channel for calls: name and input. One channel, so that an unknown call gets an answer too. */
export const CALL_CHANNEL = 'terminal.call';

/** Channel on which main publishes events. */
export const EVENT_CHANNEL = 'terminal.event';
