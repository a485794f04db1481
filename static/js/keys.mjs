// The keys of LinkDesk. Single letters never act while someone is typing.
import { saveAll } from "./autosave.mjs";
import { stepSize } from "./look.mjs";

const PATIENCE = 1500;

const typing = (target) => target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

function follow(keys) {
  const link = document.querySelector(`a[data-keys="${keys}"]`);
  if (link) saveAll().then(() => link.click());
  return Boolean(link);
}

async function cover() {
  const form = document.querySelector("form[data-cover]");
  if (!form) return;
  document.body.classList.add("ld-covered");
  await saveAll();
  form.requestSubmit();
}

/** Presses Print; where the record speaks against paper it only leads there, for a key must not answer unread. */
function print() {
  const button = document.querySelector("[data-print]");
  if (!button) window.print();
  else if (button.dataset.print === "ask") button.focus();
  else button.click();
}

const HELD = {
  l: () => cover(),
  "+": () => stepSize(1),
  "=": () => stepSize(1),
  "-": () => stepSize(-1),
  0: () => stepSize(0),
  p: () => print(),
  enter: () => document.querySelector("form[data-quick]")?.requestSubmit(),
  f: () => document.querySelector('[data-keys="/"]')?.focus(),
};

function single(key, before) {
  if (before === "g") return follow(`g ${key}`);
  if (key === "n" || key === "c" || key === "d") return follow(key);
  if (/^[1-9]$/.test(key)) return follow(key);
  if (key === "/") {
    const box = document.querySelector('[data-keys="/"]');
    box?.focus();
    return Boolean(box);
  }
  if (key === "?") {
    document.getElementById("keys-dialog")?.showModal();
    return true;
  }
  return false;
}

/** Listens for the keys listed in the dialog that "?" opens. */
export function startKeys() {
  let before = "";
  let timer = 0;
  document.addEventListener("keydown", (event) => {
    const held = (event.ctrlKey || event.metaKey) && !event.altKey;
    let done = false;
    if (event.key === "F1") done = follow("F1");
    else if (held && event.key.toLowerCase() in HELD) {
      HELD[event.key.toLowerCase()]();
      done = true;
    } else if (!held && !event.altKey && !typing(event.target) && !document.querySelector("dialog[open]")) {
      done = single(event.key, before);
      before = event.key;
      clearTimeout(timer);
      timer = setTimeout(() => (before = ""), PATIENCE);
    }
    if (done) event.preventDefault();
  });
  document.querySelector("form[data-cover]")?.addEventListener("submit", () => document.body.classList.add("ld-covered"));
}
