/** What draws: mouse, pen or finger by pointer events, and the keyboard. */

import { text } from "./texts.js";

/** The width of a line, as a share of the paper: that of MNIST's, if a digit fills two thirds of it. */
const LINE = 1 / 14;

/** How far an arrow key moves the pen, as a share of the paper; and together with Shift. */
const STEP = 1 / 40;
const SMALL_STEP = 1 / 160;

/** Lets mouse, pen and fingers draw on a canvas; each pointer its own stroke. */
export function drawWithPointers(canvas, ink) {
  const strokes = new Map(); // by pointer

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button === 0) {
      canvas.setPointerCapture(event.pointerId);
      strokes.set(event.pointerId, ink.begin(pointOf(event)));
      event.preventDefault(); // no selection, no drag
      canvas.focus({ preventScroll: true, focusVisible: false });
    }
  });
  canvas.addEventListener("pointermove", (event) => {
    const stroke = strokes.get(event.pointerId);
    if (stroke) {
      const events = event.getCoalescedEvents?.() ?? [];
      ink.lineTo(stroke, (events.length > 0 ? events : [event]).map(pointOf));
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => strokes.delete(event.pointerId));
  }

  function pointOf(event) {
    const box = canvas.getBoundingClientRect();
    const scale = ink.size / canvas.clientWidth;
    return {
      x: (event.clientX - box.left - canvas.clientLeft) * scale,
      y: (event.clientY - box.top - canvas.clientTop) * scale,
      width: ink.size * LINE * pressure(event),
    };
  }
}

/** A pen says how hard it is pressed, 0.5 if it cannot; others draw with one width. */
function pressure(event) {
  return event.pointerType === "pen" && event.pressure > 0 ? 0.6 + 0.8 * event.pressure : 1;
}

/** Lets the arrow keys draw, with a cursor that shows where. */
export function drawWithKeys(canvas, cursor, ink, say) {
  const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  let x = 0.5;
  let y = 0.3;
  let stroke = null;

  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const direction = directions[event.key];
    if (direction) {
      const step = event.shiftKey ? SMALL_STEP : STEP;
      x = Math.min(1, Math.max(0, x + step * direction[0]));
      y = Math.min(1, Math.max(0, y + step * direction[1]));
      if (stroke) {
        ink.lineTo(stroke, [point()]);
      }
    } else if (event.key === " " || event.key === "Enter") {
      if (event.repeat) {
        return;
      }
      stroke = stroke ? null : ink.begin(point());
      say(text(stroke ? "draw.down" : "draw.up"));
    } else if (event.key === "Escape" && stroke) {
      stroke = null;
      say(text("draw.up"));
    } else {
      return;
    }
    event.preventDefault();
    show();
  });
  canvas.addEventListener("focus", () => {
    cursor.hidden = !canvas.matches(":focus-visible");
    show();
  });
  canvas.addEventListener("blur", lift);
  canvas.addEventListener("pointerdown", lift);
  ink.onChange(() => {
    if (stroke && !ink.has(stroke)) {
      stroke = null; // what it was drawing was taken back
      show();
    }
  });

  function lift() {
    stroke = null;
    cursor.hidden = true;
  }

  function show() {
    cursor.style.setProperty("--x", x);
    cursor.style.setProperty("--y", y);
    cursor.classList.toggle("down", stroke !== null);
    if (document.activeElement === canvas && canvas.matches(":focus-visible")) {
      cursor.hidden = false;
    }
  }

  function point() {
    return { x: x * ink.size, y: y * ink.size, width: ink.size * LINE };
  }
}
