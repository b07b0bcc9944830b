"""The rows a proof prints: what is promised, how it was tried, and the figure."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """`holds` is whether the figure keeps the promise."""

    promise: str
    test: str
    figure: str
    holds: bool = True


def tell(rows: list[Row]) -> bool:
    """Print the rows; whether every promise held."""
    table = Table("promise", "test", "figure", "held", show_lines=False)
    for row in rows:
        table.add_row(row.promise, row.test, row.figure, "yes" if row.holds else "NO")
    Console(highlight=False, width=150).print(table)
    return all(row.holds for row in rows)
