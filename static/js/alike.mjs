// Warns, and never stops, while a new person is typed who may be on the caseload already: <form data-alike="URL">.
// Answer: {"words": "...", "rows": [{"url", "name", "words"}]}; an empty list puts the warning away.
import { send } from "./server.mjs";

const WAIT = 500;

function lineOf(template, row) {
  const item = template.content.cloneNode(true);
  const link = item.querySelector("a");
  if (row.url) {
    link.href = row.url;
    link.textContent = row.name;
  } else link.remove();
  item.querySelector("[data-words]").textContent = row.words;
  return item;
}

/** Starts every form that asks whether a person is known already. */
export function startAlike() {
  for (const form of document.querySelectorAll("form[data-alike]")) {
    const found = form.querySelector("[data-alike-found]");
    const rows = found.querySelector("ul");
    const template = found.querySelector("template");
    const asked = () =>
      Object.fromEntries(
        [...new FormData(form)].filter(([name]) => /^(given_name|family_name|preferred_name|alias|birth_date-|nhs_number|phone)/.test(name)),
      );
    let timer = 0;
    let shown = "";
    let newest = 0;
    const run = async () => {
      const mine = ++newest;
      const answer = await send("POST", form.dataset.alike, asked()).catch(() => null);
      if (!answer || mine !== newest || JSON.stringify(answer) === shown) return; // said already: do not say it again
      shown = JSON.stringify(answer);
      rows.replaceChildren(...answer.rows.map((row) => lineOf(template, row)));
      found.querySelector("[data-alike-words]").textContent = answer.words;
      found.classList.toggle("ld-panel", answer.rows.length > 0);
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(run, WAIT);
    });
  }
}
