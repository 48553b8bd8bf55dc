import { create } from 'qrcode';
import type { TerminalApp } from '../app/terminal-app.ts';

/** White cells on each side that the standard asks for. */
const QUIET = 4;
/** What stands around them in the wallet's own picture. */
const FRAME = 2;

/**
 * Brightness (0 to 255) of the middle of each cell of the code that is on the screen, row by row, with its quiet zone.
 */
async function cellsOnScreen({ page, electron }: TerminalApp, side: number): Promise<number[][]> {
  const picture = await page.locator('[data-code]').screenshot({ animations: 'disabled' });
  const { width, height, pixels } = await electron.evaluate(({ nativeImage }, png) => {
    const image = nativeImage.createFromBuffer(Buffer.from(png, 'base64'));
    return { ...image.getSize(), pixels: image.toBitmap().toString('base64') };
  }, picture.toString('base64'));
  const bytes = Buffer.from(pixels, 'base64');
  const brightness = (x: number, y: number) => {
    const at = 4 * (Math.floor(y) * width + Math.floor(x));
    return Math.round(((bytes[at] ?? 0) + (bytes[at + 1] ?? 0) + (bytes[at + 2] ?? 0)) / 3);
  };
  const middles = Array.from({ length: side }, (_, cell) => (cell + 0.5) / side);
  return middles.map((y) => middles.map((x) => brightness(x * width, y * height)));
}

/**
 * Looks at the code as a camera does: the pixels of its picture against the code of the text.
 * @returns what a reader would stumble over, in words; empty when it reads the text
 */
export async function codeFaults(terminal: TerminalApp, text: string): Promise<string[]> {
  const isPicture = (await terminal.page.locator('img[data-code]').count()) > 0;
  const { modules } = create(text, { errorCorrectionLevel: isPicture ? 'Q' : 'M' });
  const frame = isPicture ? FRAME : 0;
  const margin = QUIET + frame;
  const side = modules.size + 2 * margin;
  const box = await terminal.page.locator('[data-code]').boundingBox();
  const faults =
    box && box.width >= 280 && Math.abs(box.width - box.height) < 1
      ? []
      : [`too small or not square: ${JSON.stringify(box)}`];
  const cells = await cellsOnScreen(terminal, side);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const [y, x] = [row - margin, column - margin];
      const framed = Math.min(row, column) < frame || Math.max(row, column) >= side - frame;
      const dark = y >= 0 && x >= 0 && y < modules.size && x < modules.size && Boolean(modules.get(y, x));
      const seen = cells[row]?.[column] ?? -1;
      // Cut off at an edge, the frame would not be there.
      if (framed ? seen < 100 || seen > 160 : dark ? seen > 40 : seen < 230)
        faults.push(
          `row ${row}, column ${column} should be ${framed ? 'framed' : dark ? 'dark' : 'white'}, is ${seen}`,
        );
    }
  }
  return faults;
}
