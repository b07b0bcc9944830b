"""What colleagues report of answers, as findings beside those a check of the folder makes."""

from collections.abc import Sequence

from bot.domain import Report

from .findings import Finding, Severity


def findings_of(reports: Sequence[Report]) -> list[Finding]:
    """A notice each: only an editor can say whether the card, or the colleague, is right."""
    return [
        Finding(
            where=", ".join(report.card_ids) or "no card",
            problem=f"{report.by.name} found the answer to «{report.question}» {report.fault}: {report.remark}",
            fix=f"mend what it rests on, then run `indgang leads settled {report.id}`",
            severity=Severity.NOTICE,
        )
        for report in reports
    ]
