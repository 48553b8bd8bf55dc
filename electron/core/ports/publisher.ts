import type { TerminalEvent } from '../../../shared/ipc/contract.ts';

export interface Publisher {
  publish(event: TerminalEvent): void;
}
