// The number of unread notices, kept fresh by the server while the page is looked at. A page that is hidden lets go
// of its connection, so that many tabs hold one. Without a script the number is as old as the page.

const bell = document.querySelector("[data-badge]");
let source = null;

function show(n) {
  bell.hidden = n === 0;
  bell.querySelector("[data-number]").textContent = n;
  for (const fresh of document.querySelectorAll("[data-fresh]")) fresh.hidden = n <= Number(fresh.dataset.fresh);
}

function listen() {
  if (document.visibilityState === "hidden") {
    source?.close();
    source = null;
  } else if (!source) {
    source = new EventSource("/notices/stream");
    source.onmessage = (event) => show(Number(event.data));
  }
}

if (bell) {
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    source = null;
    listen();
  });
  listen();
}
