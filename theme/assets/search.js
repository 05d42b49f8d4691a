/* The search dialog: finds records by name, other name or pinyin, in simplified and traditional script.

   Without this file nothing is lost but speed: the home page's form leads to the plain page of all entries.
   The index is a script, not JSON, because a browser fetches no JSON from a folder (file://). */
(() => {
  "use strict";

  const LIMIT = 20;
  const RANK = { exact: 0, prefix: 1, part: 2, alias: 3, pinyin: 4, initials: 5 };
  const HINT = "可以输入简体字、繁体字、拼音或拼音首字母。";
  const FAILED = "没能取到搜索数据。请再试一次，或者看全部条目。";

  const dialog = document.getElementById("finder");
  const form = dialog.querySelector("form");
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const results = dialog.querySelector("[role=listbox]");
  const indexAddress = new URL(dialog.dataset.index, document.baseURI);
  const pageFile = location.protocol === "file:" ? "index.html" : ""; // folders have no server to add it
  let loading = null;
  let items = [];
  let simplified = {};
  let active = -1;
  let opener = null;

  // --- the index ---------------------------------------------------------------------------

  /** Load the index once, at the first opening; a failed attempt may be repeated. */
  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      Object.assign(script, { src: indexAddress, onload: resolve, onerror: reject });
      document.head.append(script);
    }).then(prepare).catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  }

  function prepare() {
    simplified = window.showcaseIndex.simplified;
    items = window.showcaseIndex.entries.map(([url, name, kind, summary, , aliases, reading]) => {
      const own = comparable(name);
      const spoken = reading.split(" ").map(fold).filter(Boolean);
      const syllables = spoken.map((syllable) => syllable.replaceAll("ü", "v"));
      // One piece of the name for each syllable, to mark what was matched by its reading.
      const pieces = own.text.match(/\p{Script=Han}|\P{Script=Han}+/gu) ?? [];
      return { url, name, kind, summary, spoken, syllables, own, pieces, others: aliases.map(comparable) };
    });
  }

  /** One width, one case, simplified, nothing but letters and digits: how texts are compared. */
  function fold(text) {
    const plain = text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    return Array.from(plain, (character) => simplified[character] ?? character).join("");
  }

  /** A folded text that remembers which written character each of its units came from. */
  function comparable(written) {
    const folded = Array.from(written, fold);
    const origin = folded.flatMap((units, i) => Array(units.length).fill(i));
    return { written, text: folded.join(""), origin };
  }

  // --- matching ----------------------------------------------------------------------------

  /** Everything that matches, best first; the sort is stable, so ties keep the order of the index. */
  function find(query) {
    const words = query.split(/\s+/).map(fold).filter(Boolean);
    const hits = [];
    for (const item of words.length ? items : []) {
      // “yu lan” is one name written with a space before it is two words.
      const hit = match(item, words.join("")) ?? all(words.map((word) => match(item, word)));
      if (hit) hits.push({ item, ...hit });
    }
    return hits.sort((a, b) => a.rank - b.rank || a.item.name.length - b.item.name.length);
  }

  function all(hits) {
    if (hits.includes(null)) return null;
    const marks = new Set(hits.flatMap((hit) => [...hit.marks]));
    return { rank: Math.max(...hits.map((hit) => hit.rank)), marks, why: hits.find((hit) => hit.why)?.why };
  }

  function match(item, word) {
    const at = item.own.text.indexOf(word);
    if (at >= 0) {
      const rank = at > 0 ? RANK.part : item.own.text === word ? RANK.exact : RANK.prefix;
      return { rank, marks: marksOf(item.own, at, at + word.length) };
    }
    const other = item.others.find(({ text }) => text.includes(word));
    if (!other) return matchReading(item, word.replaceAll("ü", "v"));
    const start = other.text.indexOf(word);
    const why = { label: "别名", text: other.written, marks: marksOf(other, start, start + word.length) };
    return { rank: RANK.alias, marks: new Set(), why };
  }

  function matchReading({ own, pieces, spoken, syllables }, word) {
    if (!/^[a-z0-9]+$/.test(word)) return null;
    const spelled = syllables.map((_, i) => ({ start: i, ...spell(word, syllables, i) })).filter((s) => s.end);
    const best = spelled.find((s) => s.isWhole) ?? spelled[0];
    if (!best) return null;
    const place = (piece) => pieces.slice(0, piece).join("").length;
    const isAligned = pieces.length === syllables.length;
    const marks = isAligned ? marksOf(own, place(best.start), place(best.end)) : new Set();
    const why = { label: "拼音", text: spoken.join(" "), marks: new Set() };
    return { rank: best.isWhole ? RANK.pinyin : RANK.initials, marks, why };
  }

  /** Spell letters with beginnings of syllables from the i-th on: qingchun, qcnx, qingc. */
  function spell(letters, syllables, i) {
    if (!letters) return { end: i, isWhole: true };
    const syllable = syllables[i] ?? "";
    let length = 0;
    while (length < syllable.length && syllable[length] === letters[length]) length += 1;
    for (; length > 0; length -= 1) {
      const rest = spell(letters.slice(length), syllables, i + 1);
      // The last syllable may be cut short: the reader is still typing.
      const isWhole = length === syllable.length || length === letters.length;
      if (rest) return { end: rest.end, isWhole: isWhole && rest.isWhole };
    }
    return null;
  }

  const marksOf = ({ origin }, start, end) => new Set(origin.slice(start, end));

  // --- showing -----------------------------------------------------------------------------

  function make(tag, name, ...children) {
    const element = document.createElement(tag);
    element.className = `finder__${name}`;
    element.append(...children);
    return element;
  }

  function marked(text, marks) {
    const runs = [];
    Array.from(text).forEach((character, i) => {
      const isMarked = marks.has(i);
      if (runs.at(-1)?.isMarked === isMarked) runs.at(-1).text += character;
      else runs.push({ text: character, isMarked });
    });
    return runs.map((run) => (run.isMarked ? make("mark", "mark", run.text) : run.text));
  }

  function option({ item, marks, why }, position) {
    const name = make("span", "name", ...marked(item.name, marks));
    const link = make("a", "option", name, make("span", "kind", item.kind), make("span", "summary", item.summary));
    if (why) link.append(make("span", "why", `${why.label}：`, ...marked(why.text, why.marks)));
    link.href = new URL(`../${item.url}${pageFile}`, indexAddress);
    link.id = `finder-option-${position}`;
    link.tabIndex = -1; // the focus stays in the field, as the combobox pattern asks
    link.setAttribute("role", "option");
    return link;
  }

  function show() {
    const query = input.value.trim();
    const hits = find(query);
    results.replaceChildren(...hits.slice(0, LIMIT).map(option));
    results.hidden = !hits.length;
    results.scrollTop = 0;
    input.setAttribute("aria-expanded", hits.length > 0);
    activate(-1);
    const more = hits.length > LIMIT ? `，先列最相近的 ${LIMIT} 条` : "";
    const none = query ? `没有找到「${query}」。换个说法，或者看全部条目。` : HINT;
    status.textContent = hits.length ? `找到 ${hits.length} 条${more}` : none;
  }

  function activate(position) {
    active = position;
    Array.from(results.children).forEach((link, i) => link.setAttribute("aria-selected", i === active));
    const link = results.children[active];
    input.setAttribute("aria-activedescendant", link?.id ?? "");
    link?.scrollIntoView({ block: "nearest" });
  }

  const fail = () => (status.textContent = FAILED);
  const update = () => load().then(show, fail);

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
    update();
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
      const isSlash = event.key === "/" && !isCommand && !isTextField(event.target);
      if (!isSlash && !(isCommand && event.key.toLowerCase() === "k")) return;
      event.preventDefault();
      open(document.activeElement);
    },
    true, // before anything else on the page takes the key
  );

  // --- inside the dialog -------------------------------------------------------------------

  input.addEventListener("input", update);

  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation(); // Material listens on window, where n, p and others turn pages
    if (event.isComposing) return; // the keys belong to the input method
    const last = results.children.length - 1;
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
    // Enter may come before the index: it waits, and then follows the active or the first result.
    load().then(() => (results.children[active] ?? results.children[0])?.click(), fail);
  });

  // search/?q=… is where the home page's form leads, and what may be linked from elsewhere.
  const asked = new URLSearchParams(location.search).get("q");
  const folderOf = (address) => new URL(address).pathname.replace(/index\.html$/, "");
  if (asked && folderOf(location.href) === folderOf(form.action)) {
    input.value = asked.slice(0, input.maxLength);
    open();
  }
})();
