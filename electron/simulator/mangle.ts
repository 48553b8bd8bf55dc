import type { WireResponse } from './wire.ts';

/** Ways to spoil an answer on its way back. Each takes a whole answer and gives the spoiled one. */

const HUGE = 5 * 1024 * 1024;
const PADDING = 'x'.repeat(HUGE);

/** Where nobody but this machine could answer. */
export const sentOn = (): WireResponse => ({
  status: 302,
  headers: { location: 'http://127.0.0.1:9/' },
  body: '',
});

const HTML_PAGE =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n' +
  '<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>gateway</center>\r\n</body>\r\n</html>\r\n';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rewrites every field of every object in the answer; answers that are not JSON stay. */
function rewrite(answer: WireResponse, change: (key: string, value: unknown) => unknown): WireResponse {
  const value = parsed(answer.body);
  if (value === undefined) return answer;
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (!isRecord(node)) return node;
    return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, change(key, walk(inner))]));
  };
  return { ...answer, body: JSON.stringify(walk(value)) };
}

export const truncated = ({ bytes, ...answer }: WireResponse): WireResponse => ({
  ...answer,
  body: answer.body.slice(0, Math.floor(answer.body.length * 0.6)),
  ...(bytes === undefined ? {} : { bytes: bytes.slice(0, Math.floor(bytes.length * 0.6)) }),
});

/** Numbers become texts, texts numbers, and the aggregate a list. */
export const wrongTypes = (answer: WireResponse): WireResponse =>
  rewrite(answer, (key, value) => {
    if (key === 'aggregate') return [];
    if (typeof value === 'number') return `about ${value}`;
    return typeof value === 'string' ? 12 : value;
  });

export const unknownEnums = (answer: WireResponse): WireResponse =>
  rewrite(answer, (key, value) => (key === 'state' || key === 'name' || key === 'entryType' ? 'PONDERING' : value));

/** New fields at the top and in every inner object that a client has to ignore [api 5.3]. */
export const extraFields = (answer: WireResponse): WireResponse => {
  const value = parsed(answer.body);
  const grow = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(grow);
    if (!isRecord(node)) return node;
    const grown = Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, grow(inner)]));
    return { ...grown, captureGuaranteedUntil: '2030-01-01T00:00:00Z', newThing: { nested: [1, null, 'two'] } };
  };
  return value === undefined ? answer : { ...answer, body: JSON.stringify(grow(value)) };
};

export const html = (answer: WireResponse, status: number): WireResponse => ({
  status: status === 0 ? answer.status : status,
  headers: { 'content-type': 'text/html' },
  body: HTML_PAGE,
});

export const withoutBody = ({ status }: WireResponse): WireResponse => ({ status, headers: {}, body: '' });

/** Fifty megabytes. */
const HUGE_PICTURE = 50 * 1024 * 1024;

/** The right answer with five megabytes of padding in it; a picture that does not end. */
export const huge = (answer: WireResponse): WireResponse => {
  if (answer.bytes !== undefined) {
    const bytes = new Uint8Array(HUGE_PICTURE);
    bytes.set(answer.bytes);
    return { ...answer, bytes };
  }
  const value = parsed(answer.body);
  const [open, close] = JSON.stringify(isRecord(value) ? { ...value, padding: '' } : { value, padding: '' }).split(
    /""(?=\}$)/,
  );
  return { ...answer, body: `${open}"${PADDING}"${close}` };
};
