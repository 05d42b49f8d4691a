// Small helps for pages that work without them: menu, folders.
// The menu on narrow screens: Material's drawer follows a checkbox, people use a button.
const drawer = document.getElementById("__drawer");
const menu = document.querySelector("[data-menu]");
if (drawer && menu) {
  const tell = () => menu.setAttribute("aria-expanded", String(drawer.checked));
  const set = (open) => { drawer.checked = open; drawer.dispatchEvent(new Event("change")); tell(); };
  menu.addEventListener("click", () => {
    set(!drawer.checked);
    if (drawer.checked) document.querySelector(".drawer a")?.focus({ preventScroll: true });
  });
  drawer.addEventListener("change", tell);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.checked) { set(false); menu.focus(); }
  });
}

// Opened from a folder, an address that ends in a slash would show a list of files.
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("a[href]")) {
    const url = new URL(link.getAttribute("href"), document.baseURI); // links in drawings have no plain href
    if (url.protocol !== "file:" || !url.pathname.endsWith("/")) continue;
    url.pathname += "index.html";
    link.setAttribute("href", url.href);
  }
}
