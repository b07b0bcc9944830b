"""`indgang feedback`: what visitors think of answers, for editors."""

from collections import Counter
from typing import Annotated

import typer
from rich.table import Table

from bot.domain import Feedback
from bot.storage import SqlFeedback
from bot.wiring import open_database

from .running import paper, read_settings, run


def feedback(
    every: Annotated[bool, typer.Option("--all", help="Also list the answers that helped.")] = False,
) -> None:
    """List the answers that did not help, newest first, and the cards they rest on."""
    told = run(_all())
    if not told:
        paper.print("nobody has said anything about an answer yet")
        return
    listed = [one for one in told if every or not one.helped]
    if listed:
        paper.print(_table(listed))
    helped = sum(one.helped for one in told)
    paper.print(f"{helped} of {len(told)} answers helped", markup=False)
    weak = Counter(card for one in told if not one.helped for card in one.cards)
    for card, times in weak.most_common(5):
        paper.print(f"  {card}: {times} did not help", markup=False)


def _table(listed: list[Feedback]) -> Table:
    table = Table("when", "helped", "reason", "question", "comment", "cards", box=None)
    for one in listed:
        # What a visitor wrote is text, never markup.
        table.add_row(
            f"{one.at:%Y-%m-%d %H:%M}",
            "yes" if one.helped else "no",
            str(one.reason or ""),
            _plain(one.question),
            _plain(one.comment),
            ", ".join(one.cards),
        )
    return table


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split()).replace("[", "\\[")


async def _all() -> list[Feedback]:
    async with open_database(read_settings()) as database:
        return await SqlFeedback(database=database).all()
