"""Everything an editor should mend before people are answered from the knowledge folder."""

from datetime import date
from pathlib import Path

from bot.knowledge.findings import Finding, Severity
from bot.knowledge.loading import read_knowledge

from .freshness import check_freshness
from .parity import check_parity
from .people import check_people
from .references import check_references
from .wording import check_wording

__all__ = ["check_knowledge"]


def check_knowledge(folder: Path, *, today: date) -> list[Finding]:
    """Errors first, then notices, each in the order of the files.

    Raises:
        ConfigurationError: there is no such folder.
    """
    reading = read_knowledge(folder)
    findings = [
        *reading.findings,
        *check_references(reading),
        *check_freshness(reading, today=today),
        *check_parity(reading),
        *check_people(reading),
        *check_wording(reading),
    ]
    return sorted(findings, key=lambda finding: (finding.severity is Severity.NOTICE, finding.where))
