import type { CustomerScreen } from '../core/ports/customer-screen.ts';
import type { CustomerFrame, OpenCustomerScreen } from './customer-screen.ts';
import type { Display } from '../../shared/display.ts';

interface LateFrame extends CustomerFrame {
  /** Settles once the terminal itself can be seen. */
  readonly seen: Promise<void>;
}

/** Nothing of it is read before the terminal itself can be seen. */
export function lateCustomerScreen(frame: LateFrame): OpenCustomerScreen {
  let screen: OpenCustomerScreen | null = null;
  let display: Display | null = null;
  let practises = false;
  let closed = false;
  let listener: Parameters<CustomerScreen['watch']>[0] | null = null;
  void frame.seen.then(async () => {
    const { CustomerWindow } = await import('./customer-screen.ts');
    if (closed || frame.till() === null) return;
    screen = new CustomerWindow(frame);
    if (listener) screen.watch(listener);
    screen.use(display);
    if (practises) screen.practise(true);
  });
  return {
    displays: () => screen?.displays() ?? [],
    use(chosen) {
      display = chosen;
      screen?.use(chosen);
    },
    watch(on) {
      listener = on;
      screen?.watch(on);
    },
    policyOf: (session) => screen?.policyOf(session) ?? null,
    practise(on) {
      practises = on;
      screen?.practise(on);
    },
    close() {
      closed = true;
      screen?.close();
    },
  };
}
