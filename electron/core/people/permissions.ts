import { CALLS_OF } from '../../../shared/ipc/names.ts';
import type { CallName, CallOf } from '../../../shared/ipc/names.ts';

/**
 * - `anyone`: also while the till is locked: what no person asks for, and the ways in
 * - `signedIn`: everybody with a PIN. Where more depends on the input (a refund above the limit, a closing with a
 *   difference), the handler asks `managerNeeded`
 * - `manager`: a manager, or a manager's approval in place
 */
export type Permission = 'anyone' | 'signedIn' | 'manager';

/**
 * Who may make which call of the till's windows. The one place; a call without a row does not compile. While PINs are
 * off everybody may make all of them.
 */
export const PERMISSIONS: Readonly<Record<CallOf<'till'>, Permission>> = {
  'terminal.snapshot': 'anyone',
  'sale.start': 'signedIn',
  'sale.sendAgain': 'signedIn',
  'sale.change': 'signedIn',
  'sale.recall': 'signedIn',
  'payment.cancel': 'signedIn',
  'payment.capture': 'signedIn',
  'payment.capturePart': 'signedIn',
  'payment.release': 'manager',
  'payment.refund': 'signedIn',
  'payment.refundLeft': 'signedIn',
  'payment.recheck': 'signedIn',
  'payment.checkNow': 'signedIn',
  'payment.resolve': 'signedIn',
  'payment.reopen': 'manager',
  'payment.idSeen': 'signedIn',
  // Shows, of what the window shows already, how it is known.
  'payment.history': 'anyone',
  'payment.walletLog': 'signedIn',
  // What leaves for support, as a file for support is.
  'payment.exportLog': 'manager',
  'setup.checkConnection': 'manager',
  'setup.complete': 'manager',
  'settings.preferences': 'manager',
  'settings.foundRead': 'manager',
  // On a till without settings, people or a journal alone; who does it proves it with the file's code.
  'provision.apply': 'anyone',
  'provision.make': 'manager',
  'network.changed': 'anyone',
  // The customer's, not the cashier's.
  'practice.showPhone': 'anyone',
  'practice.heldOut': 'signedIn',
  'journal.acknowledge': 'signedIn',
  'journal.accept': 'manager',
  'journal.startAnew': 'manager',
  'journal.verify': 'manager',
  'backup.make': 'manager',
  'backup.restore': 'manager',
  // What the keys of the till sell, and at what price.
  'items.save': 'manager',
  'items.export': 'manager',
  // What every customer sees.
  'logo.choose': 'manager',
  'logo.remove': 'manager',
  // Who may refund must be able to find the sale.
  'sales.page': 'signedIn',
  // Where somebody is among their own tasks.
  'school.attend': 'signedIn',
  'school.list': 'manager',
  'sales.search': 'signedIn',
  // Moves nothing, and a sale that was begun comes to the middle also when the till has locked itself meanwhile.
  'till.stand': 'anyone',
  // Leaving loses nothing: open payments are looked up at the next start, which is locked.
  'till.leave': 'anyone',
  'day.report': 'signedIn',
  'day.answers': 'signedIn',
  'day.export': 'manager',
  'day.renewSigning': 'manager',
  'closing.draft': 'signedIn',
  'closing.compare': 'signedIn',
  'closing.stopComparing': 'signedIn',
  'closing.explain': 'signedIn',
  // With anything undecided, not compared or different, a manager.
  'closing.close': 'signedIn',
  'closing.soFar': 'signedIn',
  'closing.list': 'signedIn',
  'closing.show': 'signedIn',
  'closing.print': 'signedIn',
  'closing.pdf': 'signedIn',
  'print.slip': 'signedIn',
  'print.pdf': 'signedIn',
  'print.test': 'signedIn',
  'print.retry': 'signedIn',
  'print.discard': 'signedIn',
  'print.printers': 'anyone',
  'print.view': 'signedIn',
  'doctor.examine': 'manager',
  'doctor.sign': 'manager',
  'log.open': 'manager',
  // What a manager has opened, by a name that only this window was told.
  'log.page': 'signedIn',
  'support.prepare': 'manager',
  'support.read': 'signedIn',
  'support.save': 'signedIn',
  'people.signIn': 'anyone',
  'people.lock': 'anyone',
  'people.active': 'anyone',
  'people.approve': 'signedIn',
  'people.recoveryNeeds': 'anyone',
  'people.recover': 'anyone',
  'people.add': 'manager',
  'people.change': 'manager',
  'people.configure': 'manager',
  'update.look': 'manager',
  'update.install': 'manager',
  'update.read': 'manager',
};

/** Calls of other windows alone have no row: nobody of the shop stands there, and whoever is signed in is not asked. */
export const isOfTill = (name: CallName): name is CallOf<'till'> => CALLS_OF.till.some((each) => each === name);
