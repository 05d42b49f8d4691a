"""Prints what libical reads in calendars: for each file a list of events. Runs in the Python of the system."""

import json
import sys
from pathlib import Path

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as ICal  # noqa: E402  # the version comes first


def moment(time):
    if time is None or time.is_null_time():
        return ""
    day = f"{time.get_year():04}-{time.get_month():02}-{time.get_day():02}"
    return day if time.is_date() else f"{day}T{time.get_hour():02}:{time.get_minute():02}"


def events(component):
    event = component.get_first_component(ICal.ComponentKind.VEVENT_COMPONENT)
    while event is not None:
        end = event.get_first_property(ICal.PropertyKind.DTEND_PROPERTY)
        status = event.get_first_property(ICal.PropertyKind.STATUS_PROPERTY)
        yield [
            event.get_uid(),
            moment(event.get_dtstart()),
            moment(event.get_dtend()) if end else "",
            status.get_value_as_string(),
            event.get_summary(),
        ]
        event = component.get_next_component(ICal.ComponentKind.VEVENT_COMPONENT)


found = {}
for path in json.load(sys.stdin):
    component = ICal.Component.new_from_string(Path(path).read_bytes().decode())
    errors = component.count_errors()
    found[path] = list(events(component)) + [["error"]] * errors
json.dump(found, sys.stdout)
