// The calendar: an agenda that is right on the day it is read, a grid that marks today, and filters for both.
(() => {
  const page = document.querySelector("[data-agenda], [data-month]");
  if (!page) return;
  const today = document.documentElement.dataset.cityDay;
  const isAgenda = "agenda" in page.dataset;
  const all = (selector, place = page) => [...place.querySelectorAll(selector)];
  const firstDay = (row) => row.dataset.start.slice(0, 10);
  const isExact = (row) => row.dataset.start.length >= 10;
  const isOver = (row) => row.dataset.end < today;
  // What only habit speaks for is not told once it is past: nobody has said that it took place.
  let rows = all("[data-event]");
  for (const row of rows.filter((found) => "habit" in found.dataset && isOver(found))) {
    const group = row.closest("[data-day-group], [data-period]");
    row.remove();
    if (!group.querySelector("[data-event]")) group.remove();
  }
  rows = rows.filter((row) => row.isConnected);

  // --- agenda: today, this week, later, past ---
  function sunday() {
    const day = new Date(`${today}T00:00Z`);
    day.setUTCDate(day.getUTCDate() + ((7 - day.getUTCDay()) % 7));
    return day.toISOString().slice(0, 10);
  }
  function slotOf(row) {
    if (isOver(row)) return "past";
    if (!isExact(row)) return "later";
    if (firstDay(row) <= today) return "today";
    return firstDay(row) <= sunday() ? "week" : "later";
  }
  const inTime = (a, b) => (a.dataset.start < b.dataset.start ? -1 : a.dataset.start > b.dataset.start ? 1 : 0);

  // A group of a year or a month: the one that the page has, or a new one like it.
  function group(section, period, isPast) {
    let found = section.querySelector(`[data-period="${period}"]`);
    if (found) return found;
    const [year, month] = period.split("-");
    const title = month ? `${year} 年 ${Number(month)} 月` : `${year} 年`;
    found = document.createElement(isPast ? "details" : "div");
    found.dataset.period = period;
    const heading = document.createElement("h3");
    heading.className = "month";
    heading.append(title);
    const list = document.createElement("ol");
    list.className = "events";
    if (!isPast) found.append(heading, list);
    else {
      const count = document.createElement("span");
      count.className = "group__count";
      count.dataset.count = "";
      heading.append(" ", count);
      const summary = document.createElement("summary");
      summary.append(heading);
      found.append(summary, list);
    }
    return found;
  }
  function arrange() {
    const slots = Object.fromEntries(all("[data-slot]").map((slot) => [slot.dataset.slot, slot]));
    const groups = { past: [], later: [] };
    const ordered = [...rows].sort(inTime);
    for (const row of [...ordered.filter((r) => !isOver(r)), ...ordered.filter(isOver).reverse()]) {
      const slot = slotOf(row);
      let place = slots[slot];
      if (slot in groups) {
        const length = slot === "past" ? 4 : 7;
        place = groups[slot].find((found) => found.dataset.period === row.dataset.start.slice(0, length));
        if (!place) {
          place = group(slots[slot], row.dataset.start.slice(0, length), slot === "past");
          groups[slot].push(place);
          slots[slot].insertBefore(place, slots[slot].querySelector(":scope > [data-empty]"));
        }
      }
      place.querySelector("ol").append(row);
    }
    for (const empty of all("[data-period]").filter((found) => !found.querySelector("[data-event]"))) empty.remove();
    const first = slots.past.querySelector("details");
    if (first) first.open = true;
    for (const part of all("[data-built]")) part.hidden = true;
    for (const part of all("[data-live]")) part.hidden = false;
    const cut = Number(page.dataset.left) && !rows.some((row) => isExact(row) && firstDay(row) > today);
    page.querySelector("[data-old]").hidden = !(cut || Date.parse(today) - Date.parse(page.dataset.today) > 30 * 864e5);
    const month = page.querySelector("[data-this-month]");
    month.href = month.href.replace(/\d{4}\/\d\d\/(?=$|index)/, `${today.slice(0, 4)}/${today.slice(5, 7)}/`);
  }

  // --- grid ---
  const cells = all("[data-cell]");
  const room = 3;
  for (const cell of cells.filter((found) => found.dataset.cell === today)) {
    cell.setAttribute("aria-current", "date");
    const mark = document.createElement("span");
    mark.className = "sheet__today";
    mark.textContent = "今天";
    cell.querySelector(".sheet__number").after(" ", mark);
  }
  function fill(cell) {
    const list = cell.querySelector("ul");
    if (!list) return;
    const day = cell.dataset.cell;
    const here = rows.filter((row) => !row.hidden && isExact(row) && firstDay(row) <= day && row.dataset.end >= day);
    const sorted = [...here.filter((row) => firstDay(row) === day), ...here.filter((row) => firstDay(row) < day)];
    list.replaceChildren(...sorted.slice(0, room).map((row) => {
      const item = document.createElement("li");
      item.classList.toggle("event--off", row.classList.contains("event--off"));
      item.append(row.querySelector(".event__name").cloneNode(true));
      return item;
    }));
    const more = cell.querySelector(".sheet__more");
    more.hidden = here.length <= room;
    more.querySelector("[data-left]").textContent = here.length - room;
    const count = cell.querySelector("[data-count]");
    count.textContent = here.length;
    count.parentElement.hidden = !here.length;
  }

  // A month with very many events has its days folded up: the one that is asked for is opened, and today.
  function unfold(hash) {
    const part = document.getElementById(hash.slice(1));
    if (part instanceof HTMLDetailsElement) part.open = true;
  }
  addEventListener("hashchange", () => unfold(location.hash));
  for (const link of all(`[data-cell="${today}"] .sheet__day`)) unfold(link.hash);
  unfold(location.hash);

  // --- filters, in the address so that they can be shared ---
  const form = page.querySelector("[data-filters]");
  const fields = form ? all("select", form) : [];
  const facets = new Map(rows.map((row) => [row, new Set(row.dataset.facets.split(" "))]));
  const wanted = () => fields.filter((field) => field.value).map((field) => `${field.name}=${field.value}`);
  const suits = (row, facet) => facets.get(row).has(facet);

  function count() {
    for (const field of fields) {
      const others = wanted().filter((facet) => !facet.startsWith(`${field.name}=`));
      const near = rows.filter((row) => others.every((facet) => suits(row, facet)));
      const found = new Map();
      for (const row of near) for (const facet of facets.get(row)) found.set(facet, (found.get(facet) ?? 0) + 1);
      for (const option of field.options) {
        option.dataset.text ??= option.textContent;
        const number = option.value ? (found.get(`${field.name}=${option.value}`) ?? 0) : near.length;
        option.textContent = `${option.dataset.text}（${number}）`;
      }
    }
  }
  function apply() {
    const facetsWanted = wanted();
    const isFiltered = facetsWanted.length > 0;
    for (const row of rows) row.hidden = !facetsWanted.every((facet) => suits(row, facet));
    const shown = rows.filter((row) => !row.hidden);
    for (const part of all("[data-period], [data-day-group]")) {
      const inside = all("[data-event]", part);
      const left = inside.filter((row) => !row.hidden).length;
      part.hidden = inside.length > 0 && left === 0;
      const number = part.querySelector("summary [data-count]");
      if (number) number.textContent = left;
      if (isFiltered && left && part.matches("details")) part.open = true;
    }
    for (const slot of all("[data-slot]")) {
      const left = all("[data-event]", slot).filter((row) => !row.hidden).length;
      slot.hidden = isFiltered && left === 0;
      slot.querySelector("h2 [data-count]").textContent = left || "";
      slot.querySelector(":scope > [data-empty]").hidden = left > 0;
    }
    for (const part of all("[data-unsifted]")) part.hidden = isFiltered;
    for (const empty of all(".month-list [data-empty]")) empty.hidden = shown.length > 0;
    cells.forEach(fill);
    if (!form) return;
    count();
    form.querySelector("[data-some]").hidden = !isFiltered || shown.length === 0;
    form.querySelector("[data-none]").hidden = !isFiltered || shown.length > 0;
    form.querySelector("[data-reset]").hidden = !isFiltered;
    form.querySelector("[data-found]").textContent = shown.length;
    form.querySelector("[data-total]").textContent = rows.length;
  }
  function query() {
    const search = new URLSearchParams();
    for (const field of fields) if (field.value) search.set(field.name, field.value);
    return search.toString();
  }
  // Other months keep the filters.
  function carry() {
    for (const link of all(".turn a[rel], .years a, [data-this-month]")) {
      const url = new URL(link.href);
      url.search = query();
      link.href = url.href;
    }
  }
  function read() {
    const search = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = search.get(field.name) ?? "";
      // A value that nothing on this page has is still what the reader asked for.
      if (value && ![...field.options].some((option) => option.value === value)) field.add(new Option(value, value));
      field.value = value;
    }
    apply();
    carry();
  }
  function changed() {
    const search = query();
    try { history.pushState(null, "", (search ? `?${search}` : location.pathname) + location.hash); } catch { /* a folder has no history of addresses */ }
    apply();
    carry();
  }

  if (isAgenda) arrange();
  if (form) {
    form.hidden = false;
    form.querySelector("details").open = matchMedia("(min-width: 56em)").matches || fields.some((field) => new URLSearchParams(location.search).has(field.name));
    form.addEventListener("change", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("[data-reset]").addEventListener("click", (event) => {
      event.preventDefault();
      for (const field of fields) field.value = "";
      changed();
      fields[0].focus();
    });
    addEventListener("popstate", read);
  }
  read();
  page.dataset.ready = "";
})();
