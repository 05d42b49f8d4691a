"""A record in the words of schema.org, for machines that read pages."""

from __future__ import annotations

from typing import Any

from showcase.entries import Entry
from showcase.index import Index
from showcase.model import Activity, EventStatus, Place, Record
from showcase.views.reuse import Addresses

TYPES = {
    "brand": "Brand",
    "project": "Project",
    "activity": "Event",
    "organization": "Organization",
    "place": "Place",
}
"""What schema.org calls each kind of record; it has no word for a time point."""
_CHANGES = {
    EventStatus.CANCELLED: "EventCancelled",
    EventStatus.POSTPONED: "EventPostponed",
    EventStatus.RESCHEDULED: "EventRescheduled",
    EventStatus.MOVED_ONLINE: "EventMovedOnline",
}


def structured(index: Index, record: Record, addresses: Addresses) -> dict[str, Any] | None:
    """Return what a record says of itself, None where schema.org has no word or too little is known."""
    entry = index[record.id]
    kind = TYPES.get(entry.kind)
    if kind is None or (isinstance(record, Activity) and record.start is None):
        return None
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": record.name,
        "description": record.summary,
    }
    if entry.other_names:
        data["alternateName"] = list(entry.other_names)
    if addresses.site:
        data["url"] = f"{addresses.site}{record.url}"
    if isinstance(record, Activity):
        data |= _event(index, record, entry)
    elif isinstance(record, Place) and record.address and record.address.street:
        data["address"] = record.address.street
    return data


def _event(index: Index, activity: Activity, entry: Entry) -> dict[str, Any]:
    status = _CHANGES.get(activity.event_status, "EventScheduled")
    data: dict[str, Any] = {
        "startDate": str(activity.start),
        "eventStatus": f"https://schema.org/{status}",
    }
    if activity.end:
        data["endDate"] = str(activity.end)
    if entry.hosts:
        hosts = map(index.named, entry.hosts)
        data["organizer"] = [{"@type": "Organization", "name": host.name} for host in hosts]
    return data
