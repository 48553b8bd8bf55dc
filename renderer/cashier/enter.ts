/** Two Enters closer than this, with no other key between, are one: a scanner ends its code with CR and LF, a worn key bounces. */
export const BOUNCE_MS = 40;

/** Whether an Enter counts: a held key and a bounce do not, whatever has the focus meanwhile. */
export const enterCounts = (press: { readonly repeat: boolean; readonly at: number; readonly previousAt: number }): boolean =>
  !press.repeat && press.at - press.previousAt >= BOUNCE_MS;
