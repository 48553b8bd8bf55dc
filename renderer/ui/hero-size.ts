/**
 * Size step of the amount, so that it fits on one line: 96, 80 or 64 px, and smaller only for text that is no amount.
 */
export function heroSize(text: string): 'full' | 'long' | 'longer' | 'text' {
  if (text.length <= 8) return 'full';
  if (text.length <= 10) return 'long';
  return text.length <= 15 ? 'longer' : 'text';
}
