// The Print button: the pages are pictures, so all of them must be there before the dialog opens. A print of a person
// asks LinkDesk first whether it is still what was looked at; what changed since is not printed.

import { send } from "./server.mjs";

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

async function printed(event) {
  const form = event.currentTarget.form;
  if (!form) return dialog();
  event.preventDefault();
  try {
    await send("POST", form.action, Object.fromEntries(new FormData(form)));
  } catch (refusal) {
    return refuse(refusal.message);
  }
  await dialog();
}

/** Starts every button that prints the page; one that was pressed before this script was there opens the dialog now. */
export function startPrint() {
  if (document.querySelector("[data-print-now]")) dialog();
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", printed);
}
