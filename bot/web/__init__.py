"""The visitor's door: an HTTP API and the page on which the whole journey works."""

from .app import create_app, take_feedback
from .crossing import Sites
from .demo_site import DemoSite
from .door import Door
from .files import read_manifest
from .limits import Limits, Rate
from .snippet import policy_lines, script_tag, style_rule
from .watching import watch

__all__ = [
    "DemoSite",
    "Door",
    "Limits",
    "Rate",
    "Sites",
    "create_app",
    "policy_lines",
    "read_manifest",
    "script_tag",
    "style_rule",
    "take_feedback",
    "watch",
]
