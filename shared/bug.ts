/** Kind and place of a bug. Its message can hold what was typed, so only the stack's own frames are kept. */
export function describeBug(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return `${error.name} ${frames
    .slice(0, 3)
    .map((line) => line.trim())
    .join(' < ')}`;
}
