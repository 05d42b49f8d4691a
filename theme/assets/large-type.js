// 长辈版: everything half as large again and only what is needed most. Chosen before anything is painted, kept on
// this device, and told to those who do not see it.
const root = document.documentElement;
const KEY = "large-type";

function kept() {
  try { return localStorage.getItem(KEY) === "yes"; } catch { return false; }
}
root.toggleAttribute("data-large", kept());

document.addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector("[data-large-type]");
  const told = document.querySelector("[data-large-type-told]");
  if (!button || !told) return;
  const label = () => { button.textContent = root.hasAttribute("data-large") ? "回到标准版" : "长辈版"; };
  label();
  addEventListener("pageshow", (event) => {
    if (event.persisted) { root.toggleAttribute("data-large", kept()); label(); }
  });
  button.addEventListener("click", () => {
    const isLarge = root.toggleAttribute("data-large");
    try { localStorage.setItem(KEY, isLarge ? "yes" : "no"); } catch { /* the choice lasts for this page only */ }
    label();
    told.textContent = isLarge ? "已换成长辈版：字和按钮都放大了。" : "已回到标准版。";
  });
});
