/** The drawing: strokes and enlarged examples on a canvas, with every earlier state kept for undo. */

const MOST_STATES = 200;

export class Ink {
  #canvas;
  #context;
  #marks = []; // strokes {points: [{x, y, width}]} and pictures {alpha: canvas}, in their order
  #earlier = []; // what marks were, one entry for each thing that can be taken back
  #listeners = [];

  /** The canvas keeps its number of pixels; only its opacity is read, so the colour is the theme's. */
  constructor(canvas) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d", { willReadFrequently: true });
    this.#context.lineCap = "round";
    this.#context.lineJoin = "round";
  }

  /** Calls back after every change. */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  get isEmpty() {
    return this.#marks.length === 0;
  }

  get canUndo() {
    return this.#earlier.length > 0;
  }

  get size() {
    return this.#canvas.width;
  }

  /** Begins a stroke, {x, y, width} in pixels of the canvas; lineTo continues what this gives. */
  begin(point) {
    const stroke = { points: [point] };
    this.#remember();
    this.#marks = [...this.#marks, stroke];
    this.#drawPart(stroke, 0);
    this.#tell();
    return stroke;
  }

  /** Whether a stroke is part of the drawing: not if it was taken back or cleared meanwhile. */
  has(stroke) {
    return this.#marks.includes(stroke);
  }

  lineTo(stroke, points) {
    if (!this.has(stroke)) {
      return;
    }
    const first = stroke.points.length;
    stroke.points.push(...points);
    for (let i = first; i < stroke.points.length; i++) {
      this.#drawPart(stroke, i);
    }
    this.#tell();
  }

  /** Replaces all by a picture, whose opacity is its ink. */
  show(picture) {
    this.#remember();
    this.#marks = [{ alpha: picture }];
    this.redraw();
    this.#tell();
  }

  clear() {
    if (!this.isEmpty) {
      this.#remember();
      this.#marks = [];
      this.redraw();
      this.#tell();
    }
  }

  undo() {
    if (this.canUndo) {
      this.#marks = this.#earlier.pop();
      this.redraw();
      this.#tell();
    }
  }

  /** Draws everything again, in the colour that the theme now has. */
  redraw() {
    const { width, height } = this.#canvas;
    this.#context.clearRect(0, 0, width, height);
    for (const mark of this.#marks) {
      if (mark.alpha) {
        this.#drawPicture(mark.alpha);
      } else {
        mark.points.forEach((ignored, i) => this.#drawPart(mark, i));
      }
    }
  }

  /** The drawing as prepare.js takes it. */
  read() {
    const { width, height } = this.#canvas;
    const rgba = this.#context.getImageData(0, 0, width, height).data;
    const data = new Uint8Array(width * height);
    for (let i = 0; i < data.length; i++) {
      data[i] = rgba[4 * i + 3];
    }
    return { width, height, data };
  }

  #remember() {
    this.#earlier.push(this.#marks);
    if (this.#earlier.length > MOST_STATES) {
      this.#earlier.shift();
    }
  }

  #tell() {
    this.#listeners.forEach((listener) => listener());
  }

  #colour() {
    return getComputedStyle(this.#canvas).color;
  }

  /** The line to a point of a stroke; to the first, a dot. */
  #drawPart({ points }, i) {
    const to = points[i];
    const from = points[Math.max(0, i - 1)];
    this.#context.strokeStyle = this.#colour();
    this.#context.lineWidth = to.width;
    this.#context.beginPath();
    this.#context.moveTo(from.x, from.y);
    this.#context.lineTo(to.x, to.y);
    this.#context.stroke();
  }

  #drawPicture(alpha) {
    const { width, height } = this.#canvas;
    this.#context.drawImage(alpha, 0, 0, width, height);
    this.#context.globalCompositeOperation = "source-in";
    this.#context.fillStyle = this.#colour();
    this.#context.fillRect(0, 0, width, height);
    this.#context.globalCompositeOperation = "source-over";
  }
}
