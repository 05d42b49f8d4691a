// Small helps for pages that work without them: menu, what is past by now, folders.
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

// A page that was built days ago still tells what is past today in the city.
const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
const built = document.querySelector("[data-today]")?.dataset.today;
if (built && today > built) {
  for (const event of document.querySelectorAll("[data-coming] [data-event]")) {
    if (event.dataset.end < today) event.classList.add("event--past");
  }
}
for (const event of document.querySelectorAll("[data-event]")) {
  if (event.dataset.start.slice(0, 10) <= today && event.dataset.end >= today) event.classList.add("event--today");
}

// Opened from a folder, an address that ends in a slash would show a list of files.
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("a[href]")) {
    const url = new URL(link.href);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) { url.pathname += "index.html"; link.href = url.href; }
  }
}
