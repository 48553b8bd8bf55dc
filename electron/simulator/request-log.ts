import type { IncomingHttpHeaders } from 'node:http';

/**
 * What reached the server, for benches and tests: the last requests, with the moment they arrived and without secrets.
 */
export interface LoggedRequest {
  readonly id: number;
  /** Epoch ms with fraction, when the headers had arrived; real time, whatever offset the simulator's clock has. */
  readonly arrivedAt: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RequestLog {
  add(entry: Omit<LoggedRequest, 'id' | 'headers'> & { readonly headers: IncomingHttpHeaders }): void;
  /** Entries with an id above `after`, oldest first. */
  list(after?: number): readonly LoggedRequest[];
  reset(): void;
}

const KEPT = 500;
const LONGEST_BODY = 20_000;
const SECRET: ReadonlySet<string> = new Set([
  'authorization',
  'client_id',
  'client_secret',
  'ocp-apim-subscription-key',
  'cookie',
]);

export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = [];
  let last = 0;
  return {
    add({ arrivedAt, method, path, headers, body }) {
      last += 1;
      const shown = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, SECRET.has(name) ? 'hidden' : String(value)]),
      );
      entries.push({ id: last, arrivedAt, method, path, headers: shown, body: body.slice(0, LONGEST_BODY) });
      if (entries.length > KEPT) entries = entries.slice(-KEPT);
    },
    list: (after = 0) => entries.filter((entry) => entry.id > after),
    reset: () => {
      entries = [];
    },
  };
}
