// The tracker of a secret ballot, made here so that the server has not chosen it: 80 random bits in base32,
// the same form as the server makes for browsers without scripts.
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function make() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const text = Array.from(bytes, (b) => letters[b % 32]).join("");
  return text.match(/.{4}/g).join("-");
}

for (const box of document.querySelectorAll("[data-tracker]")) {
  const field = box.querySelector("input");
  const shown = box.querySelector("output");
  // A ballot that was refused comes back with the tracker its voter may have written down.
  if (!document.querySelector("[data-problems]")) field.value = make();
  shown.textContent = field.value;
}

// Typing a rate picks "another rate".
for (const field of document.querySelectorAll("[data-picks]")) {
  field.addEventListener("input", () => {
    if (!field.value) return;
    const radio = field.form.querySelector(`input[type="radio"][value="${field.dataset.picks}"]`);
    if (radio) radio.checked = true;
  });
}
