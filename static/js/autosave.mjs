// Keeps what is typed in the encrypted store within a second: <form data-autosave="/drafts/...">.
// Nothing is ever kept in the browser.
import { send } from "./server.mjs";

const AFTER_INPUT = 800;
const AFTER_CHANGE = 100;
const TRY_AGAIN = 5000;
const NEVER_KEPT = new Set(["csrf_token"]);

/** Returns the words of a form; several ticks under one name are joined by line ends. */
export function wordsOf(form) {
  const words = {};
  for (const [name, value] of new FormData(form)) {
    const field = form.elements.namedItem(name);
    if (NEVER_KEPT.has(name) || typeof value !== "string" || field?.type === "password") continue;
    words[name] = name in words ? `${words[name]}\n${value}` : value;
  }
  return words;
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-autosave-status]") ?? document.getElementById("status");
    this.timer = 0;
    this.due = Infinity;
    this.dirty = false;
    this.sending = null;
    form.addEventListener("input", () => this.soon(AFTER_INPUT));
    form.addEventListener("change", () => this.soon(AFTER_CHANGE));
    form.addEventListener("submit", () => this.stop());
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("linkdesk:flush", (event) => event.detail.push(this.flush()));
  }

  // A timer that runs is never put off, so steady typing is saved too.
  soon(wait) {
    this.dirty = true;
    const due = performance.now() + wait;
    if (due >= this.due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => this.flush(), wait);
  }

  stop() {
    clearTimeout(this.timer);
    this.dirty = false;
    this.sending?.abort();
  }

  async flush() {
    clearTimeout(this.timer);
    this.due = Infinity;
    if (!this.dirty || this.sending) return;
    this.dirty = false;
    this.sending = new AbortController();
    try {
      const answer = await send("PUT", this.form.dataset.autosave, wordsOf(this.form), {
        keepalive: true,
        signal: this.sending.signal,
      });
      this.tell(answer);
    } catch (fault) {
      if (fault.name !== "AbortError") this.failed(fault);
    } finally {
      this.sending = null;
      if (this.dirty && this.due === Infinity) this.soon(AFTER_CHANGE);
    }
  }

  tell(answer) {
    const at = answer.saved_at ? new Date(answer.saved_at) : new Date();
    const time = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    this.say(`${this.form.dataset.autosaveWord ?? "Draft saved"} ${time}`, "saved");
  }

  failed(fault) {
    const own = this.form.dataset.autosaveFailed; // a client reads it in their own language, and why
    const why = own ? fault.words?.reason : fault.message;
    this.say(`${own ?? "Not saved. Keep this window open."} ${why ?? ""}`.trim(), "failed");
    this.soon(TRY_AGAIN);
  }

  say(words, state) {
    if (!this.status) return;
    this.status.dataset.state = state;
    if (this.status.textContent !== words) this.status.textContent = words;
  }
}

/** Keeps what was just typed before a link is followed whose page speaks of it. */
export async function keepFirst(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { href } = event.currentTarget;
  await saveAll();
  location.assign(href);
}

/** Starts autosave on every form that asks for it. */
export function startAutosave() {
  for (const link of document.querySelectorAll("a[data-keeps]")) link.addEventListener("click", keepFirst);
  for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
}

/** Saves everything that waits; resolves when it is kept or `patience` milliseconds are over. */
export async function saveAll(patience = 600) {
  const jobs = [];
  document.dispatchEvent(new CustomEvent("linkdesk:flush", { detail: jobs }));
  await Promise.race([Promise.allSettled(jobs), new Promise((done) => setTimeout(done, patience))]);
}
