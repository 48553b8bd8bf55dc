/**
 * Two Enters closer than this, with no other key between, are one: a scanner ends its code with CR and LF, a worn key
 * bounces.
 */
export const BOUNCE_MS = 40;
/** An Enter so soon after a character that no field took is the end of a scanned code: no finger is that fast. */
export const SCAN_MS = 100;

export interface EnterPress {
  readonly repeat: boolean;
  readonly at: number;
  readonly previousAt: number;
  /** When a character was last typed where no field takes it. */
  readonly strayAt: number;
}

/** Whether an Enter counts: a held key, a bounce and the end of a scan do not, whatever has the focus meanwhile. */
export const enterCounts = ({ repeat, at, previousAt, strayAt }: EnterPress): boolean =>
  !repeat && at - previousAt >= BOUNCE_MS && at - strayAt >= SCAN_MS;
