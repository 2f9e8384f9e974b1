/** A field for each column of the model, and what it says as the server reads it. */

import { text } from "./texts.js";

const ANOTHER = "another";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A date of an input, 2024-01-31, as the pattern YYYY, MM, DD and MON has it. */
function written(pattern, date) {
  const [year, month, day] = date.split("-");
  return pattern
    .replace("YYYY", year)
    .replace("MON", MONTHS[Number(month) - 1])
    .replace("MM", month)
    .replace("DD", day);
}

/** A field of {name, kind, mayMiss, typical, form, categories}. Names are text, whatever they contain. */
export class Field {
  #column;
  #input;
  #note;
  element;

  constructor(column, index) {
    this.#column = column;
    this.element = document.createElement("div");
    this.element.className = "field";
    const label = document.createElement("label");
    label.textContent = column.name;
    this.#input = input(column);
    this.#input.id = `field-${index}`;
    this.#input.required = !column.mayMiss;
    label.htmlFor = this.#input.id;
    this.#note = document.createElement("span");
    this.#note.className = "quiet";
    this.#note.id = `note-${index}`;
    this.#input.setAttribute("aria-describedby", this.#note.id);
    this.element.append(label, this.#input, this.#note);
  }

  get name() {
    return this.#column.name;
  }

  /** Whether it can be asked about as it is. */
  get isComplete() {
    return !this.#input.validity.badInput && (this.#column.mayMiss || this.#input.value !== "");
  }

  /** The value in a row; null where it is missing. */
  get value() {
    const { value } = this.#input;
    if (this.#column.kind === "category") {
      return value === "" ? null : value === ANOTHER ? unlike(this.#column.categories) : value.slice(1);
    }
    if (value === "") {
      return null;
    }
    switch (this.#column.kind) {
      case "number":
        return Number(value);
      case "date":
      case "time": {
        const [date, time] = value.split("T");
        return written(this.#column.form, date) + (time === undefined ? "" : ` ${time}`);
      }
      default:
        return value;
    }
  }

  /** Says beside the field what is the matter with it; nothing where all is well. */
  note(words) {
    this.#note.textContent = words;
    this.element.classList.toggle("incomplete", !this.isComplete);
    this.#input.setAttribute("aria-invalid", String(!this.isComplete));
  }
}

function input(column) {
  if (column.kind === "category") {
    const select = document.createElement("select");
    // Values begin with a mark, so that a category may be called anything.
    const options = column.categories.map((category) => new Option(category, `=${category}`));
    const missing = new Option(text("table.choice.missing"), "");
    select.append(missing, ...options, new Option(text("table.choice.other"), ANOTHER));
    select.value = column.typical === undefined ? "" : `=${column.typical}`;
    return select;
  }
  if (column.kind === "text") {
    const area = document.createElement("textarea");
    area.rows = 3;
    return area;
  }
  const field = document.createElement("input");
  field.type = { number: "number", date: "date", time: "datetime-local" }[column.kind];
  field.step = { number: "any", date: "1", time: "1" }[column.kind];
  field.value = column.typical ?? "";
  return field;
}

/** A text that is none of these. */
function unlike(categories) {
  let other = "another";
  while (categories.includes(other)) {
    other += "_";
  }
  return other;
}
