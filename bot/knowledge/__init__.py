"""Reads, checks and imports what Indgang knows."""

from .checks import check_knowledge
from .findings import Finding, Severity
from .loading import Knowledge, Reading, load_knowledge, read_knowledge
from .reported import findings_of

__all__ = [
    "Finding",
    "Knowledge",
    "Reading",
    "Severity",
    "check_knowledge",
    "findings_of",
    "load_knowledge",
    "read_knowledge",
]
