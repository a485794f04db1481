// How scripts speak to LinkDesk: JSON with the token of this page, never to anywhere else.

/** Sends `body` as JSON and returns the answer; throws when the server refuses or cannot be reached. */
export async function send(method, url, body, options = {}) {
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  const answer = await fetch(url, {
    method,
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: "same-origin",
    redirect: "error",
    ...options,
  });
  const words = answer.status === 204 ? {} : await answer.json();
  if (!answer.ok) throw Object.assign(new Error(words.error ?? ""), { status: answer.status, words });
  return words;
}
