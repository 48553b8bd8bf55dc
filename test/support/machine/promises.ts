import type { IdempotencyKey } from '../../../shared/ids.ts';
import { isFinal, isPaid, isUnpaid } from '../../../shared/payment-standing.ts';
import type { Movement, Payment } from '../../../shared/payment.ts';
import type { ModelWallet } from './wallet.ts';

/**
 * What must hold between one payment of the till and its wallet, whatever has happened: the seven
 * rules of RELIABILITY.md, each as a phrase.
 */

const total = (movements: readonly Movement[], kind: Movement['kind']): number =>
  movements.reduce((sum, movement) => sum + (movement.kind === kind ? movement.amount : 0), 0);

/**
 * Where a capture has left nothing to capture, it makes no difference who did it, and no call is spent on finding out.
 */
const mayBeMistaken = ({ kind }: Movement, payment: Payment): boolean =>
  kind === 'capture' && payment.amounts.captured === payment.amounts.authorized;

function aboutMovements(payment: Payment, wallet: ModelWallet): string[] {
  const { movements, amounts } = payment;
  const broken: string[] = [];
  if (total(movements, 'capture') !== amounts.captured || total(movements, 'refund') !== amounts.refunded)
    broken.push('rule 3: the movements do not add up');
  for (const movement of movements) {
    if (movement.key === null || movement.kind === 'release' || mayBeMistaken(movement, payment)) continue;
    if (
      !wallet.moved.some(
        ({ kind, key, amount }) => kind === movement.kind && key === movement.key && amount === movement.amount,
      )
    )
      broken.push(`rule 2: a ${movement.kind} is called ours, and the wallet has none with its key`);
  }
  return broken;
}

/** @param calledRefused operations of which the till has said that they were not done */
export function brokenAt(
  payment: Payment,
  before: Payment,
  wallet: ModelWallet,
  calledRefused: ReadonlySet<IdempotencyKey>,
): readonly string[] {
  const { phase, amounts, certainty } = payment;
  const broken = aboutMovements(payment, wallet);
  const ours = wallet.moved.flatMap(({ key }) => key ?? []);
  if (new Set(ours).size !== ours.length) broken.push('rule 1: one wish moved money twice');
  if (ours.some((key) => calledRefused.has(key)))
    broken.push('rule 2: it is called refused, and the wallet has done it');
  if (phase.name === 'captured' && !(isPaid(payment) && wallet.captured >= amounts.captured))
    broken.push(`rule 2: paid, and the wallet has ${wallet.captured}`);
  if (isUnpaid(phase) && wallet.canHoldMoney) broken.push(`rule 2: ${phase.name}, and the wallet can hold money`);
  if (
    payment.attention === 'wallet.captureDiffers' &&
    certainty.name === 'confirmed' &&
    wallet.moved.every(({ key }) => key !== null)
  )
    broken.push('rule 7: a person is called although nobody else touched it');
  if (isFinal(phase) && certainty.name === 'unclear') broken.push(`rule 2: ${phase.name} and unclear`);
  if ((['authorized', 'captured', 'cancelled', 'refunded'] as const).some((sum) => amounts[sum] > wallet[sum]))
    broken.push('rule 3: the till knows more than the wallet');
  if ((['authorized', 'captured', 'cancelled', 'refunded'] as const).some((sum) => amounts[sum] < before.amounts[sum]))
    broken.push('rule 3: a sum shrank');
  return broken;
}

/**
 * When everything has come to rest and has been asked for once more: the whole of the wallet's books against the
 * payment.
 */
export function brokenAtRest(payment: Payment, wallet: ModelWallet): readonly string[] {
  if (!isFinal(payment.phase) && payment.phase.name !== 'authorized') return [];
  const broken: string[] = [];
  if (payment.amounts.captured !== wallet.captured || payment.amounts.refunded !== wallet.refunded)
    broken.push(
      `rule 3: ${payment.amounts.captured} and ${payment.amounts.refunded} ` +
        `back here, ${wallet.captured} and ${wallet.refunded} back at the wallet`,
    );
  for (const { kind, key, amount } of wallet.moved) {
    if (
      key !== null &&
      !payment.movements.some(
        (movement) => movement.kind === kind && movement.key === key && movement.amount === amount,
      )
    )
      broken.push(`rule 2: our own ${kind} of ${amount} is not called ours`);
  }
  return broken;
}
