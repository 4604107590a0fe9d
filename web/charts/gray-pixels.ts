type Ink = readonly [red: number, green: number, blue: number];

/** The text color of an element. */
export function inkOf(element: Element): Ink {
  const [red = 0, green = 0, blue = 0] = getComputedStyle(element).color.match(/\d+/g)?.map(Number) ?? [];
  return [red, green, blue];
}

/** Draws gray values from 0 to 1, row by row. */
export function drawGray(canvas: HTMLCanvasElement, gray: ArrayLike<number>, ink: Ink): void {
  const context = canvas.getContext('2d');
  if (!context || gray.length === 0) return;
  const image = context.createImageData(canvas.width, canvas.height);
  for (let pixel = 0; pixel < gray.length; pixel++)
    image.data.set([...ink, Math.round(255 * (gray[pixel] ?? 0))], 4 * pixel);
  context.putImageData(image, 0, 0);
}
