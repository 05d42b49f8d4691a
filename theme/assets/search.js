/* The search dialog: names, values and stories of all records, in either script, by pinyin, and with a slip.

   Without this file nothing is lost but speed: the forms lead to the plain page of all entries. What it needs is
   loaded at its first opening, and more only when a query asks for it; all of it are scripts, because a browser
   fetches no data from a folder (file://). Nothing that is typed is kept. */
(() => {
  "use strict";

  const HINT = "可以输入简体字、繁体字、拼音或拼音首字母，也可以几个词一起找。";
  const FAILED = "没能取到搜索数据。请再试一次，或者看全部条目。";
  const SWITCH = "search-slash"; // kept on this device: whether the key / opens

  const dialog = document.getElementById("finder");
  const form = dialog.querySelector("form");
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const results = dialog.querySelector("[role=listbox]");
  const near = dialog.querySelector(".finder__near");
  const slash = dialog.querySelector("[data-slash]");
  const assets = new URL(dialog.dataset.assets, document.baseURI);
  const pageFile = location.protocol === "file:" ? "index.html" : ""; // folders have no server to add it
  const search = (window.showcaseSearch = { data: {}, take: (name, value) => (search.data[name] = value) });
  const loading = new Map();
  let options = [];
  let active = -1;
  let isScrolled = false;
  let shown = ""; // the query that the results answer
  let opener = null;
  let settled = Promise.resolve();

  // --- loading -----------------------------------------------------------------------------

  /** Load a script once; a failed attempt may be repeated. */
  function load(path) {
    if (!loading.has(path)) loading.set(path, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const onerror = () => { loading.delete(path); reject(new Error(path)); };
      Object.assign(script, { src: new URL(path, assets), async: false, onload: resolve, onerror });
      document.head.append(script);
    }));
    return loading.get(path);
  }

  let ready = null;
  function prepare() {
    ready ??= Promise.all([load("search-answering.js"), load("search/names.js")])
      .then(learn).catch((error) => {
        ready = null;
        throw error;
      });
    return ready;
  }

  function learn() {
    search.count = search.data.names.kinds.reduce((total, [, , , count]) => total + count, 0);
    search.names.learn(search.data.names);
  }

  /** Load what an answer misses. A file that is no more belongs to an older site: then the names are old too. */
  async function fetchMissing(needs) {
    try {
      await Promise.all([...needs].map((name) => load(`search/${name}.js`)));
    } catch {
      const { names, script } = search.data;
      search.data = { script };
      search.text.forget();
      await load(`search/names.js?after=${names.folder}`).catch(() => (search.data.names = names));
      if (search.data.names.folder === names.folder) throw new Error("missing");
      learn();
    }
    if (needs.has("script") && !search.hasScript) {
      search.hasScript = true;
      search.characters.learnAll(search.data.script);
      search.names.learn(search.data.names);
    }
  }

  // --- answering ---------------------------------------------------------------------------

  /** Show what is known at once, then what the missing files add, as long as the query stays. */
  async function update() {
    const query = input.value.trim();
    const isPresent = () => query === input.value.trim();
    results.setAttribute("aria-busy", "true");
    try {
      await prepare();
      for (let round = 0; round < 8 && isPresent(); round += 1) {
        const found = search.answer(query);
        const { needs } = found;
        show(query, found);
        if (!needs.size) break;
        await fetchMissing(needs);
      }
    } catch {
      if (isPresent()) status.textContent = FAILED;
    }
    if (isPresent()) results.setAttribute("aria-busy", "false");
  }

  // --- showing -----------------------------------------------------------------------------

  function make(tag, name, ...children) {
    const element = document.createElement(tag);
    element.className = `finder__${name}`;
    element.append(...children);
    return element;
  }

  /** A written text with parts of its folded form marked. */
  function markedName(written, spans) {
    const { origin } = search.characters.comparable(written);
    const marks = new Set(spans.flatMap(({ from, to }) => origin.slice(from, to)));
    return marked(Array.from(written), (i) => marks.has(i));
  }

  function marked(characters, isMarked) {
    const runs = [];
    characters.forEach((character, i) => {
      if (runs.at(-1)?.isMarked === isMarked(i)) runs.at(-1).text += character;
      else runs.push({ text: character, isMarked: isMarked(i) });
    });
    return runs.map((run) => (run.isMarked ? make("mark", "mark", run.text) : run.text));
  }

  function reasonsOf({ row, which, isRead, isSlip, why = [], from, to, spans }) {
    const other = which && [row.kind === "landmark" ? "相关说法" : "别名", markedName(row.others[which - 1], spans ?? [{ from, to }])];
    const reasons = [isSlip && ["相近", ""], isRead && ["拼音", ""], other, ...why.map(({ label, text }) => [label, [text]])];
    return reasons.filter(Boolean);
  }

  function option(hit, position) {
    const { row, which, from, to, spans, excerpt } = hit;
    const own = spans ?? (which || to === undefined ? [] : [{ from, to }]);
    const link = make("a", "option", make("span", "name", ...markedName(row.name, own)), make("span", "kind", row.badge));
    if (excerpt) {
      const isFound = (i) => i >= excerpt.from && i < excerpt.to;
      link.append(make("span", "summary", ...marked(Array.from(excerpt.text), isFound)));
    } else if (row.summary) {
      link.append(make("span", "summary", row.summary));
    }
    for (const [label, text] of reasonsOf(hit)) link.append(make("span", "why", text ? `${label}：` : label, ...text));
    link.href = addressOf(row.url);
    link.id = `finder-option-${position}`;
    link.tabIndex = -1; // the focus stays in the field, as the combobox pattern asks
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  }

  /** The address of a page of the site; in a folder there is no server that would add the file. */
  function addressOf(url) {
    const [path, anchor] = url.split("#");
    return new URL(`../${path}${pageFile}${anchor === undefined ? "" : `#${anchor}`}`, assets).href;
  }

  /** Hits of a kind and of a stage stand together, in the order of the best of each. */
  function grouped(hits) {
    const groups = new Map();
    for (const hit of hits) {
      const stage = hit.share < 1 ? "部分相符" : hit.excerpt ? "文中提到" : hit.isSlip ? "名称相近" : hit.isLoose ? "读音相近" : hit.why && !hit.to && !hit.spans?.length ? "相关" : "";
      const title = [hit.row.label, stage].filter(Boolean).join(" · ");
      groups.set(title, [...(groups.get(title) ?? []), hit]);
    }
    return [...groups];
  }

  function show(query, { hits, isAll, needs, near: alike }) {
    const isWaiting = needs.size > 0;
    const chosen = query === shown ? options[active]?.href : undefined; // stays so while more results come
    options = [];
    const groups = grouped(hits).map(([title, members], i) => {
      const heading = make("span", "group-title", title);
      heading.id = `finder-group-${i}`;
      const links = members.map((hit, k) => option(hit, options.length + k));
      options.push(...links);
      const group = make("div", "group", heading, ...links);
      group.setAttribute("role", "group");
      group.setAttribute("aria-labelledby", heading.id);
      return group;
    });
    results.replaceChildren(...groups);
    results.hidden = !hits.length;
    if (isScrolled && query !== shown) results.scrollTop = 0; // only then: it makes the browser lay out everything
    isScrolled = isScrolled && query === shown;
    shown = query;
    input.setAttribute("aria-expanded", hits.length > 0);
    active = -1;
    activate(options.findIndex((link) => link.href === chosen));
    showNear(query && !isWaiting ? alike : []);
    const none = !query ? HINT : isWaiting ? "正在找……" : `没有找到「${query}」。换个说法，或者从下面的列表里找。`;
    status.textContent = !hits.length ? none : isAll ? `找到 ${hits.length} 条` : `先列最相近的 ${hits.length} 条，再写具体些会更准`;
  }

  /** The nearest names, for a reader whom nothing answers. */
  function showNear(rows) {
    const links = rows.map((row) => Object.assign(make("a", "near-link", row.name), { href: addressOf(row.url) }));
    near.replaceChildren(...(links.length ? ["名称最接近的：", ...links] : []));
    near.hidden = !links.length;
  }

  function activate(position) {
    options[active]?.setAttribute("aria-selected", "false");
    active = position;
    const link = options[active];
    link?.setAttribute("aria-selected", "true");
    if (link) input.setAttribute("aria-activedescendant", link.id);
    else input.removeAttribute("aria-activedescendant");
    link?.scrollIntoView({ block: "nearest" });
  }

  // --- opening and closing -----------------------------------------------------------------

  const isHomeField = (element) => element?.matches("input[data-search-open]");
  const isTextField = (element) =>
    element.isContentEditable || element.matches("input:not([type=radio], [type=checkbox]), textarea, select");

  /** Open the dialog; text that was begun in the home page's field is taken along and given back. */
  function open(from = null) {
    if (dialog.open) return;
    if (!dialog.showModal) return location.assign(form.action); // an old browser
    opener = from;
    if (isHomeField(from)) input.value = from.value;
    dialog.showModal();
    input.focus();
    input.setSelectionRange(isHomeField(from) ? input.value.length : 0, input.value.length);
    settled = update();
  }

  dialog.addEventListener("close", () => {
    if (isHomeField(opener)) opener.value = input.value;
    opener?.focus();
  });

  dialog.querySelector("button").addEventListener("click", () => dialog.close());

  // A press on the backdrop closes, but not a text selection that merely ends there.
  let isPressedOutside = false;
  dialog.addEventListener("pointerdown", (event) => (isPressedOutside = event.target === dialog));
  dialog.addEventListener("click", (event) => {
    if (isPressedOutside && event.target === dialog) dialog.close();
  });

  document.addEventListener("click", (event) => {
    const from = event.target.closest("[data-search-open]");
    if (!from) return;
    event.preventDefault();
    open(from);
  });

  // Typing in the home page's field opens, mere focus does not: tabbing through a page must not change it.
  // An input method is left to finish first; moving the focus would break what it composes.
  for (const type of ["input", "compositionend"]) {
    document.addEventListener(type, (event) => {
      if (isHomeField(event.target) && event.target.value && !event.isComposing) open(event.target);
    });
  }

  document.addEventListener(
    "keydown",
    (event) => {
      const isCommand = event.ctrlKey || event.metaKey;
      const isSlash = event.key === "/" && slash.checked && !isCommand && !event.altKey && !isTextField(event.target);
      if (!isSlash && !(isCommand && event.key.toLowerCase() === "k")) return;
      event.preventDefault();
      open(document.activeElement);
    },
    true, // before anything else on the page takes the key
  );

  // --- inside the dialog -------------------------------------------------------------------

  results.addEventListener("scroll", () => (isScrolled = results.scrollTop > 0), { passive: true });

  // During composition too: whoever types pinyin sees names before choosing characters.
  input.addEventListener("input", () => (settled = update()));

  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation(); // Material listens on window, where n, p and others turn pages
    if (event.isComposing) return; // the keys belong to the input method
    const last = options.length - 1;
    const next = {
      ArrowDown: active < last ? active + 1 : 0,
      ArrowUp: active > 0 ? active - 1 : last,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === "Escape") {
      event.preventDefault(); // a search field would only be emptied
      dialog.close();
    } else if (event.target === input && last >= 0 && next !== undefined && !event.shiftKey) {
      event.preventDefault();
      activate(next);
    }
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Enter may come before the answer: it waits, and then follows the active or the first result.
    settled.then(() => (options[active] ?? options[0])?.click());
  });

  // A single key that opens something disturbs whoever speaks to the computer: it can be switched off.
  try { slash.checked = localStorage.getItem(SWITCH) !== "off"; } catch { /* the key works */ }
  slash.addEventListener("change", () => {
    try { localStorage.setItem(SWITCH, slash.checked ? "on" : "off"); } catch { /* for this page only */ }
  });

  // search/?q=… is where the home page's form leads, and what may be linked from elsewhere.
  const asked = new URLSearchParams(location.search).get("q");
  const folderOf = (address) => new URL(address).pathname.replace(/index\.html$/, "");
  if (asked && folderOf(location.href) === folderOf(form.action)) {
    input.value = asked.slice(0, input.maxLength);
    open();
  }
})();
