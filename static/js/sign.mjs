// A drawn signature, kept as strokes in a hidden field so that it can be drawn again at any size.
import SignaturePad from "../vendor/signature_pad/signature_pad.js";

function fit(canvas, pad) {
  const strokes = pad.toData();
  const ratio = Math.max(window.devicePixelRatio || 1, 1);
  canvas.width = canvas.offsetWidth * ratio;
  canvas.height = canvas.offsetHeight * ratio;
  canvas.getContext("2d").scale(ratio, ratio);
  pad.fromData(strokes);
}

function start(box) {
  const canvas = box.querySelector("[data-sign-pad]");
  const kept = box.querySelector("[data-sign-strokes]");
  const form = box.closest("form");
  box.hidden = false;
  const pad = new SignaturePad(canvas, { penColor: "#1c1524", minWidth: 1.2, maxWidth: 3.2 });
  const keep = () => {
    kept.value = pad.isEmpty() ? "" : JSON.stringify(pad.toData());
    kept.dispatchEvent(new Event("change", { bubbles: true }));
  };
  pad.addEventListener("endStroke", keep);
  fit(canvas, pad);
  if (kept.value) pad.fromData(JSON.parse(kept.value));
  new ResizeObserver(() => fit(canvas, pad)).observe(canvas);
  box.querySelector("[data-sign-clear]").addEventListener("click", () => {
    pad.clear();
    keep();
    canvas.focus();
  });
  const name = form?.querySelector("[data-sign-name] input, input[data-sign-name]");
  const type = box.querySelector("[data-sign-type]");
  if (!name) type.remove();
  type.addEventListener("click", () => {
    pad.clear();
    keep();
    name.focus();
  });
}

/** Starts every signature pad; without scripts the pad stays hidden and the other ways to agree remain. */
export function startSign() {
  for (const box of document.querySelectorAll("[data-sign]")) start(box);
}
