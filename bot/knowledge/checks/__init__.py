"""Everything an editor should mend before people are answered from the knowledge folder."""

from datetime import date
from pathlib import Path

from bot.knowledge.findings import Finding, Severity
from bot.knowledge.loading import read_knowledge
from bot.knowledge.site_files import read_sites

from .freshness import check_freshness
from .parity import check_parity
from .people import check_people
from .references import check_references
from .wording import check_wording

__all__ = ["check_knowledge"]


def check_knowledge(folder: Path, *, today: date, sites: Path | None = None) -> list[Finding]:
    """Errors first, then notices, each in the order of the files. `sites` is looked for in the folder unless named.

    Raises:
        ConfigurationError: there is no such folder.
    """
    reading = read_knowledge(folder)
    wrong_sites = list[Finding]()
    read_sites(
        sites or folder / "sites.yaml", destinations=reading.knowledge.directory.destinations, findings=wrong_sites
    )
    findings = [
        *reading.findings,
        *wrong_sites,
        *check_references(reading),
        *check_freshness(reading, today=today),
        *check_parity(reading),
        *check_people(reading),
        *check_wording(reading),
    ]
    return sorted(findings, key=lambda finding: (finding.severity is Severity.NOTICE, finding.where))
