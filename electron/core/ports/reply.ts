import type { ErrorCode } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';

/** What a window hears of a wish: accepted, or why not. Truth follows as events. */
export const reply = (result: Result<unknown, ErrorCode>) =>
  result.ok ? { accepted: true as const } : { accepted: false as const, error: result.error };
