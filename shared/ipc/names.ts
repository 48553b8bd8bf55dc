import type { Audience } from '../audience.ts';

/**
 * Names of the calls by the windows that may make them, apart from their schemas: the preload needs nothing else. What
 * stands here and what the contract says of each call must agree, or it does not compile.
 */
export const CALLS_OF = {
  till: [
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
    'payment.refundLeft',
    'payment.recheck',
    'payment.checkNow',
    'payment.resolve',
    'payment.reopen',
    'payment.idSeen',
    'payment.history',
    'setup.checkConnection',
    'setup.complete',
    'settings.preferences',
    'provision.apply',
    'provision.make',
    'settings.foundRead',
    'network.changed',
    'practice.showPhone',
    'practice.heldOut',
    'journal.acknowledge',
    'journal.accept',
    'journal.startAnew',
    'journal.verify',
    'backup.make',
    'backup.restore',
    'items.save',
    'items.export',
    'sales.page',
    'sales.search',
    'till.stand',
    'till.leave',
    'day.report',
    'day.answers',
    'day.export',
    'day.renewSigning',
    'closing.draft',
    'closing.compare',
    'closing.stopComparing',
    'closing.explain',
    'closing.close',
    'closing.soFar',
    'closing.list',
    'closing.show',
    'closing.print',
    'closing.pdf',
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
    'print.view',
    'update.look',
    'update.install',
    'update.read',
    'doctor.examine',
    'doctor.sign',
    'log.open',
    'log.page',
    'support.prepare',
    'support.read',
    'support.save',
  ],
  customer: ['customer.language'],
} as const satisfies Readonly<Record<Audience, readonly string[]>>;

export type CallOf<A extends Audience> = (typeof CALLS_OF)[A][number];
export type CallName = CallOf<Audience>;
export const CALL_NAMES: readonly CallName[] = [...new Set(Object.values(CALLS_OF).flat())];

/** The one channel for calls: name and input. One channel, so that an unknown call gets an answer too. */
export const CALL_CHANNEL = 'terminal.call';

/** Channel on which main publishes events. */
export const EVENT_CHANNEL = 'terminal.event';
