"""How soon Slack is acknowledged while every question is still with a model that takes half a minute."""

import asyncio
import statistics

from benchmarks.trust.table import Row
from tests.slack.edge import BOT_USER
from tests.slack.slow import SlowEngine
from tests.slack.workspace import Workspace

from .rig import WAYS, Rig

UNDER_WAY, AT_ONCE = 40, 4
GOAL = 0.5


async def acks(rig: Rig, *, deliveries: int) -> list[Row]:
    """Events, presses, commands and modals in turn, four at a time, by either way."""
    return [await _by(rig, way, by_socket, deliveries) for way, by_socket in WAYS.items()]


async def _by(rig: Rig, way: str, by_socket: bool, deliveries: int) -> Row:
    SlowEngine.answered = 0
    async with rig.workspace(by_socket=by_socket, engine_of=SlowEngine.over) as place:
        _, handoff = await place.lead()
        card = await place.card(handoff)
        for number in range(UNDER_WAY):
            await _asks(place, number)
        await place.ann.presses(card, "deed:answer", channel=place.channel)
        form = await place.opened()
        place.edge.acks.clear()
        turns = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> None:
            async with turns:
                match number % 4:
                    case 0:
                        await _asks(place, UNDER_WAY + number)
                    case 1:
                        await place.crowd(number % 10).presses(card, "deed:claim", channel=place.channel)
                    case 2:
                        await place.ann.commands(place.channel, "find æble")
                    case _:
                        await place.ann.fills_in(form, text="Shall we meet?")

        await asyncio.gather(*(one(number) for number in range(deliveries)))
        # Echoes of our own posts are deliveries too.
        took, answered = sorted(place.edge.acks), SlowEngine.answered
    p50, p99 = statistics.median(took), took[min(len(took) - 1, int(len(took) * 0.99))]
    how = f"{way}: {len(took)} deliveries, {UNDER_WAY}+ questions with a model of 30 s, {answered} answered meanwhile"
    figure = f"p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, most {took[-1] * 1000:.0f} ms"
    return Row("acknowledged in under 500 ms (p99)", how, figure, p99 < GOAL)


async def _asks(place: Workspace, number: int) -> None:
    text = f"<@{BOT_USER}> Question {number}?"
    await place.edge.event(place.ann.message(place.channel, f"1795600100.{number:06}", text))
