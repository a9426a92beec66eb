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
  // Typed as by hand, so that it can be undone as by hand.
  if (!document.execCommand("insertText", false, text)) {
    t.setRangeText(text, start, t.selectionEnd, "end");
    t.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (caret > 0) t.setSelectionRange(start + caret, start + caret);
  if (caret < 0) t.setSelectionRange(t.selectionEnd + caret, t.selectionEnd + caret);
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

// rendered is the text as others will see it, or why it cannot be shown.
async function rendered(box, field) {
  const url = field.dataset.previewUrl ?? box.dataset.previewUrl;
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams({ text: field.value }) });
  const html = await answer.text();
  if (answer.ok) return html;
  const why = document.createElement("p");
  why.className = "problem";
  why.textContent = new DOMParser().parseFromString(html, "text/html").querySelector(".error-page .lead")?.textContent ?? "";
  return why.outerHTML;
}

async function show(box, field) {
  const pane = box.querySelector("[data-preview]");
  pane.innerHTML = await rendered(box, field);
  turn(box, field, true);
}

// turn shows the preview or the field, never both.
function turn(box, field, preview) {
  box.querySelector("[data-preview]").hidden = !preview;
  field.hidden = preview;
  box.querySelector("[aria-pressed]").setAttribute("aria-pressed", String(preview));
}

function attach(box) {
  const field = box.querySelector("textarea");
  const tools = box.querySelector("[role=toolbar]");
  if (!tools.hidden) return;
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (!button.dataset.mark && !field.hidden) return show(box, field).catch(() => {});
    turn(box, field, false);
    if (button.dataset.mark) marks[button.dataset.mark](field);
  });
  field.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || !keys[event.key]) return;
    event.preventDefault();
    marks[keys[event.key]](field);
  });
  // A browser cannot point at what is wrong with a field that is not shown.
  field.addEventListener("invalid", () => turn(box, field, false));
}

const arrive = () => document.querySelectorAll("[data-editor]").forEach(attach);
document.addEventListener("arrive", arrive);
arrive();
