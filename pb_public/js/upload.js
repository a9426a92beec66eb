// Chosen pictures are shown before they are sent, and large uploads show how far they are.
// input[data-preview] names its list of previews; form[data-upload] holds a <progress hidden>.

document.addEventListener("change", async (event) => {
  const input = event.target;
  if (!input.matches?.("input[type=file][data-preview]")) return;
  const list = document.getElementById(input.dataset.preview);
  list.replaceChildren();
  for (const file of input.files) {
    const picture = await thumbnail(file);
    if (picture) list.append(picture);
  }
});

// Drawing on a canvas needs no blob: address, which the page's content policy would refuse.
async function thumbnail(file) {
  try {
    const bitmap = await createImageBitmap(file, { resizeWidth: 192, resizeQuality: "medium" });
    const canvas = document.createElement("canvas");
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", file.name);
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    bitmap.close();
    return canvas;
  } catch {
    return null; // not a picture: the server will say so
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-upload]") || event.defaultPrevented || sizeOf(form) < 1 << 20) return;
  event.preventDefault();
  if (form.dataset.uploading) return; // a second press while the first is on its way sends nothing
  form.dataset.uploading = "yes";
  const bar = form.querySelector("progress");
  const request = new XMLHttpRequest();
  request.upload.onprogress = (e) => {
    bar.max = e.total;
    bar.value = e.loaded;
  };
  request.onload = () => show(request);
  request.onerror = () => form.submit();
  bar.hidden = false;
  request.open("POST", event.submitter?.formAction || form.action);
  request.send(new FormData(form, event.submitter));
});

const sizeOf = (form) =>
  [...form.querySelectorAll("input[type=file]")].flatMap((i) => [...i.files]).reduce((sum, f) => sum + f.size, 0);

// The answer is a whole page: it takes this one's place under its own address, brings the styles and scripts that
// were not here yet, and those that were are told that another page has arrived.
function show(request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  history.pushState(null, "", request.responseURL);
  document.title = page.title;
  const here = new Set([...document.querySelectorAll("link[rel=stylesheet], script[src]")].map(address));
  const fresh = [...page.querySelectorAll("link[rel=stylesheet], script[src]")].filter((el) => !here.has(address(el)));
  document.body.replaceWith(document.adoptNode(page.body));
  for (const el of fresh) {
    const copy = document.createElement(el.localName); // a script that was only adopted does not run
    for (const a of el.attributes) copy.setAttribute(a.name, a.value);
    document.head.append(copy);
  }
  scrollTo(0, 0);
  document.dispatchEvent(new Event("arrive"));
}
const address = (el) => el.getAttribute("src") ?? el.getAttribute("href");
addEventListener("popstate", () => location.reload());
