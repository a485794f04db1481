// Counts down to the curtain and warns before it. The server decides; this page only shows and tells it of a person.
import { saveAll } from "./autosave.mjs";
import { send } from "./server.mjs";

const TELL_EVERY = 20_000;
const LOOK_EVERY = 15_000;
const SIGNS = ["keydown", "pointerdown", "wheel", "input"];

/** Starts the idle clock when the page carries data-idle-after and data-idle-warn (seconds). */
export function startIdle() {
  const { idleAfter, idleWarn, turn } = document.body.dataset;
  const dialog = document.getElementById("idle-dialog");
  if (!idleAfter) return;
  const after = Number(idleAfter) * 1000;
  const warn = Number(idleWarn) * 1000;
  let last = Date.now();
  let told = Date.now();

  const alive = () => {
    last = Date.now();
    if (dialog?.open) dialog.close();
    if (last - told > TELL_EVERY) {
      told = last;
      send("POST", "/touch", {}).catch(() => look());
    }
  };
  for (const sign of SIGNS) addEventListener(sign, () => !dialog?.open && alive(), { passive: true, capture: true });
  document.getElementById("idle-stay")?.addEventListener("click", () => {
    told = 0;
    alive();
  });
  dialog?.addEventListener("cancel", () => {
    told = 0;
    alive();
  });

  // Asking for the state is not activity; the server counts only /touch and pages.
  const look = async () => {
    try {
      const now = await send("GET", "/status");
      if (now.state !== "OPEN" || String(now.turn) !== turn) cover(); // a page of the worker before is not for this one
    } catch {
      // The program has stopped or is busy; autosave says so where it matters.
    }
  };
  const cover = () => {
    document.body.classList.add("ld-covered");
    location.replace("/");
  };

  setInterval(() => {
    const left = after - (Date.now() - last);
    if (left <= 0) {
      saveAll().then(look);
    } else if (left <= warn && dialog) {
      if (!dialog.open) dialog.showModal();
      document.getElementById("idle-left").textContent = String(Math.ceil(left / 1000));
    }
  }, 1000);
  setInterval(look, LOOK_EVERY);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload()); // "Back" must not show a page kept by the browser
}
