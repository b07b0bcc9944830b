"""What an editor should mend: where it is, what is wrong, and how to put it right."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops `indgang check`; a notice is worth a look."""

    ERROR = "error"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in the knowledge folder. `where` is a file in it, and the entry where there are several."""

    where: str
    problem: str
    fix: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}; {self.fix}"
