/** Asks the server, one question at a time: what changes meanwhile is asked when the answer is there. */

export async function getJson(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  if (!response.ok) {
    throw new Error(`${path}: ${response.status}`);
  }
  return response.json();
}

/** What the server says of a question that it does not answer. */
export class Refused extends Error {}

export class Predictions {
  #onAnswer;
  #onTrouble;
  #isAsking = false;
  #next = null; // what to ask when the answer is there

  constructor(onAnswer, onTrouble) {
    this.#onAnswer = onAnswer;
    this.#onTrouble = onTrouble;
  }

  get isAsking() {
    return this.#isAsking;
  }

  /** Asks; null for nothing, which forgets what was to be asked. */
  async ask(question) {
    this.#next = question;
    if (this.#isAsking) {
      return;
    }
    this.#isAsking = true;
    try {
      while (this.#next !== null) {
        const asked = this.#next;
        this.#next = null;
        this.#onAnswer(await predict(asked));
      }
    } catch (error) {
      this.#next = null;
      this.#onTrouble(error);
    } finally {
      this.#isAsking = false;
    }
  }
}

async function predict(question) {
  const response = await fetch("/api/predict", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Refused(answer.error);
  }
  return answer;
}
