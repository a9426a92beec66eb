// What is typed in a form[data-draft] is kept on the server a moment after typing stops, and when the page is left.
// The form has a button that does the same without a script.

for (const form of document.querySelectorAll("form[data-draft]")) {
  const state = form.querySelector("[data-draft-state]");
  let timer, dirty = false;

  const fields = () => {
    const data = new URLSearchParams({ quiet: "yes" });
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "once") data.append(name, value);
    }
    return data;
  };

  async function save() {
    if (!dirty) return;
    dirty = false;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: fields(), keepalive: true });
      if (state && answer.ok) state.textContent = form.dataset.draftSaved;
    } catch {
      dirty = true; // the next change, or leaving the page, tries again
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, 1500);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    dirty = false;
  });
  addEventListener("pagehide", save);
}
