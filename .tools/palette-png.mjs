// PNG with a palette of 256 colors, which is about what a page has: a third of the bytes.
import { deflateSync } from 'node:zlib';

/** Decodes a PNG and gives each pixel one of 256 colors; runs in a page. Colors that are used most are kept. */
async function reduce(address) {
  const bitmap = await createImageBitmap(await (await fetch(address)).blob());
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const colors = Array.from({ length: width * height }, (_, pixel) =>
    [0, 1, 2].reduce((sum, channel) => 256 * sum + data[4 * pixel + channel], 0),
  );
  // Colors that differ in their last three bits count as one, so that the edges of letters do not crowd out lines.
  const bucketOf = (color) => color & 0xf8f8f8;
  const buckets = new Map();
  for (const color of colors) {
    const counts = buckets.get(bucketOf(color)) ?? new Map();
    buckets.set(bucketOf(color), counts.set(color, (counts.get(color) ?? 0) + 1));
  }
  const most = (counts) => [...counts].reduce((best, next) => (next[1] > best[1] ? next : best));
  const total = (counts) => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const kept = [...buckets].sort((one, other) => total(other[1]) - total(one[1])).slice(0, 256);
  const palette = kept.map(([, counts]) => most(counts)[0]);
  const channels = (color) => [color >> 16, (color >> 8) & 255, color & 255];
  const known = new Map(kept.map(([bucket], index) => [bucket, index]));
  const nearest = (color) => {
    const away = palette.map((other) =>
      channels(other).reduce((sum, value, at) => sum + (value - channels(color)[at]) ** 2, 0),
    );
    return away.indexOf(Math.min(...away));
  };
  const indices = colors.map((color) => {
    const bucket = bucketOf(color);
    if (!known.has(bucket)) known.set(bucket, nearest(color));
    return known.get(bucket);
  });
  // As text: a list of a million numbers takes a browser's debugger minutes.
  const text = indices.map((index) => String.fromCharCode(index)).join('');
  return { width, height, palette: palette.flatMap(channels), indices: btoa(text) };
}

function checksum(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return ~rest >>> 0;
}

function chunk(type, content) {
  const named = Buffer.concat([Buffer.from(type), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(checksum(named));
  return Buffer.concat([length, named, sum]);
}

/** The same picture (a PNG's bytes) with a palette; `page` is a blank page of a browser. */
export async function withPalette(page, png) {
  const address = `data:image/png;base64,${png.toString('base64')}`;
  const { width, height, palette, indices } = await page.evaluate(reduce, address);
  const pixels = Buffer.from(indices, 'base64');
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const rows = Array.from({ length: height }, (_, row) =>
    Buffer.concat([Buffer.alloc(1), pixels.subarray(row * width, (row + 1) * width)]),
  );
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette)),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
