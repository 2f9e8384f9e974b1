/** The page of a table as a whole: a row is filled in and asked about, one question at a time. */

import { Bars, percent } from "./bars.js";
import { Field } from "./fields.js";
import { getJson, Predictions } from "./predictions.js";
import { text } from "./texts.js";
import { complaint } from "./trouble.js";

/** How long the row must rest before its answer is read out. */
const REST_MILLIS = 700;

/** As many digits as a 32-bit float has. */
const DIGITS = 7;

const ids = ["model", "row", "prediction", "sure", "classes", "classes-title", "note", "missing", "unknown", "status",
  "trouble"];
const page = Object.fromEntries(ids.map((id) => [id, document.getElementById(id)]));

function trouble(error) {
  page.trouble.textContent = complaint(error);
  page.trouble.hidden = false;
}

async function start() {
  const model = await getJson("/api/model");
  const hasClasses = model.classes.length > 0;
  const hasLabels = model.task === "multi-label";
  page.model.textContent =
    text("table.model", { network: model.network, targets: list(model.targets), columns: model.columns.length });
  page["classes-title"].hidden = !hasClasses && !hasLabels;
  if (hasLabels) {
    page["classes-title"].textContent = text("table.labels");
  }
  page.note.hidden = !hasClasses || model.normalised;
  const bars = new Bars(page.classes, hasLabels ? model.targets : model.classes);
  const fields = model.columns.map((column, index) => new Field(column, index));
  page.row.replaceChildren(...fields.map(({ element }) => element));

  const predictions = new Predictions((reply) => {
    page.trouble.hidden = true;
    show(reply);
  }, trouble);

  function show({ prediction, probabilities, missing, unknown }) {
    const applying = hasLabels ? model.targets.filter((label) => prediction[label]) : [];
    const predicted = hasClasses
      ? prediction
      : hasLabels
        ? list(applying) || text("table.labels.none")
        : numbers(model.targets, prediction);
    page.prediction.textContent = predicted;
    if (hasLabels) {
      const places = applying.map((label) => model.targets.indexOf(label));
      bars.show(model.targets.map((label) => probabilities[label]), ...places);
      page.sure.textContent = text("table.labels.apply", { count: applying.length, all: model.targets.length });
    } else if (hasClasses) {
      const best = model.classes.indexOf(prediction);
      bars.show(probabilities, best);
      page.sure.textContent = text("sure", { percent: percent(probabilities[best]) });
    } else {
      page.sure.textContent = model.targets.length === 1 ? text("table.unit", { target: model.targets[0] }) : "";
    }
    tell(page.missing, "table.missing", missing);
    tell(page.unknown, "table.unknown", unknown);
    for (const field of fields) {
      const isMissing = missing.includes(field.name);
      const isUnknown = unknown.includes(field.name);
      field.note(isMissing ? text("table.note.missing") : isUnknown ? text("table.note.unknown") : "");
    }
    readOutLater(predicted);
  }

  function ask() {
    document.body.dataset.answer = "due";
    const open = fields.filter((field) => !field.isComplete);
    open.forEach((field) => field.note(text("table.note.open")));
    if (open.length > 0) {
      page.prediction.textContent = "\u2013";
      page.sure.textContent = "";
      bars.empty();
      tell(page.missing, "table.open", open.map(({ name }) => name));
      tell(page.unknown, "table.unknown", []);
    }
    const question = open.length > 0 ? null : Object.fromEntries(fields.map((field) => [field.name, field.value]));
    predictions.ask(question).then(() => {
      if (!predictions.isAsking) {
        document.body.dataset.answer = "there"; // for this row, not an earlier one
      }
    });
  }

  let reading;
  function readOutLater(prediction) {
    clearTimeout(reading);
    reading = setTimeout(() => {
      page.status.textContent = text("table.answer.said", { prediction });
    }, REST_MILLIS);
  }

  page.row.addEventListener("input", ask);
  page.row.addEventListener("change", ask); // a choice by a tool, which is not always an input
  page.row.addEventListener("submit", (event) => event.preventDefault());
  ask();
}

function tell(element, key, names) {
  element.hidden = names.length === 0;
  element.textContent = text(key, { names: list(names) });
}

function list(names) {
  return names.join(text("between"));
}

/** The number that is predicted; of several, each with its name. */
function numbers(targets, prediction) {
  const texts = [prediction].flat().map((number) => String(Number(number.toPrecision(DIGITS))));
  return texts.length === 1 ? texts[0] : list(texts.map((number, j) => `${targets[j]} ${number}`));
}

start().catch(trouble);
