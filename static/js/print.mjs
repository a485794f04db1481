// The Print button: the pages are pictures, so all of them must be there before the dialog opens.

async function printed() {
  const pages = [...document.querySelectorAll(".ld-preview__page")];
  await Promise.all(pages.map((page) => page.decode().catch(() => undefined)));
  window.print();
}

/** Starts every button that prints the page. */
export function startPrint() {
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", printed);
}
