import { z } from 'zod';

/** A page over Chromium's debugging protocol: just enough to call and to read. Every question has a time limit. */
export interface DevtoolsPage {
  /** The value of an expression in the page, as JSON; a promise is awaited. */
  evaluate(expression: string, timeoutMs?: number): Promise<unknown>;
  /** Sends a command without waiting for its answer, such as one that ends the page. */
  post(method: string, params?: Readonly<Record<string, unknown>>): void;
  close(): void;
}

const targetsSchema = z.array(
  z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string().optional() }),
);
const messageSchema = z.object({
  id: z.number().optional(),
  result: z
    .object({
      result: z.object({ value: z.unknown().optional() }).optional(),
      exceptionDetails: z
        .object({ text: z.string(), exception: z.object({ description: z.string().optional() }).optional() })
        .optional(),
    })
    .optional(),
  error: z.object({ message: z.string() }).optional(),
});
const ASK_AGAIN_MS = 20;
const ANSWER_MS = 60_000;

/**
 * Attaches to the terminal's page as soon as there is one.
 *
 * @param ended settles when the program has ended: then there is nothing to wait for
 */
export async function attachToPage(
  port: Promise<string>,
  ended: Promise<void>,
  timeoutMs: number,
): Promise<DevtoolsPage> {
  const deadline = performance.now() + timeoutMs;
  let over = false;
  void ended.then(() => (over = true));
  const found = await Promise.race([
    port,
    ended,
    new Promise<void>((resolve) => setTimeout(resolve, timeoutMs).unref()),
  ]);
  while (typeof found === 'string' && !over && performance.now() < deadline) {
    const url = await pageUrl(found);
    const page = url === null ? null : await connect(url);
    if (page) return page;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
  throw new Error(over ? 'the program ended' : `no page in ${timeoutMs} ms`);
}

async function pageUrl(port: string): Promise<string | null> {
  try {
    const targets = targetsSchema.parse(
      await (await fetch(`http://127.0.0.1:${port}/json/list`, { signal: AbortSignal.timeout(2_000) })).json(),
    );
    return (
      targets.find((target) => target.type === 'page' && target.url.startsWith('app://terminal'))
        ?.webSocketDebuggerUrl ?? null
    );
  } catch {
    return null;
  }
}

function connect(url: string): Promise<DevtoolsPage | null> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    const waiting = new Map<
      number,
      { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
    >();
    let last = 0;
    const post = (method: string, params: Readonly<Record<string, unknown>> = {}): number => {
      last += 1;
      socket.send(JSON.stringify({ id: last, method, params }));
      return last;
    };
    const fail = (why: string) => {
      for (const { reject } of waiting.values()) reject(new Error(why));
      waiting.clear();
      resolve(null);
    };
    socket.addEventListener('message', ({ data }) => {
      const { id, result, error } = messageSchema.parse(JSON.parse(String(data)));
      const asked = id === undefined ? undefined : waiting.get(id);
      if (!asked || id === undefined) return;
      waiting.delete(id);
      const problem =
        error?.message ?? result?.exceptionDetails?.exception?.description ?? result?.exceptionDetails?.text;
      if (problem === undefined) asked.resolve(result?.result?.value);
      else asked.reject(new Error(problem));
    });
    socket.addEventListener('error', () => fail('the page is gone'));
    socket.addEventListener('close', () => fail('the page is gone'));
    socket.addEventListener('open', () => {
      resolve({
        post: (method, params) => void post(method, params),
        close: () => socket.close(),
        evaluate: (expression, timeoutMs = ANSWER_MS) =>
          new Promise((settle, reject) => {
            if (socket.readyState !== WebSocket.OPEN) return reject(new Error('the page is gone'));
            const id = post('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
            const timer = setTimeout(() => {
              if (waiting.delete(id)) reject(new Error(`no answer of the page in ${timeoutMs} ms`));
            }, timeoutMs);
            const done =
              <T>(act: (value: T) => void) =>
              (value: T) => {
                clearTimeout(timer);
                act(value);
              };
            waiting.set(id, { resolve: done(settle), reject: done(reject) });
          }),
      });
    });
  });
}
