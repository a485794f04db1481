// Back to a page that came as the answer to a form asks for the page anew: else the web view stops at a page of its own, without Help now.

/** Notes this page in the history without the form that was sent; what was typed is kept as a draft. */
export function startBack() {
  history.replaceState(history.state, "", location.href);
}
