"""The visitor's door: an HTTP API and the page on which the whole journey works."""

from .app import create_app
from .door import Door
from .limits import Limits, Rate
from .words import Site

__all__ = ["Door", "Limits", "Rate", "Site", "create_app"]
