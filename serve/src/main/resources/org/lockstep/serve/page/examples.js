/** Enlarges an example of 8 x 8 pixels into ink with a clean outline. */

const SIDE = 8;
const MOST = 16;

/** The level of the outline: where a pixel is about half covered. */
const OUTLINE = 0.46;

/** Examples leave a margin, as people do. */
const MARGIN = 0.14;

/** A picture, whose opacity is the ink of the example, for a drawing of so many pixels a side. */
export function enlarge(pixels, size) {
  const picture = document.createElement("canvas");
  picture.width = size;
  picture.height = size;
  const image = new ImageData(size, size);
  outline(pixels, size).forEach((ink, i) => {
    image.data[4 * i + 3] = ink;
  });
  picture.getContext("2d").putImageData(image, 0, 0);
  return picture;
}

/** The ink of an example, 0 to 255, row by row. */
export function outline(pixels, size) {
  const data = new Uint8Array(size * size);
  const cell = (size * (1 - 2 * MARGIN)) / SIDE;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const level = levelAt(pixels, (x + 0.5 - size * MARGIN) / cell, (y + 0.5 - size * MARGIN) / cell);
      // The slope makes the rim a few pixels wide.
      const ink = Math.min(1, Math.max(0, 0.5 + (level - OUTLINE) * (cell / 3)));
      data[y * size + x] = Math.round(255 * ink);
    }
  }
  return data;
}

/** How much ink there is at a place, by smooth interpolation between the middles of the pixels: 0 to 1. */
function levelAt(pixels, x, y) {
  const left = Math.floor(x - 0.5);
  const top = Math.floor(y - 0.5);
  const u = x - 0.5 - left;
  const v = y - 0.5 - top;
  let level = 0;
  for (let j = -1; j <= 2; j++) {
    for (let i = -1; i <= 2; i++) {
      level += cubic(i - u) * cubic(j - v) * at(pixels, left + i, top + j);
    }
  }
  return level / MOST;
}

function at(pixels, x, y) {
  return x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : pixels[y * SIDE + x];
}

/** Catmull and Rom's cubic: smooth, and through the middles' own levels. */
function cubic(distance) {
  const t = Math.abs(distance);
  if (t < 1) {
    return 1.5 * t ** 3 - 2.5 * t ** 2 + 1;
  }
  return t < 2 ? -0.5 * t ** 3 + 2.5 * t ** 2 - 4 * t + 2 : 0;
}
