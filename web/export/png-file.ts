const scale = 2;

/**
 * A picture of the page as PNG. The pages' policy lets no picture in but the server's own, so that an SVG cannot be drawn
 * as an image: its shapes and texts are drawn one by one.
 */
export function pngFileOf(picture: SVGSVGElement, ground: string): Promise<Blob | null> {
  const { width, height } = picture.viewBox.baseVal;
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d');
  if (context === null) return Promise.resolve(null);
  context.scale(scale, scale);
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  for (const element of picture.querySelectorAll<SVGElement>('path, line, rect, circle, text')) {
    if (element.closest('defs') === null) draw(context, element, picture);
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

function draw(context: CanvasRenderingContext2D, element: SVGElement, picture: SVGSVGElement): void {
  const style = getComputedStyle(element);
  const fill = style.fill.startsWith('url') ? patternOf(context, style.fill, picture) : colourOf(style.fill);
  const stroke = colourOf(style.stroke);
  const opacity = Number(style.opacity);
  context.lineWidth = parseFloat(style.strokeWidth);
  context.lineJoin = style.strokeLinejoin as CanvasLineJoin;
  context.setLineDash(style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(',').map(parseFloat));
  if (element instanceof SVGTextElement) {
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.textAlign = alignments[style.textAnchor] ?? 'start';
    context.textBaseline = style.dominantBaseline === 'central' ? 'middle' : 'alphabetic';
  }
  const outline = element instanceof SVGTextElement ? null : outlineOf(element);
  const strokeIt = (): void => {
    if (stroke === null) return;
    context.globalAlpha = opacity * Number(style.strokeOpacity);
    context.strokeStyle = stroke;
    if (outline !== null) context.stroke(outline);
    else context.strokeText(...placed(element));
  };
  // The ground around the letters of a label is painted before them.
  if (style.paintOrder.startsWith('stroke')) strokeIt();
  if (fill !== null) {
    context.globalAlpha = opacity * Number(style.fillOpacity);
    context.fillStyle = fill;
    if (outline !== null) context.fill(outline, style.fillRule as CanvasFillRule);
    else context.fillText(...placed(element));
  }
  if (!style.paintOrder.startsWith('stroke')) strokeIt();
}

const alignments: Readonly<Record<string, CanvasTextAlign>> = { start: 'start', middle: 'center', end: 'end' };

function placed(element: SVGElement): [text: string, x: number, y: number] {
  return [element.textContent, numberOf(element, 'x'), numberOf(element, 'y')];
}

function outlineOf(element: SVGElement): Path2D {
  const at = (name: string): number => numberOf(element, name);
  const outline = new Path2D(element.getAttribute('d') ?? undefined);
  if (element instanceof SVGLineElement) {
    outline.moveTo(at('x1'), at('y1'));
    outline.lineTo(at('x2'), at('y2'));
  } else if (element instanceof SVGCircleElement) {
    outline.arc(at('cx'), at('cy'), at('r'), 0, 2 * Math.PI);
  } else if (element instanceof SVGRectElement) {
    outline.roundRect(at('x'), at('y'), at('width'), at('height'), at('rx'));
  }
  return outline;
}

function numberOf(element: SVGElement, name: string): number {
  return Number(element.getAttribute(name) ?? 0);
}

function colourOf(paint: string): string | null {
  return paint === 'none' || paint === 'rgba(0, 0, 0, 0)' ? null : paint;
}

/** Stripes, as the picture's definitions have them: one line within a square that is turned. */
function patternOf(context: CanvasRenderingContext2D, paint: string, picture: SVGSVGElement): CanvasPattern | null {
  const id = /#([^"')]+)/.exec(paint)?.[1];
  const pattern = [...picture.querySelectorAll('pattern')].find((each) => each.id === id);
  const line = pattern?.querySelector('line');
  const side = pattern?.width.baseVal.value ?? 0;
  const tile = document.createElement('canvas');
  const within = tile.getContext('2d');
  if (!pattern || !line || within === null) return null;
  tile.width = tile.height = side * scale;
  within.scale(scale, scale);
  draw(within, line, picture);
  const made = context.createPattern(tile, 'repeat');
  const turned = pattern.patternTransform.baseVal.consolidate()?.matrix;
  made?.setTransform(
    new DOMMatrix(turned && [turned.a, turned.b, turned.c, turned.d, turned.e, turned.f]).scale(1 / scale),
  );
  return made;
}
