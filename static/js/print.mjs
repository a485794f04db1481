// The Print button: the pages are pictures, so all of them must be there before the dialog opens. A print of a person
// asks LinkDesk first whether it is still what was looked at; what changed since is not printed.

import { send } from "./server.mjs";

/** So long after the dialog a further press is still the same one: a window may go on while its dialog is open. */
const SAME_PRESS = 1500;
let isPressed = false;

async function dialog() {
  const pages = [...document.querySelectorAll(".ld-preview__page")];
  await Promise.all(pages.map((page) => page.decode().catch(() => undefined)));
  window.print();
  document.querySelector("[data-after-print]")?.focus();
}

/** Says why nothing was printed, and leads to the new preview. */
function refuse(sentence) {
  const place = document.querySelector("[data-print-refused]");
  place.querySelector("p").textContent = sentence || "LinkDesk did not answer, so nothing was printed. Try again.";
  place.hidden = false;
  place.querySelector("a").focus();
}

/** Opens the dialog, after LinkDesk said yes where there is a form; a second press meanwhile is none. */
async function printed(form) {
  if (isPressed) return;
  isPressed = true;
  let rest = 0;
  try {
    if (form) await send("POST", form.action, Object.fromEntries(new FormData(form)));
    rest = SAME_PRESS;
  } catch (refusal) {
    refuse(refusal.message);
  }
  try {
    if (rest) await dialog();
  } finally {
    setTimeout(() => {
      isPressed = false;
    }, rest);
  }
}

function press(event) {
  event.preventDefault();
  printed(event.currentTarget.form);
}

/** Starts every button that prints the page; one that was pressed before this script was there opens the dialog now. */
export function startPrint() {
  if (document.querySelector("[data-print-now]")) printed(null);
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", press);
}
