"""Reads, checks and imports what Indgang knows."""

from .checks import check_knowledge
from .comparing import compare
from .expiring import cards_due, expiring
from .filing import Finished, check_finished, errors_in, file_card, read_draft
from .findings import Finding, Severity
from .loading import Knowledge, Reading, load_knowledge, read_knowledge
from .reported import findings_of
from .site_files import load_sites

__all__ = [
    "Finding",
    "Finished",
    "Knowledge",
    "Reading",
    "Severity",
    "cards_due",
    "check_finished",
    "check_knowledge",
    "compare",
    "errors_in",
    "expiring",
    "file_card",
    "findings_of",
    "load_knowledge",
    "load_sites",
    "read_draft",
    "read_knowledge",
]
