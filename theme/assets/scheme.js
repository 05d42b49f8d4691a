// Light or dark, before anything is painted: the system's scheme until the reader chooses; the choice is kept on
// this device.
const root = document.documentElement;
root.classList.replace("no-js", "js");

function show(name) {
  root.dataset.scheme = name;
  root.dataset.mdColorScheme = name === "dark" ? "slate" : "default";
}
function kept() {
  try { return localStorage.getItem("scheme"); } catch { return null; }
}
const systemDark = matchMedia("(prefers-color-scheme: dark)");
const preferred = () => kept() || (systemDark.matches ? "dark" : "light");
show(preferred());
systemDark.addEventListener("change", () => show(preferred()));
addEventListener("pageshow", () => show(preferred())); // a page that comes back may hold an older choice

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("button[data-scheme]")) {
    button.addEventListener("click", () => {
      const name = root.dataset.scheme === "dark" ? "light" : "dark";
      show(name);
      try { localStorage.setItem("scheme", name); } catch { /* the choice lasts for this page only */ }
    });
  }
});
