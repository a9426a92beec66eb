// A toolbar and a preview for Markdown fields: [data-editor] around a textarea, its tools hidden until now.
// The preview is rendered by the server at data-preview-url, with the one renderer there is.

const marks = {
  bold: (t) => wrap(t, "**"),
  italic: (t) => wrap(t, "_"),
  code: (t) => wrap(t, "`"),
  link: (t) => replace(t, `[${picked(t)}](https://)`, picked(t) ? -1 : 1),
  heading: (t) => prefix(t, () => "## "),
  quote: (t) => prefix(t, () => "> "),
  list: (t) => prefix(t, () => "- "),
  "list-ordered": (t) => prefix(t, (i) => `${i + 1}. `),
};
const keys = { b: "bold", i: "italic", k: "link" };

const picked = (t) => t.value.slice(t.selectionStart, t.selectionEnd);

function replace(t, text, caret = 0) {
  const start = t.selectionStart;
  t.focus();
  t.setRangeText(text, start, t.selectionEnd, "end");
  if (caret > 0) t.setSelectionRange(start + caret, start + caret);
  if (caret < 0) t.setSelectionRange(t.selectionEnd + caret, t.selectionEnd + caret);
  t.dispatchEvent(new Event("input", { bubbles: true }));
}

function wrap(t, mark) {
  const text = picked(t);
  replace(t, mark + text + mark, text ? 0 : mark.length);
}

function prefix(t, mark) {
  const start = t.value.lastIndexOf("\n", t.selectionStart - 1) + 1;
  t.setSelectionRange(start, t.selectionEnd);
  replace(t, picked(t).split("\n").map((line, i) => mark(i) + line).join("\n"));
}

async function preview(box, button) {
  const field = box.querySelector("textarea");
  const pane = box.querySelector("[data-preview]");
  const show = pane.hidden;
  if (show) {
    const answer = await fetch(box.dataset.previewUrl, { method: "POST", body: new URLSearchParams({ text: field.value }) });
    if (!answer.ok) return;
    pane.innerHTML = await answer.text();
  }
  pane.hidden = !show;
  field.hidden = show;
  button.setAttribute("aria-pressed", String(show));
}

for (const box of document.querySelectorAll("[data-editor]")) {
  const field = box.querySelector("textarea");
  const tools = box.querySelector("[role=toolbar]");
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.mark) marks[button.dataset.mark](field);
    else preview(box, button);
  });
  field.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || !keys[event.key]) return;
    event.preventDefault();
    marks[keys[event.key]](field);
  });
}
