/** The page as a whole: ink is drawn, prepared, and asked about, at most once a frame. */

import { Answer } from "./answer.js";
import { percent } from "./bars.js";
import { enlarge } from "./examples.js";
import { Ink } from "./ink.js";
import { drawWithKeys, drawWithPointers } from "./pens.js";
import { getJson, Predictions } from "./predictions.js";
import { prepare } from "./prepare.js";
import { text } from "./texts.js";
import { complaint } from "./trouble.js";

/** How long the drawing must rest before its answer is read out. */
const REST_MILLIS = 700;

const ids = ["paper", "cursor", "undo", "clear", "example", "model", "digit", "sure", "seen", "classes", "note", "status",
  "trouble"];
const page = Object.fromEntries(ids.map((id) => [id, document.getElementById(id)]));

function say(words) {
  page.status.textContent = words;
}

function trouble(error) {
  page.trouble.textContent = complaint(error);
  page.trouble.hidden = false;
}

async function start() {
  const model = await getJson("/api/model");
  page.model.textContent =
    text("draw.model", { network: model.network, side: model.side, classes: model.classes.length });
  const ink = new Ink(page.paper);
  const answer = new Answer(page, model);
  const predictions = new Predictions(
    (reply) => {
      page.trouble.hidden = true;
      if (!ink.isEmpty) {
        answer.show(reply);
        readOutLater(reply);
      }
    },
    trouble,
  );

  let isDue = false;
  ink.onChange(() => {
    page.undo.disabled = !ink.canUndo;
    page.clear.disabled = ink.isEmpty;
    document.body.classList.toggle("has-ink", !ink.isEmpty);
    document.body.dataset.answer = "due";
    if (!isDue) {
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        update();
      });
    }
  });

  function update() {
    const pixels = prepare(ink.read(), model);
    predictions.ask(pixels === null ? null : { pixels }).then(() => {
      if (!isDue && !predictions.isAsking) {
        document.body.dataset.answer = "there"; // for this drawing, not an earlier one
      }
    });
    if (pixels === null) {
      answer.empty();
      clearTimeout(reading);
      say(text("draw.nothing.said"));
    } else {
      answer.see(pixels);
    }
  }

  let reading;
  function readOutLater({ prediction, probabilities }) {
    clearTimeout(reading);
    reading = setTimeout(() => {
      const best = probabilities[model.classes.indexOf(prediction)];
      say(text("draw.answer.said", { prediction, percent: percent(best) }));
    }, REST_MILLIS);
  }

  drawWithPointers(page.paper, ink);
  drawWithKeys(page.paper, page.cursor, ink, say);
  page.undo.addEventListener("click", () => ink.undo());
  page.clear.addEventListener("click", () => {
    ink.clear();
    page.paper.focus({ preventScroll: true, focusVisible: false });
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
      event.preventDefault();
      ink.undo();
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => ink.redraw());
  await offerExamples(ink, model);
}

/** Shows one example after the other, of the classes that the model knows. */
async function offerExamples(ink, model) {
  const { examples } = await getJson("/api/examples");
  const known = examples.filter(({ label }) => model.classes.includes(label));
  page.example.hidden = known.length === 0;
  page.example.disabled = false;
  let next = Math.floor(Math.random() * known.length);
  page.example.addEventListener("click", () => {
    ink.show(enlarge(known[next].pixels, ink.size));
    // A step that shares no factor with their number leads through all of them, in no obvious order.
    next = (next + 7) % known.length;
  });
}

start().catch(trouble);
