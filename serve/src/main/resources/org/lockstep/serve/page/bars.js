/** A bar for each class or label, as long as it is probable. */

import { text } from "./texts.js";

const MANY_CLASSES = 20;

export class Bars {
  #rows;

  /** Makes a row for each name. Names are text, whatever they contain. */
  constructor(list, names) {
    this.#rows = names.map((label) => {
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
    list.replaceChildren(...this.#rows.map(({ row }) => row));
    list.classList.toggle("many", names.length > MANY_CLASSES);
  }

  /** One probability for each class, and which is predicted; of labels several may be, or none. */
  show(probabilities, ...predicted) {
    this.#set((c) => probabilities[c], (c) => percent(probabilities[c]), predicted);
  }

  /** Nothing is known. */
  empty() {
    this.#set(() => 0, () => "", []);
  }

  #set(shareOf, textOf, predicted) {
    this.#rows.forEach(({ row, bar, percent }, c) => {
      bar.style.setProperty("--p", Math.min(1, Math.max(0, shareOf(c))));
      percent.textContent = textOf(c);
      row.classList.toggle("best", predicted.includes(c));
    });
  }
}

/** As in 98.3 %; never 100.0 % or 0.0 % for what is not quite. */
export function percent(probability) {
  const rounded = (100 * probability).toFixed(1);
  if (rounded === "100.0" && probability < 1) {
    return text("percent", { number: "> 99.9" });
  }
  return text("percent", { number: rounded === "0.0" && probability > 0 ? "< 0.1" : rounded });
}
