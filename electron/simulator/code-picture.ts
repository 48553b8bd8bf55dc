import { crc32, deflateSync } from 'node:zlib';
import { create } from 'qrcode';
import { gateway } from './problems.ts';
import type { Payment } from './state.ts';
import { empty, type WireRequest, type WireResponse } from './wire.ts';

/**
 * The service's own picture of a code: the branded image that `redirectUrl` leads to [api 5.2, 6.2]. Asked for without
 * keys; gone when the payment is over.
 */

/** Where the picture is served on this machine, and by the real service under a name of its own. */
export const PICTURE = '/qr-image/v1';
const OFFICIAL = 'https://qr-image.vipps.no/v1';
const HERE = /^(?:127\.0\.0\.1|localhost):\d{1,5}$/;

const DEFAULT_SIZE = 1024;

interface Format {
  readonly format: string;
  readonly size?: number | null | undefined;
}

/** @param host to which the create was sent: a simulator serves its own pictures */
export function pictureAddress(token: string, format: Format | null, host: string | undefined): string {
  const base = host !== undefined && HERE.test(host) ? `http://127.0.0.1:${host.split(':')[1]}${PICTURE}` : OFFICIAL;
  const png = format?.format === 'IMAGE/PNG' ? `&format=png&size=${format.size ?? DEFAULT_SIZE}` : '';
  return `${base}?token=${token}${png}`;
}

/** What the picture says to whoever scans it; also what is answered where the text alone is asked for. */
export const targetAddress = (token: string): string => `https://qr.vipps.no/o/${token}`;

/** @param payments all there are; the token is that of one of them */
export function pictureAnswer({ query = '' }: WireRequest, payments: Iterable<Payment>, now: number): WireResponse {
  const asked = new URLSearchParams(query);
  const token = asked.get('token');
  const payment = [...payments].find(({ redirectToken }) => redirectToken !== null && redirectToken === token);
  if (payment === undefined || token === null || payment.state !== 'CREATED' || now >= payment.expiresAt)
    return gateway(404, 'Not found');
  const { modules } = create(targetAddress(token), { errorCorrectionLevel: 'Q' });
  const dark = (row: number, column: number): boolean => modules.get(row, column) === 1;
  if (asked.get('format') !== 'png') return drawing(modules.size, dark);
  const size = Number(asked.get('size') ?? DEFAULT_SIZE);
  const bytes = painted(modules.size, dark, Math.min(2_000, Math.max(100, Math.floor(size) || DEFAULT_SIZE)));
  return { ...empty(200), headers: { 'content-type': 'image/png' }, bytes };
}

/** White cells around the code, and the coloured frame around those. */
const QUIET = 4;
const FRAME = 2;
const MARGIN = QUIET + FRAME;

type Dark = (row: number, column: number) => boolean;

function drawing(cells: number, dark: Dark): WireResponse {
  const side = cells + 2 * MARGIN;
  const paths = Array.from({ length: cells * cells }, (_, cell) => [Math.floor(cell / cells), cell % cells] as const)
    .filter(([row, column]) => dark(row, column))
    .map(([row, column]) => `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`);
  const inner = side - 2 * FRAME;
  const body =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><rect width="100%" height="100%" ` +
    `fill="#ff5b24"/><rect x="${FRAME}" y="${FRAME}" width="${inner}" height="${inner}" fill="#fff"/>` +
    `<path d="${paths.join('')}"/></svg>`;
  return { ...empty(200), headers: { 'content-type': 'image/svg+xml' }, body };
}

/** Colours by their number: white, black, the brand's. */
const PALETTE = Uint8Array.of(255, 255, 255, 0, 0, 0, 255, 91, 36);
const [WHITE, BLACK, BRAND] = [0, 1, 2];
const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG of `size` by `size` points, a colour number for each. */
function painted(cells: number, dark: Dark, size: number): Uint8Array<ArrayBuffer> {
  const side = cells + 2 * MARGIN;
  const colourAt = (row: number, column: number): number => {
    const [y, x] = [row - MARGIN, column - MARGIN];
    if (Math.min(row, column) < FRAME || Math.max(row, column) >= side - FRAME) return BRAND;
    return y >= 0 && x >= 0 && y < cells && x < cells && dark(y, x) ? BLACK : WHITE;
  };
  const cellOf = Array.from({ length: size }, (_, point) => Math.floor((point * side) / size));
  const lines = Array.from({ length: side }, (_, row) =>
    Uint8Array.from([0, ...cellOf.map((column) => colourAt(row, column))]),
  );
  const points = Buffer.concat(cellOf.map((row) => lines[row] ?? Uint8Array.of()));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a point, by palette.
  header.set([8, 3], 8);
  return Uint8Array.from(
    Buffer.concat([
      SIGNATURE,
      chunk('IHDR', header),
      chunk('PLTE', PALETTE),
      chunk('IDAT', deflateSync(points)),
      chunk('IEND', Uint8Array.of()),
    ]),
  );
}
