// Under the boxes that hold words for a client: what may be hard, plainer words, a picture, ready phrases.
// It only ever changes a box when its button is pressed, as if it was typed: Ctrl+Z takes it back, autosave hears it.
import { send } from "./server.mjs";

const WAIT = 500;
const NUMBERED = /^(?:[a-z]+_\d+_)/;

/** Writes `words` over a part of a box like typing does. */
function put(field, start, end, words) {
  field.focus();
  field.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, words)) {
    field.setRangeText(words, start, end, "end"); // a web view without it: no undo, the words still come
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function button(words, unseen, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "ld-easier__use";
  made.textContent = words;
  if (unseen) {
    const more = document.createElement("span");
    more.className = "govuk-visually-hidden";
    more.textContent = unseen;
    made.append(more);
  }
  made.addEventListener("click", press);
  return made;
}

function image(picture) {
  const made = document.createElement("img");
  Object.assign(made, { src: picture.url, alt: "", width: 40, height: 40 });
  return made;
}

function count(number, one, many) {
  return number ? `${number} ${number === 1 ? one : many}` : "";
}

class Easier {
  constructor(room, field, { kind, drawn }) {
    this.room = room;
    this.field = field;
    this.kind = kind;
    this.drawn = drawn; // whether the print has a picture beside these words
    this.timer = 0;
    this.newest = 0;
    this.said = "";
    const template = room.querySelector("[data-easier-box]");
    this.box = template.content.cloneNode(true).firstElementChild;
    this.box.setAttribute("role", "group");
    this.box.setAttribute("aria-label", `Easy words: ${this.label()}`);
    (field.closest(".govuk-form-group") ?? field).after(this.box);
    field.addEventListener("input", () => this.soon(WAIT));
    field.addEventListener("focus", () => this.asked || this.soon(0));
    field.addEventListener("blur", () => setTimeout(() => this.left(), WAIT)); // later: a press may be under way
    if (field.value.trim()) this.soon(0);
  }

  label() {
    return this.field.labels?.[0]?.textContent.trim() ?? "";
  }

  part(name) {
    return this.box.querySelector(`[data-easier-${name}]`);
  }

  soon(wait) {
    this.asked = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), wait);
  }

  async ask() {
    const mine = ++this.newest;
    const text = this.field.value;
    const answer = await send("POST", this.room.dataset.easier, { text, kind: this.kind }).catch(() => null);
    if (mine !== this.newest || text !== this.field.value) return;
    this.answer = answer ?? { hints: [], picture: null, phrases: [], every: [] };
    this.show(this.answer);
  }

  left() {
    if (this.answer && !this.box.contains(document.activeElement)) this.show(this.answer);
  }

  // A word that is still being typed is not hard yet.
  hints(answer) {
    const end = this.field.value.length;
    const typing = document.activeElement === this.field;
    return answer.hints.filter(({ kind, start, found }) => !(typing && kind === "rare" && start + found.length === end));
  }

  show(answer) {
    const before = this.box.contains(document.activeElement);
    const hints = this.hints(answer);
    const shown = JSON.stringify([answer, hints, this.select()?.value]);
    if (shown === this.shown) return; // nothing new: no button moves under a pointer or loses the focus
    this.shown = shown;
    this.fill(this.part("hints"), hints.map((hint) => this.hint(hint)));
    this.picture(answer.picture);
    const lists = ["fits", "bank"].map((name) => [this.part(name), name === "fits" ? answer.phrases : answer.every]);
    for (const [part, phrases] of lists) {
      part.hidden = phrases.length === 0;
      part.querySelector("ul").replaceChildren(...phrases.map((phrase) => this.phrase(phrase)));
    }
    if (before && !this.box.contains(document.activeElement)) this.field.focus();
    this.tell(answer, hints);
  }

  fill(list, items) {
    list.hidden = items.length === 0;
    list.replaceChildren(...items);
  }

  hint(hint) {
    const item = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = hint.words;
    item.append(words);
    if (hint.say) item.append(button(`Use “${hint.say}”`, ` instead of ${hint.found}`, () => this.replace(hint)));
    return item;
  }

  replace(hint) {
    let { start } = hint;
    if (this.field.value.slice(start, start + hint.found.length) !== hint.found) start = this.field.value.indexOf(hint.found);
    if (start >= 0) this.remember();
    if (start >= 0) put(this.field, start, start + hint.found.length, hint.say);
  }

  // What was typed first goes along to the record in a hidden field beside the box, before the first plainer words.
  remember() {
    const start = this.field.name.match(NUMBERED)?.[0] ?? "";
    const first = this.field.form?.elements.namedItem(`${start}first_${this.field.name.slice(start.length)}`);
    if (first && !first.value) first.value = this.field.value.trim();
  }

  picture(picture) {
    const part = this.part("picture");
    const chosen = this.select()?.value;
    part.hidden = !this.drawn || !picture || Boolean(chosen);
    if (part.hidden) return;
    part.replaceChildren(image(picture), `The picture beside it: ${picture.words}`);
  }

  phrase(phrase) {
    const item = document.createElement("li");
    if (phrase.picture) item.append(image(phrase.picture));
    item.append(button(phrase.words, "", () => this.use(phrase)));
    return item;
  }

  use(phrase) {
    const lines = this.field.tagName === "TEXTAREA" && this.field.value.trim() !== "";
    const start = lines ? this.field.value.length : 0;
    if (!lines && this.field.value.trim().split(/\s+/).length > 2) this.remember(); // fewer were typed to find it
    put(this.field, start, this.field.value.length, lines ? `\n${phrase.words}` : phrase.words);
    const select = this.select();
    if (select && phrase.picture && [...select.options].some((option) => option.value === phrase.picture.key)) {
      select.value = phrase.picture.key;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.part("bank").open = false;
  }

  // The list of pictures that belongs to this box: "picture" to "title", "step_2_picture" to "step_2_what".
  select() {
    const start = this.field.name.match(NUMBERED)?.[0] ?? "";
    const main = ["title", "what"].includes(this.field.name.replace(NUMBERED, ""));
    return main ? this.field.form?.elements.namedItem(`${start}picture`) : null;
  }

  // Said once after a pause, and only when it is new: a voice must not talk over somebody who types.
  tell(answer, hints) {
    const long = hints.filter((hint) => hint.kind === "long").length;
    const parts = [
      count(long, "long sentence", "long sentences"),
      count(hints.length - long, "hard word", "hard words"),
      count(answer.phrases.length, "ready phrase fits", "ready phrases fit"),
    ].filter(Boolean);
    const words = parts.length ? `${this.label()}: ${parts.join(", ")}. Below the box.` : "";
    if (words === this.said) return;
    this.said = words;
    const status = document.querySelector("[data-easier-said]");
    if (document.activeElement === this.field) status.textContent = words;
  }
}

/** Starts on every box that the page names. */
export function startEasier() {
  for (const room of document.querySelectorAll("[data-easier]")) {
    const fields = room.dataset.easierFields.split(" ").map((each) => each.split(":"));
    const kinds = new Map(fields.map(([name, kind, drawn]) => [name, { kind, drawn: drawn === "picture" }]));
    const form = room.closest("form");
    for (const field of form.querySelectorAll("textarea, input[type=text]")) {
      const name = field.name.replace(NUMBERED, "");
      if (kinds.has(name)) new Easier(room, field, kinds.get(name));
    }
  }
}
