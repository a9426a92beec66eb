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

// The answer is a whole page: it takes this one's place under its own address.
function show(request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  history.pushState(null, "", request.responseURL);
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  scrollTo(0, 0);
}
addEventListener("popstate", () => location.reload());
