import { create } from 'qrcode';
import { el } from './dom.ts';
import { phoneText } from './texts.ts';

/** White cells that a reader needs around a code on each side [ISO 18004]. */
const QUIET_ZONE = 4;
const SVG = 'http://www.w3.org/2000/svg';

/** The customer's own code as their app holds it out to a scanner. */
export function codeFigure(text: string): readonly Node[] {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * QUIET_ZONE;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${side} ${side}`);
  svg.setAttribute('shape-rendering', 'crispEdges');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  const cells: string[] = [];
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) cells.push(`M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`);
  path.setAttribute('d', cells.join(''));
  svg.append(path);
  return [svg, el('figcaption', {}, phoneText('ownCode'))];
}
