/** What the page says, in the language that the server chose for this browser. */

import { getJson } from "./predictions.js";

const texts = await getJson("/texts.json");

/** The text of a key, with a value for each {name} in it. It is text, not markup, whatever the values contain. */
export function text(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (ignored, name) => String(values[name]));
}
