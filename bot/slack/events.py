"""What Slack tells us: somebody wrote, corrected, deleted, or opened the app."""

from typing import Any

from bot.domain import MoveRefused

from . import wording as say
from .asking import answer, question_in
from .attempt import Attempt
from .desk import Desk
from .home import home_view

_SAID = frozenset({None, "file_share", "thread_broadcast"})


async def act_on_event(desk: Desk, payload: dict[str, Any], *, attempt: Attempt) -> None:
    """What is of no concern to us changes nothing. Talk in a lead's thread stays where it is."""
    event = payload["event"]
    match event.get("type"), event.get("subtype"):
        case "app_home_opened", _:
            await _opened(desk, event)
        case "message", "message_changed" | "message_deleted":
            await _changed(desk, event)
        case "message" | "app_mention", subtype if subtype in _SAID and not event.get("bot_id"):
            await _said(desk, event, attempt=attempt)
        case _:
            return


def place_of(event: dict[str, Any]) -> str:
    """A second name for a message that may come as two events, a mention and a message; empty for all else."""
    is_said = event.get("type") in {"message", "app_mention"} and event.get("subtype") in _SAID
    return f"{event['channel']}/{event['ts']}" if is_said and event.get("ts") else ""


async def _said(desk: Desk, event: dict[str, Any], *, attempt: Attempt) -> None:
    asked = question_in(event, bot_user=desk.bot_user)
    if asked is not None:
        await answer(desk, asked, attempt=attempt)
    elif event.get("channel_type") == "im" and event.get("files"):
        language = (await desk.people.person(event["user"])).language
        await desk.posting.post(
            event["channel"],
            key=f"files:{event['ts']}",
            text=say.NO_FILES_READ.in_language(language),
            blocks=[],
            thread_ts=str(event.get("thread_ts") or event["ts"]),
            may_be_there=attempt.may_be_there,
        )


async def _changed(desk: Desk, event: dict[str, Any]) -> None:
    """Somebody edited or deleted what they wrote under a lead: what was sent to the company stays as it was."""
    before = event.get("previous_message") or {}
    now = event.get("message") or before
    if now.get("text") == before.get("text") and event["subtype"] == "message_changed":
        # A link that unfolded, or a reaction of Slack's own.
        return
    ts, user, channel = str(before.get("ts") or ""), str(before.get("user") or ""), str(event["channel"])
    lead = await desk.lead_in_thread(channel, str(before.get("thread_ts") or ""))
    if lead is None or before.get("bot_id"):
        return
    try:
        await desk.behind.door.hear_change(lead[0], f"slack:{channel}/{ts}")
    except MoveRefused as error:
        language = (await desk.people.person(user)).language
        await desk.posting.whisper(
            channel, user, text=error.words.in_language(language), thread_ts=str(before["thread_ts"])
        )


async def _opened(desk: Desk, event: dict[str, Any]) -> None:
    user = str(event["user"])
    if event.get("tab") == "messages":
        language = (await desk.people.person(user)).language
        prompts = [{"title": each.in_language(language), "message": each.in_language(language)} for each in say.PROMPTS]
        await desk.client.assistant_threads_setSuggestedPrompts(
            channel_id=event["channel"], title=say.PROMPTS_TITLE.in_language(language), prompts=prompts
        )
        return
    await show_home(desk, user)


async def show_home(desk: Desk, user: str) -> None:
    """The leads of the channels this person is in."""
    language = (await desk.people.person(user)).language
    destinations = await desk.people.destinations(user)
    by = await desk.people.staff(user)
    lists = (
        {view: await desk.behind.door.leads(view, by=by, destinations=destinations) for view in say.VIEWS}
        if destinations
        else {}
    )
    view = home_view(lists, language=language, sees_any=bool(destinations))
    await desk.client.views_publish(user_id=user, view=view)
