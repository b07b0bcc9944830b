"""Ten colleagues press Claim on one card at once, again and again."""

import asyncio

from benchmarks.trust.table import Row
from bot.domain import MoveKind

from .rig import WAYS, Rig

CROWD = 10


async def claims(rig: Rig, *, rounds: int) -> list[Row]:
    """Half of the rounds by either way, each with a lead of its own."""
    rows: list[Row] = []
    for way, by_socket in WAYS.items():
        alone = noted = 0
        async with rig.workspace(by_socket=by_socket) as place:
            crowd = [place.crowd(number) for number in range(CROWD)]
            for _ in range(rounds // 2):
                visitor, handoff = await place.lead()
                card = await place.card(handoff)
                before = len(place.edge.whispers)
                await asyncio.gather(*(each.presses(card, "deed:claim", channel=place.channel) for each in crowd))
                await place.settled()
                [now] = (await visitor.sees()).handoffs
                winner = now.owner.id.rpartition("/")[2] if now.owner else ""
                alone += bool(winner) and [move.kind for move in now.moves] == [MoveKind.CLAIM]
                told = sorted(str(each["user"]) for each in place.edge.whispers[before:])
                noted += told == sorted({each.id for each in crowd} - {winner})
        tried = rounds // 2
        how = f"{way}: {CROWD} press at once, {tried} leads"
        rows += [
            Row("one owner each", how, f"{alone} of {tried}", alone == tried),
            Row("one polite note to each of the nine others", how, f"{noted} of {tried}", noted == tried),
        ]
    return rows
