"""What is delivered again, out of order, too late or by somebody else: right once, or refused."""

import asyncio
import random
from collections import Counter

from benchmarks.trust.table import Row
from bot.domain import MoveKind
from tests.conversation.samples import knows, passage
from tests.slack.edge import BOT_USER, Json
from tests.slack.workspace import Workspace

from .rig import WAYS, Rig

AT_ONCE, PRESSES = 8, 20
RETRIES = (0, 0, 1, 2, 3)


async def deliveries(rig: Rig, *, questions: int) -> list[Row]:
    rows: list[Row] = []
    for way, by_socket in WAYS.items():
        async with rig.workspace(by_socket=by_socket) as place:
            rows += [await _again(place, way, questions), await _pressed_again(place, way), await _late(place, way)]
            if not by_socket:
                # Socket Mode carries no signatures: the connection itself is the proof.
                rows.append(await _forged(place))
    return rows


async def _again(place: Workspace, way: str, questions: int) -> Row:
    """Each mention comes as two events, one of them five times, all shuffled and eight at a time."""
    chance, turns = random.Random(), asyncio.Semaphore(AT_ONCE)  # noqa: S311 - an order, not a secret
    planned: list[tuple[Json, str, int]] = []
    for number in range(questions):
        text = f"Who receives number {number}?"
        place.retriever.script[text] = knows(passage("who", "Gerda does."))
        said = place.ann.message(place.channel, f"1795600000.{number:06}", f"<@{BOT_USER}> {text}")
        twin = {key: value for key, value in said.items() if key != "channel_type"} | {"type": "app_mention"}
        planned += [(said, f"EvAGAIN{number}", retry) for retry in RETRIES] + [(twin, f"EvTWIN{number}", 0)]
    chance.shuffle(planned)

    async def deliver(event: Json, event_id: str, retry: int) -> int:
        async with turns:
            status, _ = await place.edge.event(event, event_id=event_id, retry=retry)
            return status

    statuses = Counter(await asyncio.gather(*(deliver(*each) for each in planned)))
    await place.settled()
    answers = Counter(str(each["thread_ts"]) for each in place.edge.whispers)
    once = sum(count == 1 for count in answers.values())
    how = f"{way}: {len(planned)} shuffled deliveries of {questions} questions, retry_num 0 to 3"
    is_right = once == questions and statuses == {200: len(planned)}
    return Row("repeated and reordered: answered once", how, f"{once} once, {len(answers) - once} twice", is_right)


async def _pressed_again(place: Workspace, way: str) -> Row:
    right = 0
    for _ in range(PRESSES):
        visitor, handoff = await place.lead()
        card = await place.card(handoff)
        await asyncio.gather(*(place.ann.presses(card, "deed:claim", channel=place.channel) for _ in range(3)))
        await place.settled()
        right += [move.kind for move in (await visitor.sees()).handoffs[0].moves] == [MoveKind.CLAIM]
    how = f"{way}: one press delivered three times at once, {PRESSES} leads"
    return Row("a press delivered again is one deed", how, f"{right} of {PRESSES}", right == PRESSES)


async def _late(place: Workspace, way: str) -> Row:
    """A modal that was opened before somebody else moved the lead, and an edit that overtakes its message."""
    refused = 0
    for number in range(PRESSES):
        visitor, handoff = await place.lead()
        card = await place.card(handoff)
        await place.ann.presses(card, "more_deeds", channel=place.channel, value=MoveKind.NOT_A_FIT)
        form = await place.opened()
        await place.bo.presses(card, "deed:claim", channel=place.channel)
        await place.settled()
        ts, before = f"1795600{number:03}.000009", (await visitor.sees()).transcript
        await place.ann.edits(place.channel, ts, "first", "second", thread_ts=card["ts"])
        await place.edge.event(place.ann.message(place.channel, ts, "first", thread_ts=card["ts"]))
        _, answer = await place.ann.fills_in(form, what="other")
        await place.settled()
        is_as_before = (await visitor.sees()).transcript == before
        refused += is_as_before and (answer or {}).get("response_action") == "errors"
    how = f"{way}: an old modal sent, an edit before its message, {PRESSES} leads"
    return Row("what comes too late changes nothing", how, f"{refused} of {PRESSES}", refused == PRESSES)


async def _forged(place: Workspace) -> Row:
    before = len(place.edge.whispers)
    statuses: Counter[int] = Counter()
    for number in range(PRESSES):
        event = place.ann.message(place.channel, f"1795601000.{number:06}", f"<@{BOT_USER}> Who?")
        statuses[(await place.edge.event(event, secret="guessed"))[0]] += 1  # noqa: S106 - a forger's
        statuses[(await place.edge.event(event, age=301))[0]] += 1
        statuses[(await place.edge.event(event, age=-301))[0]] += 1
    await place.settled()
    heard = len(place.edge.whispers) - before
    how = f"HTTP: {statuses.total()} with a wrong signature, five minutes old, or from the future"
    return Row("forged and stale: refused", how, f"{statuses[401]} x 401, {heard} heard", statuses == {401: 60})
