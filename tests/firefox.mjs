// Visits pages in Firefox: node firefox.mjs PROGRAM ADDRESS… writes what a reader finds on each, as JSON.
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [executablePath, ...addresses] = process.argv.slice(2);
const reader = readFileSync(new URL("reader.js", import.meta.url), "utf8");
const watch = readFileSync(new URL("watch.js", import.meta.url), "utf8");
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
try {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(watch);
  const found = [];
  for (const address of addresses) {
    await page.goto(address);
    found.push(await page.evaluate(reader));
  }
  console.log(JSON.stringify(found));
} finally {
  await browser.close();
}
