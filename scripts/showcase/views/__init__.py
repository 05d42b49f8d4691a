"""What pages show, as plain data: the index goes in, values come out with nothing left to compute.

Templates see these and nothing else. Addresses are relative to the root of the site.
"""

from showcase.views.calendar import calendar_view, period_view, periods
from showcase.views.city import (
    cited_pages,
    figures_view,
    home_view,
    name_pages,
    names_view,
    sources_view,
    whole_city_view,
)
from showcase.views.events import event_row
from showcase.views.lists import (
    brand_outlines,
    data_address,
    kind_outlines,
    list_view,
    project_outlines,
    term_outlines,
    value_outlines,
)
from showcase.views.nodes import node_view, nodes_view
from showcase.views.records import record_view
from showcase.views.subscribing import subscribe_view

__all__ = [
    "brand_outlines",
    "calendar_view",
    "cited_pages",
    "data_address",
    "event_row",
    "figures_view",
    "home_view",
    "kind_outlines",
    "list_view",
    "name_pages",
    "names_view",
    "node_view",
    "nodes_view",
    "period_view",
    "periods",
    "project_outlines",
    "record_view",
    "sources_view",
    "subscribe_view",
    "term_outlines",
    "value_outlines",
    "whole_city_view",
]
