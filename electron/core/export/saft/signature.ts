import { decimal } from './xml.ts';
import type { Signer } from '../../ports/signer.ts';

export interface SignedTransaction {
  readonly date: string;
  readonly time: string;
  /** Number of the transaction in the chain, from 1 without gaps. */
  readonly number: number;
  readonly gross: number;
  readonly net: number;
}

/**
 * Signatures of the transactions in their order: each covers the one before it, so that none can be changed, left out
 * or put in afterwards [Norwegian Tax Administration, requirements for digital signatures in cash register systems:
 * `signature;transDate;transTime;nr;transAmntIn;transAmntEx`, with `0` before the first].
 */
export class SignatureChain {
  readonly #signer: Signer;
  #last = '0';

  constructor(signer: Signer) {
    this.#signer = signer;
  }

  next({ date, time, number, gross, net }: SignedTransaction): string {
    this.#last = this.#signer.sign([this.#last, date, time, String(number), decimal(gross), decimal(net)].join(';'));
    return this.#last;
  }
}
