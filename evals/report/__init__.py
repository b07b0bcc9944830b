"""The report people read after a run: one HTML file that needs nothing beside it."""

from .page import report_html

__all__ = ["report_html"]
