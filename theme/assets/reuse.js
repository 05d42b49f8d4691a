// Cite and print: the citation gets the reader's own day, and a button copies it.
const cited = document.querySelector("[data-cited-on]");
if (cited) cited.textContent = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());

async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent.trim());
    return true;
  } catch {
    getSelection().selectAllChildren(element); // no clipboard without https: at least it is selected
    return document.execCommand("copy");
  }
}
for (const button of document.querySelectorAll("[data-copy]")) {
  const told = button.parentElement.querySelector("[data-copied]");
  button.addEventListener("click", async () => {
    const isCopied = await copy(document.querySelector(button.dataset.copy));
    told.textContent = isCopied ? "已复制。" : "已选中，请长按或按 Ctrl+C 复制。";
  });
}
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
