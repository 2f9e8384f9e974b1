/** The page of a table as a whole: a row is filled in and asked about, one question at a time. */

import { Bars, percent } from "./bars.js";
import { Field } from "./fields.js";
import { getJson, Predictions } from "./predictions.js";

/** How long the row must rest before its answer is read out. */
const REST_MILLIS = 700;

/** As many digits as a 32-bit float has. */
const DIGITS = 7;

const ids = ["model", "row", "prediction", "sure", "classes", "classes-title", "note", "missing", "unknown", "status",
  "trouble"];
const page = Object.fromEntries(ids.map((id) => [id, document.getElementById(id)]));

function trouble(error) {
  page.trouble.textContent = `No answer from the server: is it still running? (${error.message})`;
  page.trouble.hidden = false;
}

async function start() {
  const model = await getJson("/api/model");
  const hasClasses = model.classes.length > 0;
  const hasLabels = model.task === "multi-label";
  page.model.textContent =
    `A neural network, ${model.network}, predicts ${model.targets.join(", ")} from ${model.columns.length} columns.`;
  page["classes-title"].hidden = !hasClasses && !hasLabels;
  if (hasLabels) {
    page["classes-title"].textContent = "Probability of each label";
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
    const text = hasClasses
      ? prediction
      : hasLabels
        ? applying.join(", ") || "none of the labels"
        : numbers(model.targets, prediction);
    page.prediction.textContent = text;
    if (hasLabels) {
      const places = applying.map((label) => model.targets.indexOf(label));
      bars.show(model.targets.map((label) => probabilities[label]), ...places);
      page.sure.textContent = `${applying.length} of ${model.targets.length} labels apply`;
    } else if (hasClasses) {
      const best = model.classes.indexOf(prediction);
      bars.show(probabilities, best);
      page.sure.textContent = `${percent(probabilities[best])} sure`;
    } else {
      page.sure.textContent = model.targets.length === 1 ? `in the unit of ${model.targets[0]}` : "";
    }
    tell(page.missing, "Missing, and filled as in training", missing);
    tell(page.unknown, "Not seen in training", unknown);
    for (const field of fields) {
      const isMissing = missing.includes(field.name);
      field.note(isMissing ? "missing" : unknown.includes(field.name) ? "not seen in training" : "");
    }
    readOutLater(text);
  }

  function ask() {
    document.body.dataset.answer = "due";
    const open = fields.filter((field) => !field.isComplete);
    open.forEach((field) => field.note("expected a value"));
    if (open.length > 0) {
      page.prediction.textContent = "\u2013";
      page.sure.textContent = "";
      bars.empty();
      tell(page.missing, "To be filled in", open.map(({ name }) => name));
      tell(page.unknown, "", []);
    }
    const question = open.length > 0 ? null : Object.fromEntries(fields.map((field) => [field.name, field.value]));
    predictions.ask(question).then(() => {
      if (!predictions.isAsking) {
        document.body.dataset.answer = "there"; // for this row, not an earlier one
      }
    });
  }

  let reading;
  function readOutLater(text) {
    clearTimeout(reading);
    reading = setTimeout(() => {
      page.status.textContent = `It predicts ${text}`;
    }, REST_MILLIS);
  }

  page.row.addEventListener("input", ask);
  page.row.addEventListener("change", ask); // a choice by a tool, which is not always an input
  page.row.addEventListener("submit", (event) => event.preventDefault());
  ask();
}

function tell(element, text, names) {
  element.hidden = names.length === 0;
  element.textContent = `${text}: ${names.join(", ")}`;
}

/** The number that is predicted; of several, each with its name. */
function numbers(targets, prediction) {
  const texts = [prediction].flat().map((number) => String(Number(number.toPrecision(DIGITS))));
  return texts.length === 1 ? texts[0] : texts.map((text, j) => `${targets[j]} ${text}`).join(", ");
}

start().catch(trouble);
