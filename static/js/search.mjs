// Search as you type: <form data-search="URL"> posts JSON {"search": ...}; Enter still works without scripts.
// Answer: {"words": "3 clients found", "rows": [{"url", "name", "words", "why", "tag", "safe"}], "more": bool}.
import { keepFirst } from "./autosave.mjs";
import { send } from "./server.mjs";

const WAIT = 150;

function rowOf(template, row) {
  const item = template.content.cloneNode(true);
  const link = item.querySelector("a");
  link.href = row.url;
  link.textContent = row.name;
  if ("keeps" in link.dataset) link.addEventListener("click", keepFirst);
  item.querySelector("[data-words]").textContent = row.words ?? "";
  const safe = item.querySelector("[data-safe]");
  if (safe) {
    safe.textContent = row.safe ?? "";
    safe.hidden = !row.safe;
  }
  const why = item.querySelector("[data-why]");
  if (why) why.textContent = row.why ?? "";
  const end = item.querySelector("[data-tag]") ?? item.querySelector(".ld-rows__end");
  if (end && row.tag) {
    const tag = document.createElement("span");
    tag.className = "ld-tag";
    tag.textContent = row.tag;
    end.append(tag);
  }
  return item;
}

/** Starts every search form of the page. */
export function startSearch() {
  for (const form of document.querySelectorAll("form[data-search]")) {
    const box = form.querySelector("input[type=search], input[type=text]");
    const page = (name) => document.querySelector(`[data-search-${name}]`);
    const [rows, count, empty, template] = ["rows", "count", "empty", "template"].map(page);
    const aside = document.querySelectorAll("[data-search-pages]"); // what is about the list, not about the search
    const whole = box.defaultValue ? null : { rows: [...rows.childNodes], hidden: rows.hidden, words: count.textContent };
    const show = (shown, hidden, words, none) => {
      rows.replaceChildren(...shown);
      rows.hidden = hidden;
      if (empty) empty.hidden = !none;
      for (const part of aside) part.hidden = box.value.trim() !== "";
      count.textContent = words;
    };
    let timer = 0;
    let newest = 0;
    const run = async () => {
      const mine = ++newest;
      if (whole && box.value.trim() === "") return show(whole.rows, whole.hidden, whole.words, false);
      try {
        const found = await send("POST", form.dataset.search, { search: box.value });
        if (mine !== newest) return;
        const none = found.rows.length === 0;
        show(found.rows.map((row) => rowOf(template, row)), none, found.words, none);
      } catch (fault) {
        if (mine === newest) count.textContent = fault.message || "The search did not work. Press Enter to try again.";
      }
    };
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(run, WAIT);
    });
    if (box.value !== box.defaultValue) run(); // typed while this script was still loading
  }
}
