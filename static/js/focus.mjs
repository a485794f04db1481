// On a page that asks for one secret the keyboard stands in its box, or at the names while none is chosen: <form data-focus>. A list of errors goes first.

/** Puts the keyboard into the first box of the form that asks for it. */
export function startFocus() {
  if (document.querySelector(".govuk-error-summary")) return;
  const quick = document.querySelector("form[data-quick]");
  if (quick?.dataset.quick) return quick.elements.namedItem(quick.dataset.quick)?.focus();
  const form = document.querySelector("form[data-focus]");
  const name = form?.querySelector("input[type=radio]:checked") ? null : form?.querySelector("input[type=radio]");
  (name ?? form?.querySelector("input[type=password], input[type=text]"))?.focus();
}
