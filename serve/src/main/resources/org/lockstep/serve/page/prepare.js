/**
 * From a drawing to the pixels a model was trained on. Pure functions, without a page.
 *
 * A drawing is {width, height, data}: data[y * width + x] is how much ink there is, 0 to 255. An image is
 * {width, height, data} with 0 to 1. A box is {left, top, right, bottom}, right and bottom excluded.
 */

/** Ink fainter than this is the rim of a line, and bounds nothing. */
const FAINT = 64;

/** Of MNIST's 28 pixels a side, the digit takes 20. */
const MNIST_SHARE = 20 / 28;

/** The UCI digits: bitmaps of 32 x 32, counted in blocks of 4 x 4. */
const BITMAP = 32;
const BLOCK = 4;
const UCI_SIDE = BITMAP / BLOCK;

/** The widest of the UCI's normalised digits, in its bitmap; they are all as high as it. */
const BITMAP_WIDTH = 22;

/** The share of ink in a bitmap, for all but a tenth of the digits; lines are made thicker or thinner towards it. */
const LEAST_INK = 0.25;
const MOST_INK = 0.36;

/**
 * The raw pixels for a model, row by row, or null where nothing is drawn.
 *
 * @param drawing as above
 * @param model {side, most, inkIsHigh}
 */
export function prepare(drawing, model) {
  const box = boundingBox(drawing);
  if (box === null) {
    return null;
  }
  const image =
    model.side === UCI_SIDE ? blockSums(drawing, box) : centred(drawing, box, model.side);
  return toRaw(image, model);
}

/** The smallest box around all ink, or null. */
export function boundingBox({ width, height, data }) {
  let left = width;
  let right = 0;
  let top = height;
  let bottom = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] >= FAINT) {
        left = Math.min(left, x);
        right = Math.max(right, x + 1);
        top = Math.min(top, y);
        bottom = y + 1;
      }
    }
  }
  return right > left ? { left, top, right, bottom } : null;
}

/**
 * As MNIST was made: the ink's box is scaled, its proportions kept, until its longer side is 20/28 of the image, and put
 * where its centre of mass is the centre of the image. Y. LeCun, C. Cortes, C. Burges: THE MNIST DATABASE.
 */
export function centred(drawing, box, side) {
  const longest = Math.round(side * MNIST_SHARE);
  const scale = longest / Math.max(box.right - box.left, box.bottom - box.top);
  const width = Math.max(1, Math.round((box.right - box.left) * scale));
  const height = Math.max(1, Math.round((box.bottom - box.top) * scale));
  const digit = resample(drawing, box, width, height);
  const mass = centreOfMass(digit);
  // Whole pixels, and never beyond the edge.
  const left = clamp(Math.round(side / 2 - mass.x), 0, side - width);
  const top = clamp(Math.round(side / 2 - mass.y), 0, side - height);
  const data = new Float64Array(side * side);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data[(top + y) * side + left + x] = digit.data[y * width + x];
    }
  }
  return { width: side, height: side, data };
}

/**
 * As the UCI's digits were made, with NIST's programs: a bitmap of 32 x 32 that the digit fills from top to bottom, in
 * lines of much the same thickness, of which each 4 x 4 block counts. E. Alpaydin, C. Kaynak: optdigits.names.
 */
export function blockSums(drawing, box) {
  const scale = BITMAP / (box.bottom - box.top);
  const width = clamp(Math.round((box.right - box.left) * scale), 2, BITMAP_WIDTH);
  const digit = resample(drawing, box, width, BITMAP);
  const left = Math.round((BITMAP - width) / 2);
  const bits = new Uint8Array(BITMAP * BITMAP);
  for (let y = 0; y < BITMAP; y++) {
    for (let x = 0; x < width; x++) {
      bits[y * BITMAP + left + x] = digit.data[y * width + x] >= 0.5 ? 1 : 0;
    }
  }
  const usual = withUsualThickness(bits);
  const data = new Float64Array(UCI_SIDE * UCI_SIDE);
  for (let y = 0; y < BITMAP; y++) {
    for (let x = 0; x < BITMAP; x++) {
      const block = Math.floor(y / BLOCK) * UCI_SIDE + Math.floor(x / BLOCK);
      data[block] += usual[y * BITMAP + x] / (BLOCK * BLOCK);
    }
  }
  return { width: UCI_SIDE, height: UCI_SIDE, data };
}

/** Grows or shrinks the ink by a pixel at a time, as long as that brings it nearer to the usual share. */
function withUsualThickness(bits) {
  if (distance(bits) === 0) {
    return bits;
  }
  const next = share(bits) < LEAST_INK ? grown(bits) : shrunk(bits);
  return distance(next) < distance(bits) ? withUsualThickness(next) : bits;
}

function distance(bits) {
  return Math.max(0, LEAST_INK - share(bits), share(bits) - MOST_INK);
}

function share(bits) {
  return bits.reduce((sum, bit) => sum + bit, 0) / bits.length;
}

/** A pixel is ink if it or a neighbour was. */
function grown(bits) {
  return bits.map((bit, i) => (neighbours(bits, i, 0).some((n) => n === 1) ? 1 : bit));
}

/** A pixel stays ink if all its neighbours were. Beyond the edge there is ink: digits touch it. */
function shrunk(bits) {
  return bits.map((bit, i) => (neighbours(bits, i, 1).every((n) => n === 1) ? bit : 0));
}

function neighbours(bits, i, beyond) {
  const x = i % BITMAP;
  return [
    x > 0 ? bits[i - 1] : beyond,
    x < BITMAP - 1 ? bits[i + 1] : beyond,
    i >= BITMAP ? bits[i - BITMAP] : beyond,
    i < bits.length - BITMAP ? bits[i + BITMAP] : beyond,
  ];
}

/** The ink in a box, as width x height pixels: each is the mean of the area it covers. */
export function resample(drawing, box, width, height) {
  const across = weights(box.left, box.right, width);
  const down = weights(box.top, box.bottom, height);
  const data = new Float64Array(width * height);
  const row = new Float64Array(width);
  down.forEach((lines, y) => {
    for (const [line, share] of lines) {
      row.fill(0);
      across.forEach((cells, x) => {
        for (const [cell, part] of cells) {
          row[x] += part * drawing.data[line * drawing.width + cell];
        }
      });
      for (let x = 0; x < width; x++) {
        data[y * width + x] += (share * row[x]) / 255;
      }
    }
  });
  return { width, height, data };
}

/** For each of count equal parts of [from, to): which whole pixels it covers, and which share of it each is. */
function weights(from, to, count) {
  const size = (to - from) / count;
  return Array.from({ length: count }, (ignored, i) => {
    const start = from + i * size;
    const end = i === count - 1 ? to : start + size;
    const covered = [];
    for (let pixel = Math.floor(start); pixel < end; pixel++) {
      const length = Math.min(pixel + 1, end) - Math.max(pixel, start);
      if (length > 0) {
        covered.push([pixel, length / (end - start)]);
      }
    }
    return covered;
  });
}

/** Where the ink balances; the first pixel's middle is at 0.5. */
export function centreOfMass({ width, height, data }) {
  let mass = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i < width * height; i++) {
    mass += data[i];
    x += data[i] * ((i % width) + 0.5);
    y += data[i] * (Math.floor(i / width) + 0.5);
  }
  return { x: x / mass, y: y / mass };
}

/** Ink from 0 to 1 as the training images had it. */
function toRaw(image, { most, inkIsHigh }) {
  return Array.from(image.data, (ink) => {
    const level = clamp(inkIsHigh ? ink : 1 - ink, 0, 1) * most;
    return most >= 16 ? Math.round(level) : Math.round(level * 1000) / 1000;
  });
}

function clamp(value, least, most) {
  return Math.min(most, Math.max(least, value));
}
