// Reads a page aloud: by a voice of the browser for the page's language, else by the computer's own voice program; else
// the button stays hidden. It never starts by itself.
import { send } from "./server.mjs";

const RATE = 0.9;
const SPOKEN = "h1, h2, .govuk-hint, p, label, legend, .ld-card__hint, [data-say]";

// WebKitGTK calls its local voices remote, so only the names of the known distant ones are left out.
function voiceFor(language) {
  if (!("speechSynthesis" in window)) return undefined;
  const short = language.slice(0, 2).toLowerCase();
  const local = speechSynthesis.getVoices().filter((voice) => !/google|online/i.test(voice.name));
  return local.find((voice) => voice.lang.toLowerCase().startsWith(short));
}

// The question first, then each answer: as they stand. What lies inside another part is read with it, once.
function partsOf(root) {
  const seen = [...root.querySelectorAll(SPOKEN)].filter(
    (part) => part.offsetParent !== null && !part.closest("[role=status]") && part.textContent.trim(),
  );
  return seen.filter((part) => !seen.some((other) => other !== part && other.contains(part)));
}

const wordsOf = (part) => part.textContent.replace(/\s+/g, " ").trim();

class Reading {
  constructor(button) {
    this.button = button;
    this.label = button.querySelector("span");
    this.words = this.label.textContent;
    this.parts = [];
    this.running = false;
    this.turn = 0;
    this.audio = null;
  }

  begin() {
    this.running = true;
    this.turn += 1;
    this.parts = partsOf(document.querySelector(this.button.dataset.speak));
    this.label.textContent = this.button.dataset.stop ?? "Stop reading";
  }

  mark(part) {
    for (const other of this.parts) other.classList.toggle("ld-spoken", other === part);
    part?.scrollIntoView({ block: "nearest" });
  }

  end() {
    this.running = false;
    this.audio?.pause();
    this.audio = null;
    if ("speechSynthesis" in window) speechSynthesis.cancel();
    this.mark(null);
    this.label.textContent = this.words;
  }

  // One that was stopped never goes on beside the next one.
  goesOn(turn) {
    return this.running && this.turn === turn;
  }

  async byBrowser(voice, turn) {
    for (const part of this.parts) {
      if (!this.goesOn(turn)) return;
      this.mark(part);
      await new Promise((done, failed) => {
        const speech = new SpeechSynthesisUtterance(wordsOf(part));
        Object.assign(speech, { voice, lang: voice.lang, rate: RATE, onend: done, onerror: failed });
        speechSynthesis.speak(speech);
      });
    }
  }

  async byProgram(url, turn) {
    const { sounds } = await send("POST", url, { texts: this.parts.map(wordsOf) });
    for (const [place, part] of this.parts.entries()) {
      for (const address of sounds[place]) {
        if (!this.goesOn(turn)) return;
        this.mark(part);
        await this.play(address);
      }
    }
  }

  play(address) {
    return new Promise((done, failed) => {
      this.audio = new Audio(address);
      this.audio.addEventListener("ended", done);
      this.audio.addEventListener("pause", done);
      this.audio.addEventListener("error", failed);
      this.audio.play().catch(failed);
    });
  }

  async start(language) {
    this.begin();
    const turn = this.turn;
    const voice = voiceFor(language);
    try {
      await (voice ? this.byBrowser(voice, turn) : this.byProgram(this.button.dataset.speakUrl, turn));
    } catch {
      if (this.goesOn(turn)) this.tell(); // else it was stopped, and that is no fault
    } finally {
      if (this.goesOn(turn)) this.end();
    }
  }

  tell() {
    document.getElementById("status").textContent = this.button.dataset.failed;
  }
}

/** Shows the button when there is a voice; those of the browser may arrive late. */
export function startSpeak() {
  const button = document.querySelector("[data-speak]");
  if (!button) return;
  const language = document.documentElement.lang || "en";
  const offer = () => {
    button.hidden = !(voiceFor(language) || button.dataset.speakUrl);
  };
  offer();
  if ("speechSynthesis" in window) speechSynthesis.addEventListener?.("voiceschanged", offer);
  const reading = new Reading(button);
  addEventListener("pagehide", () => reading.running && reading.end());
  button.addEventListener("click", () => (reading.running ? reading.end() : reading.start(language)));
}
