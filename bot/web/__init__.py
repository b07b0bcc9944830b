"""The visitor's door: an HTTP API and the page on which the whole journey works."""

from .app import create_app, take_feedback
from .crossing import Sites
from .demo_site import DemoSite
from .door import Door
from .limits import Limits, Rate

__all__ = ["DemoSite", "Door", "Limits", "Rate", "Sites", "create_app", "take_feedback"]
