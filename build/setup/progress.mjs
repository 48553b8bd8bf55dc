/**
 * What the person who waits for set-up sees. Everything goes to stderr: stdout belongs to the task
 * (`npm run simulator -- --json` prints one JSON line and nothing else).
 */

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {number} startedAt epoch ms @returns {string} seconds with one decimal, such as "3.2 s" */
export function secondsSince(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}

/** @param {number} bytes @returns {string} such as "196 MB" */
export function megabytes(bytes) {
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/**
 * Runs a long step: names it, says every few seconds that it goes on, and says how long it took.
 *
 * @template T
 * @param {string} label
 * @param {(note: (text: string) => void) => Promise<T>} work gets a function that sets the text shown beside the
 * seconds
 * @param {{ everyMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function longStep(label, work, options = {}) {
  const startedAt = Date.now();
  let note = '';
  const line = (/** @type {string} */ end) => say(`  ${label}: ${[note, end].filter(Boolean).join(', ')}`);
  say(`  ${label} ...`);
  const ticker = setInterval(() => line(secondsSince(startedAt)), options.everyMs ?? 5000);
  try {
    const result = await work((text) => {
      note = text;
    });
    line(`done in ${secondsSince(startedAt)}`);
    return result;
  } catch (error) {
    line(`stopped after ${secondsSince(startedAt)}`);
    throw error;
  } finally {
    clearInterval(ticker);
  }
}

/** A set-up problem that a person can solve: shown as its message alone, without a stack. */
export class SetupError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'SetupError';
  }
}
