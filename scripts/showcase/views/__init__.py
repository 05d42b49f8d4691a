"""What pages show, as plain data: a catalog goes in, values come out with nothing left to compute.

Templates see these and nothing else. Addresses are relative to the root of the site.
"""

from showcase.views.city import (
    calendar_view,
    city_view,
    figures_view,
    home_view,
    index_view,
    sources_view,
)
from showcase.views.events import event_row
from showcase.views.lists import brands_view, grouped_view, nodes_view, projects_view, term_view
from showcase.views.records import ids_of, record_view
from showcase.views.words import areas_of, badge

__all__ = [
    "areas_of",
    "badge",
    "brands_view",
    "calendar_view",
    "city_view",
    "event_row",
    "figures_view",
    "grouped_view",
    "home_view",
    "ids_of",
    "index_view",
    "nodes_view",
    "projects_view",
    "record_view",
    "sources_view",
    "term_view",
]
