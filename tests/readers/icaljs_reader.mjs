// Prints what ical.js, the parser of Thunderbird, reads in calendars: for each file a list of events.
import { readFileSync } from "node:fs";
import ICAL from "../node_modules/ical.js/dist/ical.js";

const moment = (time) => time.toString().slice(0, time.isDate ? 10 : 16);
const found = {};
for (const path of JSON.parse(readFileSync(0, "utf8"))) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  found[path] = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const end = component.hasProperty("dtend") ? moment(event.endDate) : "";
    return [event.uid, moment(event.startDate), end, component.getFirstPropertyValue("status"), event.summary];
  });
}
process.stdout.write(JSON.stringify(found));
