/** Deeper than any input of the contract. */
const MAX_DEPTH = 16;

/**
 * Measures a message before anything else reads it: bytes of its JSON, without building that JSON. Survives what a
 * structured clone can carry: cycles, a billion holes, a thousand levels, maps, buffers. Only what JSON knows may pass
 * (and `undefined`, for calls without input); a number that is not finite is left to the schema.
 *
 * @returns null when it may pass
 */
export function weigh(message: unknown, limit: number): 'ipc.tooLarge' | 'ipc.payloadInvalid' | null {
  let bytes = 0;
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: message, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (depth > MAX_DEPTH) return 'ipc.payloadInvalid';
    if (typeof value === 'string') bytes += jsonBytes(value, limit);
    else if (typeof value === 'number') bytes += String(value).length;
    else if (value === null || value === undefined || typeof value === 'boolean') bytes += 4;
    else if (Array.isArray(value)) {
      bytes += 2 + value.length;
      if (bytes > limit) return 'ipc.tooLarge';
      for (const item of value) open.push({ value: item, depth: depth + 1 });
    } else if (isPlain(value)) {
      const keys = Object.keys(value);
      bytes += 2 + keys.length * 2;
      if (bytes > limit) return 'ipc.tooLarge';
      for (const key of keys) {
        bytes += jsonBytes(key, limit);
        open.push({ value: value[key], depth: depth + 1 });
      }
    } else return 'ipc.payloadInvalid';
    if (bytes > limit) return 'ipc.tooLarge';
  }
  return null;
}

/** Bytes of a string in JSON; of one that is too long in any case, its length, which is quicker. */
const jsonBytes = (text: string, limit: number): number =>
  text.length > limit ? text.length : Buffer.byteLength(JSON.stringify(text));

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
