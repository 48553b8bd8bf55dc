import { useRef, useState } from 'react';

/** Lets one press through at a time: a double click or a second Enter while the first is on its way does nothing. */
export function useOnce(): { readonly busy: boolean; readonly once: (act: () => Promise<void>) => Promise<void> } {
  const [busy, setBusy] = useState(false);
  // Not the state: two clicks can come before it is drawn.
  const running = useRef(false);
  const once = async (act: () => Promise<void>): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    try {
      await act();
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { busy, once };
}
