/** Shows what the model says: the class, how sure it is, a bar for each class, and what it sees. */

const MANY_CLASSES = 20;

export class Answer {
  #elements;
  #model;
  #rows;

  /** Makes a row for each class. Names of classes are text, whatever they contain. */
  constructor(elements, model) {
    this.#elements = elements;
    this.#model = model;
    this.#rows = model.classes.map((label) => {
      const row = document.createElement("li");
      row.className = "class";
      const name = document.createElement("b");
      name.textContent = label;
      const track = document.createElement("span");
      track.className = "track";
      track.setAttribute("aria-hidden", "true");
      const bar = document.createElement("span");
      bar.className = "bar";
      track.append(bar);
      const percent = document.createElement("span");
      percent.className = "percent";
      row.append(name, track, percent);
      return { row, bar, percent };
    });
    elements.classes.replaceChildren(...this.#rows.map(({ row }) => row));
    elements.classes.classList.toggle("many", model.classes.length > MANY_CLASSES);
    elements.note.hidden = model.normalised;
    elements.seen.width = model.side;
    elements.seen.height = model.side;
    this.empty();
  }

  /** Nothing is drawn. */
  empty() {
    this.#elements.digit.textContent = "\u2013";
    this.#elements.sure.textContent = "Nothing drawn yet";
    this.#elements.seen.setAttribute("aria-label", "The input: empty");
    this.#bars(() => 0, () => "", -1);
    this.see(null);
  }

  /** {prediction, probabilities} of the server. */
  show({ prediction, probabilities }) {
    const best = this.#model.classes.indexOf(prediction);
    this.#elements.digit.textContent = prediction;
    this.#elements.sure.textContent = `${percent(probabilities[best])} sure`;
    this.#elements.seen.setAttribute(
      "aria-label",
      `The input: ${this.#model.side} by ${this.#model.side} pixels, read as ${prediction}`,
    );
    this.#bars((c) => probabilities[c], (c) => percent(probabilities[c]), best);
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

  #bars(shareOf, textOf, best) {
    this.#rows.forEach(({ row, bar, percent }, c) => {
      bar.style.setProperty("--p", Math.min(1, Math.max(0, shareOf(c))));
      percent.textContent = textOf(c);
      row.classList.toggle("best", c === best);
    });
  }
}

/** As in 98.3 %; never 100.0 % or 0.0 % for what is not quite. */
export function percent(probability) {
  const rounded = (100 * probability).toFixed(1);
  if (rounded === "100.0" && probability < 1) {
    return "> 99.9 %";
  }
  return rounded === "0.0" && probability > 0 ? "< 0.1 %" : `${rounded} %`;
}
