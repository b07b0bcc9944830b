"""The visitor's door: an HTTP API and the page on which the whole journey works; and pages for leads sent by e-mail."""

from .app import create_app
from .door import Door
from .lead_links import LINK_DAYS, LeadLinks
from .lead_page import add_lead_pages
from .limits import Limits, Rate
from .tokens import Seal, StatusLinks
from .words import Site

__all__ = [
    "LINK_DAYS",
    "Door",
    "LeadLinks",
    "Limits",
    "Rate",
    "Seal",
    "Site",
    "StatusLinks",
    "add_lead_pages",
    "create_app",
]
