/* The finder: filters a list by several facets at once, counts what each value would give, sorts, and keeps
   the choice in the address.

   Without this file each value is a link to a plain list. The columns are a script, not JSON, because a
   browser fetches no JSON from a folder (file://). All words stand in the page, in fragments/list.html. */
(() => {
  "use strict";

  const panel = document.getElementById("filters");
  if (!panel) return;

  const SHOWN = 36; // cards at a time
  const MORE_VALUES = 24;
  const CHECKED = "checked";
  const KEYS = ["area", "category", "audience", "brand", "kind", "status", "level", "time", "sort"];
  const root = new URL(panel.dataset.root, document.baseURI);
  const pageFile = location.protocol === "file:" ? "index.html" : ""; // folders have no server to add it
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
  const body = panel.parentElement.querySelector(".listing__body");
  const groups = body.querySelector(".listing__groups");
  const tools = body.querySelector(".listing-tools");
  const opener = tools.querySelector(".listing-tools__open");
  const status = tools.querySelector("[role=status]");
  const parts = document.getElementById("finder-parts").content;
  const part = (selector) => document.importNode(parts.querySelector(selector), true);
  const sort = part(".listing-tools__sort");
  const order = sort.querySelector("select");
  const picked = part(".picked");
  const pickedOne = picked.firstElementChild;
  const found = part(".found");
  const list = found.querySelector(".cards");
  const blank = list.firstElementChild;
  const nothing = found.querySelector(".found__nothing");
  const more = found.querySelector(".found__more");
  const moreWords = more.textContent;
  const dialog = part(".filters-dialog");
  const show = dialog.querySelector(".filters-dialog__show");
  const showWords = show.textContent;
  const isWide = matchMedia("(min-width: 60em)");

  let lists = null; // the columns, once they are there
  let loading = null;
  let facets = new Map(); // key → { names, sets, of, chosen, rows, limit }
  let isChecked = false; // sorted by the day of the last check
  let byCheck = null; // all places, the latest checked first
  let matching = []; // the places of what is found
  let listed = 0; // how many of them have a card

  const text = (words, n, m) => words.replace("{n}", n).replace("{m}", m);

  // --- the columns -------------------------------------------------------------------------

  /** Load the columns once, when the reader turns to the finder; a failed attempt may be repeated. */
  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      Object.assign(script, { src: new URL(panel.dataset.records, document.baseURI), onload: resolve, onerror: reject });
      document.head.append(script);
    }).then(prepare).catch((error) => {
      loading = null;
      status.textContent = status.dataset.failed;
      throw error;
    });
    return loading;
  }

  function prepare() {
    lists = window.showcaseLists[panel.dataset.kind];
    for (const facet of lists.facets) {
      const names = new Map(facet.values);
      const sets = facet.spans ? facet.spans.map((span) => valuesOfSpan(span, names)) : membersOf(facet);
      facets.set(facet.key, { names, sets, of: facet.of, chosen: new Set(), rows: new Map(), limit: MORE_VALUES });
    }
    lists.rank = new Map(lists.id.map((id, at) => [id, at]));
    lists.isUnverified = new Set(lists.unverified);
    lists.isRed = new Set(lists.red);
    prepareRows();
  }

  const membersOf = ({ values, sets }) => sets.map((set) => set.map((at) => values[at][0]));

  /** What a reader may call the time of an activity today. */
  function valuesOfSpan([done, last, months, years, isRegular], names) {
    const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
    const isPast = done && done < today;
    const holds = { coming: last >= today, month: months.includes(month), past: isPast, regular: isRegular };
    return [...names.keys()].filter((value) => holds[value] || years.includes(Number(value)));
  }

  // --- choosing and counting ---------------------------------------------------------------

  /** Read the choice from an address; what this list does not know is passed over. */
  function read(search) {
    const asked = new URLSearchParams(search);
    for (const [key, facet] of facets) {
      const values = new Set((asked.get(key) ?? "").split(","));
      facet.chosen = new Set([...values].filter((value) => facet.names.has(value)));
    }
    isChecked = asked.get("sort") === CHECKED;
  }

  /** The choice as the end of an address, always written in the same order. */
  function written() {
    const said = [];
    for (const [key, { names, chosen }] of facets) {
      const values = [...names.keys()].filter((value) => chosen.has(value));
      if (values.length) said.push(`${key}=${values.join(",")}`);
    }
    if (isChecked) said.push(`sort=${CHECKED}`);
    return said.join("&");
  }

  function choose() {
    const query = written();
    try {
      history.pushState(null, "", location.pathname + (query && `?${query}`));
    } catch { /* some browsers keep the address of a file as it is; the choice works all the same */ }
    update();
  }

  /** Find what fits every facet, and count for each value what fits all other facets: one walk. */
  function search() {
    const all = [...facets.values()];
    for (const facet of all) {
      const fits = ({ length }, at) => !facet.chosen.size || facet.sets[at].some((value) => facet.chosen.has(value));
      facet.fits = facet.sets.map(fits);
      facet.perSet = new Uint32Array(facet.sets.length);
    }
    matching = [];
    for (const at of isChecked ? latestFirst() : lists.id.keys()) {
      let failing = null;
      let failures = 0;
      for (const facet of all) {
        if (!facet.fits[facet.of[at]]) {
          failing = facet;
          failures += 1;
        }
      }
      if (!failures) matching.push(at);
      if (failures === 1) failing.perSet[failing.of[at]] += 1;
      else if (!failures) for (const facet of all) facet.perSet[facet.of[at]] += 1;
    }
    for (const facet of all) facet.counts = countsOf(facet);
  }

  function latestFirst() {
    const { values, of } = lists.checked;
    byCheck ??= [...lists.id.keys()].sort((a, b) => (values[of[a]] < values[of[b]] ? 1 : values[of[a]] > values[of[b]] ? -1 : a - b));
    return byCheck;
  }

  function countsOf({ names, sets, perSet }) {
    const counts = new Map([...names.keys()].map((value) => [value, 0]));
    perSet.forEach((count, at) => {
      for (const value of count ? sets[at] : []) counts.set(value, counts.get(value) + count);
    });
    return counts;
  }

  // --- the values --------------------------------------------------------------------------

  /** Turn a link to a plain list into a box to tick, in the same place and of the same size. */
  function boxOf(link) {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", value: link.dataset.value });
    const label = document.createElement("label");
    label.className = link.className;
    label.append(box, ...link.childNodes);
    link.replaceWith(label);
    return box;
  }

  function rowOf(facet, value) {
    const sample = panel.querySelector(".filters__value").parentElement;
    const item = sample.cloneNode(true);
    const box = item.querySelector("input");
    box.value = value;
    item.querySelector(".filters__name").textContent = facet.names.get(value);
    return item;
  }

  /** Give each value of the columns its row; a page shows only those that had records when it was made. */
  function prepareRows() {
    for (const [key, facet] of facets) {
      facet.group = panel.querySelector(`[data-facet="${key}"]`);
      if (!facet.group) continue;
      facet.list = facet.group.querySelector("ul");
      for (const item of facet.list.children) facet.rows.set(item.querySelector("input").value, item);
      if (facet.names.size > MORE_VALUES && key === "brand") addMore(facet);
      for (const value of rowsOf(facet)) addRow(facet, value);
    }
  }

  const rowsOf = (facet) => (facet.more ? [...facet.names.keys()].slice(0, facet.limit) : [...facet.names.keys()]);

  function addRow(facet, value) {
    if (facet.rows.has(value)) return;
    const item = rowOf(facet, value);
    facet.rows.set(value, item);
    const names = [...facet.names.keys()];
    const later = names.slice(names.indexOf(value) + 1).find((other) => facet.rows.has(other));
    facet.list.insertBefore(item, facet.rows.get(later) ?? null);
  }

  function addMore(facet) {
    facet.more = part(".filters__more");
    facet.group.append(facet.more);
    facet.more.addEventListener("click", () => {
      const before = facet.limit;
      facet.limit += MORE_VALUES;
      rowsOf(facet).forEach((value) => addRow(facet, value));
      facet.more.hidden = facet.limit >= facet.names.size;
      showValues();
      facet.rows.get([...facet.names.keys()][before])?.querySelector("input").focus();
    });
  }

  function showValues() {
    for (const facet of facets.values()) {
      if (!facet.group) continue;
      for (const value of facet.chosen) addRow(facet, value);
      for (const [value, item] of facet.rows) {
        const count = facet.counts.get(value) ?? 0;
        item.querySelector("input").checked = facet.chosen.has(value);
        const written = item.querySelector(".filters__count");
        if (written.textContent !== String(count)) written.textContent = count;
        item.firstElementChild.classList.toggle("filters__value--none", !count);
      }
      const { size } = facet.chosen;
      facet.group.querySelector(".filters__chosen").textContent = size ? `（${size}）` : "";
    }
  }

  // --- the chosen --------------------------------------------------------------------------

  const chosenValues = () => [...facets].flatMap(([, facet]) => [...facet.chosen].map((value) => [facet, value]));

  function showPicked() {
    const chosen = chosenValues();
    const items = chosen.map(([facet, value]) => {
      const item = pickedOne.cloneNode(true);
      const button = item.firstElementChild;
      button.firstElementChild.textContent = facet.names.get(value);
      button.setAttribute("aria-label", button.dataset.label.replace("{name}", facet.names.get(value)));
      button.addEventListener("click", () => drop(facet, value));
      return item;
    });
    picked.replaceChildren(...items, ...(items.length ? [picked.end] : []));
    picked.hidden = !items.length;
    opener.firstElementChild.textContent = chosen.length ? `（${chosen.length}）` : "";
  }

  /** Take a value away; the focus goes to the next one, for its button is gone. */
  function drop(facet, value) {
    const at = [...picked.children].findIndex((item) => item.contains(document.activeElement));
    facet.chosen.delete(value);
    choose();
    const left = picked.querySelectorAll(".picked__one");
    (left[Math.min(at, left.length - 1)] ?? order).focus();
  }

  function clear() {
    for (const facet of facets.values()) facet.chosen.clear();
    isChecked = false;
    choose();
  }

  // --- the cards ---------------------------------------------------------------------------

  const idOf = (link) => link.getAttribute("href").split("/").filter((name) => name && name !== "index.html").at(-1);
  const inPage = new Map([...groups.querySelectorAll(".card")].map((card) => [idOf(card.querySelector("a")), card]));
  const seals = [...groups.querySelectorAll(".card .seal")];

  /** The card of a record: a copy of the one that the page has, or a blank one that is filled in. */
  function cardOf(at) {
    const known = inPage.get(lists.id[at]);
    return known ? known.cloneNode(true) : filled(blank.cloneNode(true), at);
  }

  function filled(card, at) {
    const link = card.querySelector(".card__name a");
    link.textContent = lists.name[at];
    link.href = new URL(`${lists.section}${lists.id[at]}/${pageFile}`, root);
    const [badge] = card.querySelectorAll(".badge");
    badge.textContent = lists.badge.values[lists.badge.of[at]];
    if (!lists.isUnverified.has(at)) card.querySelector(".badge--unverified").remove();
    card.querySelector(".card__summary").textContent = lists.summary[at];
    const facts = card.querySelector(".card__facts");
    const fact = facts.firstElementChild;
    facts.replaceChildren(...lists.facts.sets[lists.facts.of[at]].map((place) => {
      const copy = fact.cloneNode();
      copy.textContent = lists.facts.values[place];
      return copy;
    }));
    if (!facts.children.length) facts.remove();
    const emblem = card.querySelector(".card__seal");
    if (emblem) emblem.replaceChildren(lists.logo[at] ? logoOf(lists.logo[at]) : sealOf(at, emblem.firstElementChild));
    return card;
  }

  function logoOf([src, width, height]) {
    const frame = Object.assign(document.createElement("span"), { className: "logo" });
    frame.append(Object.assign(document.createElement("img"), { src: new URL(src, root), width, height, alt: "", decoding: "async" }));
    return frame;
  }

  /** A seal like those on the page: one of the same colour and number of characters, cut anew. */
  function sealOf(at, single) {
    const han = Array.from(lists.name[at]).filter((character) => character >= "\u4e00" && character <= "\u9fff").slice(0, 4);
    const characters = han.length ? han : [lists.name[at][0].toUpperCase()];
    const colour = lists.isRed.has(at) ? "seal--red" : "seal--white";
    const alike = seals.filter((seal) => seal.querySelectorAll("text").length === characters.length);
    const seal = (alike.find((other) => other.classList.contains(colour)) ?? alike[0] ?? single).cloneNode(true);
    seal.querySelectorAll("text").forEach((place, i) => (place.textContent = characters[i]));
    return seal;
  }

  function listMore() {
    const next = matching.slice(listed, listed + SHOWN).map(cardOf);
    list.append(...next);
    listed += next.length;
    const left = matching.length - listed;
    more.hidden = !left;
    more.textContent = text(moreWords, Math.min(left, SHOWN));
    return next;
  }

  function showCards() {
    const isAll = !isChecked && !chosenValues().length;
    groups.hidden = !isAll;
    found.hidden = isAll;
    listed = 0;
    list.replaceChildren();
    if (!isAll) listMore();
    list.hidden = !matching.length;
    nothing.hidden = matching.length > 0;
    const words = isAll ? status.dataset.all : matching.length > listed ? status.dataset.first : status.dataset.some;
    status.textContent = text(words, matching.length, listed);
    show.textContent = text(showWords, matching.length);
  }

  function update() {
    search();
    order.value = isChecked ? CHECKED : "";
    showValues();
    showPicked();
    showCards();
  }

  // --- the panel on narrow screens ---------------------------------------------------------

  function open(event) {
    if (!dialog.showModal) return; // an old browser follows the link to the filters
    event.preventDefault();
    withLists(update); // the counts may be older than the day
    dialog.prepend(panel);
    dialog.showModal();
    panel.querySelector("summary").focus();
  }

  function putBack() {
    body.before(panel);
    if (!isWide.matches) opener.focus();
  }

  // --- what the reader does ----------------------------------------------------------------

  /** Do something once the columns are there; where they are not to be had, the status says so. */
  const withLists = (act, undo = () => {}) => load().then(act, undo);
  const prefetch = () => withLists(() => {});

  for (const link of panel.querySelectorAll(".filters__value")) boxOf(link);
  picked.end = picked.lastElementChild;
  picked.hidden = true;
  show.textContent = text(showWords, document.querySelector("h1 .group__count").textContent);
  found.hidden = true;
  list.replaceChildren();
  tools.append(sort);
  tools.after(picked);
  body.append(found);
  body.before(dialog);
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");

  // What was chosen is read at once: while the columns load more may be chosen, and each update shows only its own.
  panel.addEventListener("change", ({ target }) => {
    const key = target.closest("[data-facet]").dataset.facet;
    const { checked, value } = target;
    withLists(() => {
      const { chosen } = facets.get(key);
      if (checked) chosen.add(value);
      else chosen.delete(value);
      choose();
    }, () => (target.checked = !checked));
  });
  order.addEventListener("change", () => {
    const { value } = order;
    withLists(() => {
      isChecked = value === CHECKED;
      choose();
    }, () => (order.value = ""));
  });
  more.addEventListener("click", () => {
    const [first] = listMore();
    status.textContent = text(matching.length > listed ? status.dataset.first : status.dataset.some, matching.length, listed);
    first.querySelector("a").focus();
  });
  for (const button of [...found.querySelectorAll(".found__all"), picked.end.firstElementChild, dialog.querySelector(".picked__none")]) {
    button.addEventListener("click", () => withLists(() => {
      clear();
      if (!dialog.open) order.focus();
    }));
  }
  for (const type of ["pointerenter", "focusin", "touchstart"]) {
    for (const place of [panel, tools]) place.addEventListener(type, prefetch, { once: true, passive: true });
  }
  opener.addEventListener("click", open);
  opener.addEventListener("keydown", (event) => event.key === " " && open(event));
  show.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", putBack);
  isWide.addEventListener("change", () => dialog.open && dialog.close());

  const fromAddress = () => withLists(() => {
    read(location.search);
    for (const { group, chosen } of facets.values()) if (group && chosen.size) group.open = true;
    update();
  });
  addEventListener("popstate", fromAddress);
  const asked = new URLSearchParams(location.search);
  if (KEYS.some((key) => asked.has(key))) fromAddress();
})();
