/** Names of the calls, apart from their schemas: the preload needs nothing else. */
export const CALL_NAMES = [
  'terminal.snapshot',
  'sale.start',
  'sale.sendAgain',
  'sale.change',
  'sale.recall',
  'payment.cancel',
  'payment.capture',
  'payment.capturePart',
  'payment.release',
  'payment.refund',
  'payment.recheck',
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
  'people.signIn',
  'people.lock',
  'people.active',
  'people.approve',
  'people.recoveryNeeds',
  'people.recover',
  'people.add',
  'people.change',
  'people.configure',
  'print.slip',
  'print.pdf',
  'print.test',
  'print.retry',
  'print.discard',
  'print.printers',
] as const;
export type CallName = (typeof CALL_NAMES)[number];

/** The one channel for calls: name and input. One channel, so that an unknown call gets an answer too. */
export const CALL_CHANNEL = 'terminal.call';

/** Channel on which main publishes events. */
export const EVENT_CHANNEL = 'terminal.event';
