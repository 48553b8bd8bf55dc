import type { BrowserWindow, Event, Input } from 'electron';

/**
 * Full screen without a way out for a cashier. What the window system keeps for itself (Alt+Tab, the Windows key,
 * Ctrl+Alt+Delete) no program can take: there the computer's own kiosk account is needed, and docs/data.md says so.
 * Ending the app is guarded by the core.
 *
 * @returns turns it on and off
 */
export function createKiosk(window: BrowserWindow): (on: boolean) => void {
  let held = false;
  const back = () => {
    if (!held || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    if (!window.isKiosk()) window.setKiosk(true);
  };
  const stopKeys = (event: Event, input: Input) => {
    if (held && leavesFullScreen(input)) event.preventDefault();
  };
  window.on('minimize', back);
  window.on('leave-full-screen', back);
  window.webContents.on('before-input-event', stopKeys);
  return (on) => {
    if (held === on || window.isDestroyed()) return;
    held = on;
    window.setMinimizable(!on);
    window.setKiosk(on);
  };
}

type Keys = Pick<Input, 'key' | 'control' | 'meta' | 'alt'>;

/** Keys by which systems and Chromium leave a full screen, hide a window or open its menu. */
export const leavesFullScreen = ({ key, control, meta, alt }: Keys): boolean =>
  key === 'F11' ||
  (alt && (key === ' ' || key === 'Escape')) ||
  (meta && ['m', 'h', 'w'].includes(key.toLowerCase())) ||
  (control && key.toLowerCase() === 'w');
