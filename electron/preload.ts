import { contextBridge, ipcRenderer } from 'electron';
import { audienceIn } from '../shared/audience.ts';
import type { Reply, TerminalEvent } from '../shared/ipc/contract.ts';
import { CALL_CHANNEL, CALLS_OF, EVENT_CHANNEL } from '../shared/ipc/names.ts';
import type { CallName } from '../shared/ipc/names.ts';

/**
 * `window.terminal`: one function for each call of the contract that is for this window, and one way to listen. No
 * channel names, no events of Electron. Nothing but types, names and electron may be imported here: a sandboxed
 * preload is one CommonJS file.
 */

declare const location: { readonly protocol: string };

/** What every page begins with. */
const FIRST_CALL = 'terminal.snapshot' satisfies CallName;

async function invoke(name: string, input: unknown): Promise<unknown> {
  const reply: Reply = await ipcRenderer.invoke(CALL_CHANNEL, name, input);
  if ('denied' in reply) throw new Error(reply.denied);
  return reply.output;
}

/** Main says it when it opens the window; the router knows it by itself, whatever a page makes of this. */
const audience = audienceIn(process.argv);
const names: readonly string[] = audience === null ? [] : CALLS_OF[audience];

/** Asked for before the page has read its own code: it is there when the page wants it. */
let early = names.includes(FIRST_CALL) && location.protocol !== 'about:' ? invoke(FIRST_CALL, undefined) : null;
// Whoever takes it hears of a denial.
early?.catch(() => undefined);

function first(input: unknown): Promise<unknown> {
  const answer = input === undefined ? early : null;
  early = null;
  return answer ?? invoke(FIRST_CALL, input);
}

/** What came after that answer, until the page listens; what is beyond the limit shows as a gap there. */
let unheard: TerminalEvent[] = [];
const MOST_UNHEARD = 500;
const keep = (_event: unknown, value: TerminalEvent): void => {
  unheard = [...unheard, value].slice(-MOST_UNHEARD);
};
ipcRenderer.on(EVENT_CHANNEL, keep);

const call = Object.fromEntries(
  names.map((name) => [name, name === FIRST_CALL ? first : (input: unknown) => invoke(name, input)]),
);

function onEvent(listener: (event: TerminalEvent) => void): () => void {
  // SECURITY: the page gets the value, never Electron's event, which leads to ipcRenderer.
  const forward = (_event: unknown, value: TerminalEvent) => listener(value);
  ipcRenderer.removeListener(EVENT_CHANNEL, keep);
  ipcRenderer.on(EVENT_CHANNEL, forward);
  for (const event of unheard.splice(0)) listener(event);
  return () => {
    ipcRenderer.removeListener(EVENT_CHANNEL, forward);
  };
}

contextBridge.exposeInMainWorld('terminal', Object.freeze({ audience, call: Object.freeze(call), onEvent }));
