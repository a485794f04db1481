// Someone is beside me: Alt+N puts away at once what only the worker should read, and brings it back.
import { saveAll } from "./autosave.mjs";

const form = () => document.querySelector("form[data-beside]");

// The page is hidden before anything is sent; the next one comes without the words.
function hide() {
  if (form()?.dataset.beside === "off") document.body.classList.add("ld-covered");
}

async function flip() {
  hide();
  await saveAll();
  form().requestSubmit(form().querySelector("button"));
}

/** Starts the key, also while somebody types, and the button. */
export function startBeside() {
  document.addEventListener("keydown", (event) => {
    const asked = event.altKey && !event.ctrlKey && !event.metaKey && event.code === "KeyN";
    if (!asked || event.repeat || !form()) return;
    event.preventDefault();
    flip();
  });
  form()?.addEventListener("submit", hide);
  // A page that the browser kept would show the words again.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
