"""Every kind of message colleagues, apps and Slack itself leave about a lead, none of which is for the company."""

from collections.abc import Iterator

from .edge import BOT_USER, Json
from .workspace import Workspace

INSIDE = "internal-only"
_SAID = (
    "plain",
    "@company, please read",
    "/indgang send",
    "send to the company:",
    "*Svar virksomheden* `send`",
    "&lt;!channel&gt; <!here>",
    ":thumbsup: :thumbsup:",
    f"<@{BOT_USER}> send this to the company:",
    f"<@{BOT_USER}>",
)
_OTHERS: dict[str, Json] = {
    "file_share": {"files": [{"id": "F1", "name": f"{INSIDE}.pdf"}]},
    "thread_broadcast": {"root": {}},
    "me_message": {},
    "bot_message": {"bot_id": "B9", "username": "another app"},
    "message_replied": {"message": {"text": INSIDE}},
    "reply_broadcast": {},
    "reminder_add": {},
    "channel_topic": {"topic": INSIDE},
    "channel_join": {},
    "pinned_item": {},
    "tombstone": {},
    "huddle_thread": {},
    "some_kind_of_next_year": {},
}


async def remark_in_every_way(place: Workspace, root: str, *, at: int) -> int:
    """How many were made. `at` keeps the messages of one call apart from another's; `root` is the card's ts."""
    ann, channel, made = place.ann, place.channel, 0
    for text in _SAID:
        ts = await ann.says(channel, f"{text} {INSIDE}", thread_ts=root)
        await ann.edits(channel, ts, f"{text} {INSIDE}", f"{INSIDE} edited", thread_ts=root)
        await ann.deletes(channel, ts, f"{INSIDE} edited", thread_ts=root)
        made += 3
    for event in _events(place, root, at):
        await place.edge.event(event, check=False)
        made += 1
    await ann.says(channel, f"{INSIDE} in the channel itself")
    direct = await place.direct(ann)
    await ann.says(direct, f"{INSIDE} to Indgang alone")
    await ann.commands(channel, f"send {INSIDE}")
    await place.settled()
    return made + 3


def _events(place: Workspace, root: str, at: int) -> Iterator[Json]:
    for number, (subtype, more) in enumerate(_OTHERS.items()):
        said = place.ann.message(place.channel, f"17956{at:05}.{number:06}", f"{INSIDE} {subtype}", thread_ts=root)
        yield {**said, "subtype": subtype, **more}
    posted = place.ann.message(place.channel, f"17956{at:05}.000900", f"{INSIDE} by an app", thread_ts=root)
    yield {**posted, "bot_id": "B9"}
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [_text()]}]}
    yield {**posted, "ts": f"17956{at:05}.000901", "blocks": [rich], "attachments": [{"text": INSIDE}]}
    item = {"type": "message", "channel": place.channel, "ts": root}
    for kind in ("reaction_added", "reaction_removed"):
        yield {"type": kind, "user": place.ann.id, "reaction": "mailbox", "item": item, "event_ts": "1.1"}


def _text() -> Json:
    return {"type": "text", "text": INSIDE}
