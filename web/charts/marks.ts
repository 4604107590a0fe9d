// Marks that distinguish classes by shape as well as by color.

const corners = [0, 4, 3, 4, 5, 6, 3, 4, 5, 6];
const turns = [
  0,
  Math.PI / 4,
  -Math.PI / 2,
  0,
  -Math.PI / 2,
  0,
  Math.PI / 2,
  Math.PI / 4,
  Math.PI / 2,
  Math.PI / 6,
];

/** Draws the mark of a class: a disc, square, triangle, diamond, … `hollow` for test examples. */
export function mark(
  context: CanvasRenderingContext2D,
  kind: number,
  x: number,
  y: number,
  radius: number,
  ink: string,
  hollow: string | null,
): void {
  const sides = corners[kind % corners.length] ?? 0;
  const turn = turns[kind % turns.length] ?? 0;
  context.beginPath();
  if (sides === 0) context.arc(x, y, radius, 0, 2 * Math.PI);
  else
    for (let corner = 0; corner < sides; corner++) {
      const angle = turn + (2 * Math.PI * corner) / sides;
      context.lineTo(x + 1.2 * radius * Math.cos(angle), y + 1.2 * radius * Math.sin(angle));
    }
  context.closePath();
  context.fillStyle = hollow ?? ink;
  context.fill();
  if (!hollow) return;
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.stroke();
}
