import { picturePath } from '../../shared/code.ts';
import type { PictureId } from '../../shared/code.ts';
import { codePath } from '../ui/code-path.ts';
import { MARKS } from './looks.ts';
import type { Mark } from './looks.ts';

const SVG = 'http://www.w3.org/2000/svg';

function svg(viewBox: string, paths: readonly string[]): SVGSVGElement {
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', viewBox);
  for (const d of paths) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    drawing.append(path);
  }
  return drawing;
}

export function drawMark(mark: Mark): SVGSVGElement {
  const drawing = svg('0 0 24 24', MARKS[mark]);
  drawing.classList.add('mark');
  drawing.setAttribute('aria-hidden', 'true');
  return drawing;
}

/** The wallet's own picture, as it came. What cannot be drawn leaves the place to the mark. */
export function drawPicture(id: PictureId, onLost: () => void): HTMLImageElement {
  const picture = document.createElement('img');
  picture.classList.add('code', 'picture');
  picture.src = picturePath(id);
  picture.draggable = false;
  picture.dataset['code'] = '';
  picture.addEventListener('error', onLost);
  return picture;
}

/** Dark on white in both themes: many readers do not know a light code on dark. */
export function drawCode(code: string): SVGSVGElement {
  const { side, d } = codePath(code);
  const drawing = svg(`0 0 ${side} ${side}`, [d]);
  drawing.classList.add('code');
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('shape-rendering', 'crispEdges');
  drawing.dataset['code'] = '';
  return drawing;
}
