// Reads a page aloud where the machine has a voice for its language; else the button stays hidden.

const RATE = 0.9;

function voiceFor(language) {
  const short = language.slice(0, 2).toLowerCase();
  const local = speechSynthesis.getVoices().filter((voice) => !/google|online/i.test(voice.name));
  return local.find((voice) => voice.lang.toLowerCase().startsWith(short));
}

function partsOf(root) {
  const parts = root.querySelectorAll("h1, .govuk-hint, p, label, legend:not(:has(h1)), .ld-card__hint");
  return [...parts].filter((part) => part.offsetParent !== null && part.textContent.trim());
}

function read(button, root, voice) {
  const label = button.querySelector("span");
  const words = label.textContent;
  const parts = partsOf(root);
  label.textContent = button.dataset.stop ?? "Stop reading";
  const end = () => {
    label.textContent = words;
    for (const part of parts) part.classList.remove("ld-spoken");
  };
  parts.forEach((part, place) => {
    const speech = new SpeechSynthesisUtterance(part.textContent.trim());
    speech.voice = voice;
    speech.lang = voice.lang;
    speech.rate = RATE;
    speech.onstart = () => part.classList.add("ld-spoken");
    speech.onend = () => part.classList.remove("ld-spoken");
    speech.onerror = end;
    if (place === parts.length - 1) speech.addEventListener("end", end);
    speechSynthesis.speak(speech);
  });
}

/** Shows the button when a voice exists; voices may arrive late. */
export function startSpeak() {
  const button = document.querySelector("[data-speak]");
  if (!button || !("speechSynthesis" in window)) return;
  const offer = () => {
    button.hidden = !voiceFor(document.documentElement.lang || "en");
  };
  offer();
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  addEventListener("pagehide", () => speechSynthesis.cancel());
  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) speechSynthesis.cancel();
    else read(button, document.querySelector(button.dataset.speak), voiceFor(document.documentElement.lang || "en"));
  });
}
