// What day it is in the city: the page may have been built weeks ago, and the device may be anywhere.
(() => {
  const root = document.documentElement;
  const zone = "Asia/Shanghai";
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(new Date());
  const part = (type) => parts.find((found) => found.type === type).value;
  const today = `${part("year")}-${part("month")}-${part("day")}`;
  root.dataset.cityDay = today;
  const words = root.lang.includes("Hant") ? { past: "已過去", ahead: "還沒到" } : { past: "已过去", ahead: "还没到" };

  const weekday = new Intl.DateTimeFormat(root.lang, { timeZone: zone, weekday: "short" }).format(new Date());
  const inWords = `${part("year")} 年 ${Number(part("month"))} 月 ${Number(part("day"))} 日 ${weekday}`;
  for (const place of document.querySelectorAll("[data-today-text]")) place.textContent = inWords;
  for (const line of document.querySelectorAll("[data-today-line]")) line.hidden = false;

  // Events say in words what they are today, wherever that differs from what stands above them.
  function say(row, word) {
    const badge = document.createElement("span");
    badge.className = "badge badge--now";
    badge.textContent = word;
    row.querySelector(".event__when, .line__head").prepend(badge, " ");
  }
  for (const row of document.querySelectorAll("[data-event]")) {
    const { start, end } = row.dataset;
    if (end < today) {
      if (row.closest("[data-coming]")) "habit" in row.dataset ? (row.hidden = true) : say(row, words.past);
    } else if (start.length >= 10 && start.slice(0, 10) <= today) {
      row.classList.add("event--today");
      say(row, "今天");
    } else if (start.slice(0, 10) > today && row.closest("[data-past]")) say(row, words.ahead);
  }

  // Time points show the next of their days that is not past.
  const next = (days) => days.find((day) => day >= today) ?? days.at(-1);
  for (const place of document.querySelectorAll("[data-days]")) {
    const days = [...place.querySelectorAll("[data-day]")];
    const shown = next(days.map((day) => day.dataset.day));
    for (const day of days) day.hidden = day.dataset.day !== shown;
  }
  for (const row of document.querySelectorAll("[data-future]")) row.hidden = row.dataset.future < today;
  const shownDay = (item) => item.querySelector("[data-day]:not([hidden])")?.dataset.day ?? "";
  for (const list of document.querySelectorAll("[data-nodes]")) {
    list.append(...[...list.children].sort((a, b) => (shownDay(a) < shownDay(b) ? -1 : 1)));
  }

  // The ring of the year: its hand points to today, its marks stand on the next day of each time point.
  const dayNumber = (day) => (Date.parse(day) - Date.parse(`${day.slice(0, 4)}-01-01`)) / 864e5;
  const turn = (day) => (dayNumber(day) / 365.25) * 360;
  for (const ring of document.querySelectorAll("[data-ring]")) {
    const track = ring.querySelector(".ring__track");
    const centre = Number(track.getAttribute("cx"));
    const hand = ring.querySelector("[data-ring-today]");
    hand.setAttribute("transform", `rotate(${turn(today).toFixed(1)} ${centre} ${centre})`);
    hand.removeAttribute("display");
    for (const mark of ring.querySelectorAll("[data-mark]")) {
      const circle = mark.querySelector("circle");
      const line = mark.querySelector("path");
      const radius = Math.hypot(circle.getAttribute("cx") - centre, circle.getAttribute("cy") - centre);
      const angle = (turn(next(mark.dataset.mark.split(" "))) * Math.PI) / 180;
      const x = (centre + radius * Math.sin(angle)).toFixed(1);
      const y = (centre - radius * Math.cos(angle)).toFixed(1);
      circle.setAttribute("cx", x);
      circle.setAttribute("cy", y);
      line.setAttribute("d", line.getAttribute("d").replace(/^M[^L]*/, `M${x} ${y}`));
    }
  }
})();
