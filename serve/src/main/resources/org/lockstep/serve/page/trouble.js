/** What the page says when there is no answer. */

import { Refused } from "./predictions.js";
import { text } from "./texts.js";

/** The server's own words, or that it is gone. */
export function complaint(error) {
  return text(error instanceof Refused ? "refused" : "gone", { reason: error.message });
}
