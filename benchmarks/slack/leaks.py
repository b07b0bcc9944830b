"""Whether a word colleagues say among themselves ever reaches the company."""

from benchmarks.trust.table import Row
from bot.domain import Close, CloseOutcome, HandBack, Handoff, Park, Staff, StaffMove
from tests.slack.remarks import INSIDE, remark_in_every_way
from tests.slack.workspace import Workspace

from .rig import WAYS, Rig

STATES: dict[str, Park | HandBack | Close | None] = {
    "unclaimed": None,
    "claimed": None,
    "parked": Park(None),
    "handed back": HandBack(),
    "closed": Close(CloseOutcome.ADVISED),
}
SENT = "Shall we meet on Tuesday?"


async def leaks(rig: Rig) -> list[Row]:
    """Each kind of remark under leads of each state; and one explicit send, so that the measure can fail."""
    rows: list[Row] = []
    for way, by_socket in WAYS.items():
        remarks = reached = sent = 0
        async with rig.workspace(by_socket=by_socket) as place:
            for number, state in enumerate(STATES):
                visitor, handoff = await place.lead()
                card = await place.card(handoff)
                await _bring_to(place, handoff, card, state)
                before = (await visitor.sees()).transcript
                remarks += await remark_in_every_way(place, str(card["ts"]), at=number)
                after = (await visitor.sees()).transcript
                reached += len(after) - len(before) + sum(INSIDE in each.text for each in after)
                if state == "claimed":
                    await place.ann.presses(await place.card(handoff), "deed:answer", channel=place.channel)
                    await place.ann.fills_in(await place.opened(), text=SENT)
                    await place.settled()
                    sent = sum(each.text == SENT for each in (await visitor.sees()).transcript)
        how = (
            f"{way}: {remarks} messages, edits, deletions, files, bots, reactions, mentions, DMs; {len(STATES)} states"
        )
        rows += [
            Row("no remark reaches the company", how, f"{reached} reached", remarks > 0 and reached == 0),
            Row("the explicit send does", way, f"{sent} of 1", sent == 1),
        ]
    return rows


async def _bring_to(place: Workspace, handoff: Handoff, card: dict[str, object], state: str) -> None:
    if state == "unclaimed":
        return
    await place.ann.presses(card, "deed:claim", channel=place.channel)
    await place.settled()
    deed = STATES[state]
    if deed is None:
        return
    [(conversation_id, now)] = [each for each in await place.store.handoffs() if each[1].id == handoff.id]
    by = Staff(f"slack:{place.edge.team}/{place.ann.id}", "Ann Aske")
    moved = StaffMove(
        id=f"to-{state}", conversation_id=conversation_id, handoff_id=handoff.id, by=by, deed=deed, seen=now.revision
    )
    await place.desk.door.hear_move(moved)
    await place.settled()
