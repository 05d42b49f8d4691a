// What another library makes of the years in the arguments: its lunar months and its solar terms, as JSON.
const { Lunar, LunarYear, Solar } = require("lunar-javascript");
const [first, last] = process.argv.slice(2).map(Number);
const months = new Map();
const terms = {};
for (let year = first - 1; year <= last; year++) {
  for (const month of LunarYear.fromYear(year).getMonths()) {
    months.set(Solar.fromJulianDay(month.getFirstJulianDay()).toYmd(), [month.getMonth(), month.getDayCount()]);
  }
}
for (let year = first - 1; year <= last + 1; year++) {
  for (const [term, moment] of Object.entries(Lunar.fromYmd(year, 6, 1).getJieQiTable())) {
    terms[`${moment.getYear()} ${term}`] = [moment.toYmd()];
  }
}
console.log(JSON.stringify({ months: [...months].map(([day, found]) => [day, ...found]), terms }));
