export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 12;

/**
 * Where a small window goes beside a large one: right of it, else left of it, else over its right edge; always wholly
 * on the screen when it fits there at all. Pixels of the desktop.
 */
export function placeBeside(
  beside: Rectangle,
  size: { readonly width: number; readonly height: number },
  workArea: Rectangle,
): { x: number; y: number } {
  const right = workArea.x + workArea.width;
  const bottom = workArea.y + workArea.height;
  const afterIt = beside.x + beside.width + GAP;
  const beforeIt = beside.x - GAP - size.width;
  const x = afterIt + size.width <= right ? afterIt : beforeIt >= workArea.x ? beforeIt : right - size.width;
  return { x: Math.max(workArea.x, x), y: Math.max(workArea.y, Math.min(beside.y, bottom - size.height)) };
}
