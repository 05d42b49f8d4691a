// What a reader finds on a page and does there, in any browser: injected by the tests of several engines.
(async () => {
  const tidy = (text) => text.replace(/\s+/g, " ").trim();
  const told = {
    title: document.title,
    lang: document.documentElement.lang,
    headings: [...document.querySelectorAll("h1, h2, h3")].map((heading) => tidy(heading.textContent)),
    text: tidy(document.querySelector("main, body > p").textContent),
    used: 0,
  };
  window.print = () => {};
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
  for (const control of document.querySelectorAll("button:not([type=submit]), summary, input[type=checkbox]")) {
    if (control.closest("[hidden]")) continue; // such as reading aloud where there is no voice
    control.click();
    told.used += 1;
    await pause();
  }
  for (const choice of document.querySelectorAll("select")) {
    for (const option of choice.options) {
      option.selected = true;
      choice.dispatchEvent(new Event("change", { bubbles: true }));
      await pause();
    }
  }
  const field = document.querySelector("dialog input");
  if (field) {
    document.querySelector("[data-search-open]").click();
    field.value = "青春";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    for (let i = 0; i < 100 && !document.querySelector("dialog [role=option]"); i += 1) await pause();
    told.found = document.querySelectorAll("dialog [role=option]").length;
  }
  told.violations = window.violations;
  return told;
})()
