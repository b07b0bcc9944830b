"""The visitor's door: an HTTP API and the page on which the whole journey works; and pages for leads sent by e-mail."""

from .app import LINK_LIFE, create_app, take_feedback
from .crossing import Sites
from .demo_site import DemoSite
from .door import Door
from .files import read_manifest
from .lead_links import LINK_DAYS, LeadLinks
from .lead_page import add_lead_pages
from .limits import Limits, Rate
from .listening import Patience, listening
from .snippet import policy_lines, script_tag, style_rule
from .tokens import Seal, StatusLinks
from .watching import watch

__all__ = [
    "LINK_DAYS",
    "LINK_LIFE",
    "DemoSite",
    "Door",
    "LeadLinks",
    "Limits",
    "Patience",
    "Rate",
    "Seal",
    "Sites",
    "StatusLinks",
    "add_lead_pages",
    "create_app",
    "listening",
    "policy_lines",
    "read_manifest",
    "script_tag",
    "style_rule",
    "take_feedback",
    "watch",
]
