import { saveAs } from './save-as';
import { svgImage } from './svg-image';
import { textLines } from './text-lines';

const MARGIN = 16;
// What a canvas of the usual browsers still takes.
const LONGEST = 16_000;

type Pen = CanvasRenderingContext2D;
type Box = { left: number; top: number; width: number; height: number };

const isShown = (element: Element, style: CSSStyleDeclaration): boolean =>
  style.display !== 'none' &&
  style.visibility !== 'hidden' &&
  !element.matches('.no-print, .visually-hidden, [data-not-in-picture]');

/** Surfaces and lines of one element, as the browser laid it out. */
const drawBox = (pen: Pen, { left, top, width, height }: Box, style: CSSStyleDeclaration): void => {
  if (!/^(transparent|rgba\(0, 0, 0, 0\))$/.test(style.backgroundColor)) {
    pen.fillStyle = style.backgroundColor;
    pen.fillRect(left, top, width, height);
  }
  const side = (name: 'Top' | 'Right' | 'Bottom' | 'Left', x1: number, y1: number, x2: number, y2: number) => {
    const thick = Number.parseFloat(style[`border${name}Width`]);
    const kind = style[`border${name}Style`];
    if (!thick || kind === 'none' || kind === 'hidden') return;
    pen.strokeStyle = style[`border${name}Color`];
    pen.lineWidth = thick;
    pen.setLineDash(kind === 'dashed' ? [4, 3] : kind === 'dotted' ? [thick, thick * 1.5] : []);
    const half = thick / 2;
    const [dx, dy] =
      name === 'Left' ? [half, 0] : name === 'Right' ? [-half, 0] : name === 'Top' ? [0, half] : [0, -half];
    pen.beginPath();
    pen.moveTo(x1 + dx, y1 + dy);
    pen.lineTo(x2 + dx, y2 + dy);
    pen.stroke();
  };
  side('Top', left, top, left + width, top);
  side('Right', left + width, top, left + width, top + height);
  side('Bottom', left, top + height, left + width, top + height);
  side('Left', left, top, left, top + height);
};

const drawText = (pen: Pen, node: Text, style: CSSStyleDeclaration, origin: Box): void => {
  pen.fillStyle = style.color;
  pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  pen.textBaseline = 'alphabetic';
  for (const { text, left, top } of textLines(node)) {
    const { fontBoundingBoxAscent } = pen.measureText(text);
    pen.fillText(text, left - origin.left, top - origin.top + fontBoundingBoxAscent);
  }
};

/** Draws what an element shows, and then what is in it; what is laid out over something is drawn over it. */
const drawElement = async (pen: Pen, element: Element, origin: Box): Promise<void> => {
  const style = getComputedStyle(element);
  if (!isShown(element, style)) return;
  const rect = element.getBoundingClientRect();
  const box = { left: rect.left - origin.left, top: rect.top - origin.top, width: rect.width, height: rect.height };
  if (element instanceof SVGSVGElement) {
    if (rect.width > 0 && rect.height > 0)
      pen.drawImage(await svgImage(element), box.left, box.top, box.width, box.height);
    return;
  }
  drawBox(pen, box, style);
  for (const child of element.childNodes) {
    if (child instanceof Text) drawText(pen, child, style, origin);
    else if (child instanceof Element) await drawElement(pen, child, origin);
  }
};

/** How far what is drawn reaches: beyond the figure's box (a table that scrolls), or not to its edge (a few tiles). */
const reachOf = (figure: HTMLElement, origin: Box): { right: number; bottom: number } => {
  const reach = { right: 0, bottom: 0 };
  const visit = (element: Element) => {
    if (!isShown(element, getComputedStyle(element))) return;
    const inner = element instanceof SVGSVGElement ? [] : [...element.children];
    for (const child of inner) visit(child);
    const { right, bottom } = element.getBoundingClientRect();
    if (inner.length === 0) reach.right = Math.max(reach.right, right - origin.left);
    reach.bottom = Math.max(reach.bottom, bottom - origin.top);
  };
  visit(figure);
  return reach;
};

/**
 * A picture of a figure as it stands on the page, twice as large: surfaces, lines, words and drawings, also what has to be scrolled to.
 * It is drawn by our own hand because the page's policy lets nothing be loaded, and because a browser refuses to give out
 * a canvas onto which it has drawn a page itself. Buttons (`.no-print`) stay out.
 */
export const pictureOf = async (figure: HTMLElement): Promise<HTMLCanvasElement> => {
  const scrolled = [...figure.querySelectorAll<HTMLElement>('[data-scrolls]')].map(box => {
    const { scrollLeft, scrollTop } = box;
    box.scrollTo(0, 0);
    return () => box.scrollTo(scrollLeft, scrollTop);
  });
  try {
    const { left, top, width, height } = figure.getBoundingClientRect();
    const origin = { left: left - MARGIN, top: top - MARGIN, width, height };
    const { right, bottom } = reachOf(figure, origin);
    const scale = Math.min(2, LONGEST / Math.max(right + MARGIN, bottom + MARGIN));
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil((right + MARGIN) * scale);
    canvas.height = Math.ceil((bottom + MARGIN) * scale);
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('this browser has no canvas');
    pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--paper');
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.scale(scale, scale);
    await drawElement(pen, figure, origin);
    return canvas;
  } finally {
    for (const back of scrolled) back();
  }
};

/** Offers the picture as `<name>.png`. */
export const savePicture = async (figure: HTMLElement, name: string): Promise<void> => {
  const canvas = await pictureOf(figure);
  const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error('the picture is too large for this browser');
  saveAs(blob, `${name}.png`);
};
