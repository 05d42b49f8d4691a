// The lunar months and solar terms of the years in the arguments, worked out from where the sun and the moon
// stand, by the rules of the national standard GB/T 33661-2017; as JSON, each with its seconds from midnight.
const { EclipticGeoMoon, Search, SearchMoonPhase, SearchSunLongitude, SunPosition } = require("astronomy-engine");
const [first, last] = process.argv.slice(2).map(Number);
const DAY = 86_400_000;
const TERMS = "小寒大寒立春雨水惊蛰春分清明谷雨立夏小满芒种夏至小暑大暑立秋处暑白露秋分寒露霜降立冬小雪大雪冬至".match(/../g);

// Until 1928 the almanac kept the sun's time of Beijing, 116°25′ E; from 1929 on that of 120° E.
function local(time) {
  const offset = time.date.getTime() < Date.UTC(1928, 11, 31, 16) ? 27_940_000 : 28_800_000;
  const moment = time.date.getTime() + offset;
  const day = Math.round(moment / DAY);
  return { day: Math.floor(moment / DAY), seconds: Math.round((moment - day * DAY) / 1000) };
}

// The library's own phases leave out the aberration of the sun's light, which is 40 seconds of the moon's way.
function newMoonAfter(time) {
  const about = SearchMoonPhase(0, time, 40);
  const apart = (t) => ((EclipticGeoMoon(t).lon - SunPosition(t).elon + 540) % 360) - 180;
  return Search(apart, about.AddDays(-0.01), about.AddDays(0.01), { dt_tolerance_seconds: 0.1 });
}

const terms = [];
for (let year = first - 1; year <= last + 1; year++) {
  TERMS.forEach((name, index) => {
    const start = new Date(Date.UTC(year, 0, 1) + (index * 15.2184 - 3) * DAY);
    terms.push({ name, year, ...local(SearchSunLongitude((285 + 15 * index) % 360, start, 20)) });
  });
}
const months = [];
let moon = newMoonAfter(new Date(Date.UTC(first - 1, 10, 1)));
while (moon.date.getUTCFullYear() <= last + 1) {
  months.push({ ...local(moon) });
  moon = newMoonAfter(moon.AddDays(25));
}

// The month of the winter solstice is the eleventh. If twelve months lie between two of them, the first one
// without a principal term is a leap month.
const principal = terms.filter((_, index) => index % 2).map((term) => term.day);
const solstices = terms.filter((term) => term.name === "冬至").map((term) => term.day);
const eleventh = solstices.map((day) => months.findLastIndex((month) => month.day <= day));
for (let sui = 0; sui + 1 < eleventh.length; sui++) {
  let number = 11;
  let isLeapDue = eleventh[sui + 1] - eleventh[sui] === 13;
  for (let index = eleventh[sui]; index < eleventh[sui + 1]; index++) {
    const isEmpty = !principal.some((day) => months[index].day <= day && day < months[index + 1].day);
    const isLeap = isLeapDue && isEmpty;
    if (isLeap) isLeapDue = false;
    else if (index > eleventh[sui]) number = (number % 12) + 1;
    Object.assign(months[index], { month: isLeap ? -number : number, count: months[index + 1].day - months[index].day });
  }
}

const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
console.log(JSON.stringify({
  months: months.filter((month) => month.month).map(({ day, month, count, seconds }) => [iso(day), month, count, seconds]),
  terms: Object.fromEntries(terms.map(({ name, year, day, seconds }) => [`${year} ${name}`, [iso(day), seconds]])),
}));
