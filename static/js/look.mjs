// Size of words and colours: painted at once, kept by the server for the session.

const SIZES = ["", "large", "larger"];

function paint(name, value) {
  if (value) document.documentElement.dataset[name] = value;
  else delete document.documentElement.dataset[name];
}

function keep(form) {
  fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "manual" });
}

/** Makes the words bigger (1), smaller (-1) or usual (0). */
export function stepSize(step) {
  const form = document.querySelector("form[data-look]");
  const now = SIZES.indexOf(document.documentElement.dataset.size ?? "");
  const next = step === 0 ? 0 : Math.min(Math.max(now + step, 0), SIZES.length - 1);
  paint("size", SIZES[next]);
  const choice = form?.querySelector(`input[name=size][value="${SIZES[next]}"]`);
  if (!choice) return;
  choice.checked = true;
  keep(form);
}

// A panel that lies over the page goes away by Escape, by a click beside it and when the keyboard moves on.
function startPopover(menu) {
  const close = () => (menu.open = false);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close();
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => event.relatedTarget && !menu.contains(event.relatedTarget) && close());
  document.addEventListener("pointerdown", (event) => !menu.contains(event.target) && close());
}

/** Lets a change of the look act at once. */
export function startLook() {
  for (const menu of document.querySelectorAll("details[data-popover]")) startPopover(menu);
  for (const form of document.querySelectorAll("form[data-look]")) {
    form.addEventListener("change", (event) => {
      paint(event.target.name, event.target.value);
      keep(form);
    });
  }
}
