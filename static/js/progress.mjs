// A long work: <div data-progress="URL"> with a <progress>; the page is opened afresh when the work has ended.
// Answer: {"done": 50, "total": 5000, "running": true}. Without scripts “Look again” does the same.
const EVERY = 700;

/** Starts the progress of the page, if it has one. */
export function startProgress() {
  const box = document.querySelector("[data-progress]");
  if (!box) return;
  const [bar, words] = [box.querySelector("progress"), box.querySelector("[data-progress-words]")];
  const look = async () => {
    try {
      const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" }, redirect: "error" });
      const found = await answer.json();
      if (!found.running) return window.location.reload();
      bar.max = found.total || 1;
      bar.value = found.total ? found.done : 0;
      const all = found.total ? ` of ${found.total}` : "";
      words.textContent = `${found.done}${all} ${box.dataset.progressUnit || "rows"}`;
    } catch {
      return; // the page was locked or closed; “Look again” leads on
    }
    setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
}
