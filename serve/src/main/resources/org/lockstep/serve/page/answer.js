/** Shows what the model says: the class, how sure it is, a bar for each class, and what it sees. */

import { Bars, percent } from "./bars.js";
import { text } from "./texts.js";

export class Answer {
  #elements;
  #model;
  #bars;

  constructor(elements, model) {
    this.#elements = elements;
    this.#model = model;
    this.#bars = new Bars(elements.classes, model.classes);
    elements.note.hidden = model.normalised;
    elements.seen.width = model.side;
    elements.seen.height = model.side;
    this.empty();
  }

  /** Nothing is drawn. */
  empty() {
    this.#elements.digit.textContent = "\u2013";
    this.#elements.sure.textContent = text("draw.nothing");
    this.#elements.seen.setAttribute("aria-label", text("draw.seen.empty"));
    this.#bars.empty();
    this.see(null);
  }

  /** {prediction, probabilities} of the server. */
  show({ prediction, probabilities }) {
    const best = this.#model.classes.indexOf(prediction);
    this.#elements.digit.textContent = prediction;
    this.#elements.sure.textContent = text("sure", { percent: percent(probabilities[best]) });
    this.#elements.seen.setAttribute(
      "aria-label",
      text("draw.seen.read", { side: this.#model.side, prediction }),
    );
    this.#bars.show(probabilities, best);
  }

  /** The pixels as the network gets them: black for 0, white for the largest value. */
  see(pixels) {
    const { seen } = this.#elements;
    const image = new ImageData(seen.width, seen.height);
    for (let i = 0; i < seen.width * seen.height; i++) {
      const gray = pixels === null ? 0 : Math.round((255 * pixels[i]) / this.#model.most);
      image.data.set([gray, gray, gray, 255], 4 * i);
    }
    seen.getContext("2d").putImageData(image, 0, 0);
  }
}
