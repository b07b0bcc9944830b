"""Which buttons, modals, commands and shortcuts there are, and what each one does before it is acknowledged."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.domain import Bilingual, IndgangError, Language, Staff, UnknownConversation

from . import company, forms, wording
from .answers import BAD, GOOD, SHARE
from .blocks import View
from .commands import CREATE_WORDS, first_word
from .company_forms import AGREE_FORM, TELL, TELL_FORM, WITHDRAW
from .desk import Desk
from .faults import error_of, sorted_faults
from .home import CREATE, FIND, SHOW
from .lead_card import DEED, MORE_DEEDS
from .modals import ANSWER_FORM, DEED_FORM, FAULT_FORM, FIND_FORM, NEW_LEAD_FORM
from .pointing import LeadRef
from .pressing import AT_ONCE, press_id, pressed
from .working import Worker

logger = logging.getLogger(__name__)
COMMAND, SEND_SHORTCUT, NEW_SHORTCUT = "/indgang", "send_to_company", "new_lead"
Body = dict[str, Any]
AckCall = Callable[..., Awaitable[object]]


@dataclass(slots=True, kw_only=True)
class Listeners:
    """Every listener ends in an acknowledgement: nobody is left with Slack's own warning triangle.

    `desk` is the one of the workspace the payload came from, as Desks.enter found it.
    """

    worker: Worker
    _running: set[asyncio.Task[object]] = field(default_factory=set["asyncio.Task[object]"])

    async def on_deed(self, ack: AckCall, body: Body, desk: Desk) -> None:
        """A button on a card: done at once, or a modal that asks what the deed needs to know."""
        if not _is_colleague(desk, body):
            await ack()
            await _whisper(desk, body, wording.STRANGER)
            return
        ref = pressed(body)
        if ref.move in AT_ONCE:
            await self.worker.accept(desk, press_id(body), {"kind": "press", "body": _kept(body)})
            await ack()
            return
        await ack()
        if await desk.has_card_of(ref.conversation_id, ref.handoff_id):
            view = await forms.form_for(desk, ref, by=await _by(desk, body))
        else:
            view = forms.told(wording.NO_SUCH_LEAD, await _language(desk, body))
        await _open(desk, body, view)

    async def on_share(self, ack: AckCall, body: Body, desk: Desk) -> None:
        await self.worker.accept(desk, press_id(body), {"kind": "share", "body": _kept(body)})
        await ack()

    async def on_good(self, ack: AckCall, body: Body, desk: Desk) -> None:
        await ack()
        logger.info("answer.praised")
        await _whisper(desk, body, wording.GLAD)

    async def on_bad(self, ack: AckCall, body: Body, desk: Desk) -> None:
        await ack()
        view = forms.form_for_fault(str(body["actions"][0]["value"]), await _language(desk, body))
        await _open(desk, body, view)

    async def on_show(self, ack: AckCall, body: Body, desk: Desk) -> None:
        await ack()
        ref, language = LeadRef.read(str(body["actions"][0]["value"])), await _language(desk, body)
        if _is_colleague(desk, body):
            view = await forms.lead_to_read(desk, ref, user=body["user"]["id"], language=language)
        else:
            view = forms.told(wording.STRANGER, language)
        await _open(desk, body, view)

    async def on_tell(self, ack: AckCall, body: Body, desk: Desk) -> None:
        """A company in a shared channel says what it wants."""
        await ack()
        try:
            view = await company.form_to_tell(desk, str(body["actions"][0]["value"]), user=body["user"]["id"])
        except UnknownConversation:
            view = forms.told(wording.ANSWER_GONE, await _language(desk, body))
        await _open(desk, body, view)

    async def on_withdraw(self, ack: AckCall, body: Body, desk: Desk) -> None:
        await ack()
        try:
            view = await company.take_back(desk, body)
        except UnknownConversation:
            view = forms.told(wording.ANSWER_GONE, await _language(desk, body))
        with sorted_faults():
            await desk.client.views_update(view_id=body["view"]["id"], view=view)
        self._later(desk.behind.nudge())

    async def on_company_form(self, ack: AckCall, body: Body, desk: Desk) -> None:
        """Sent by the company itself, so whose colleague it is does not matter."""
        send = company.send_told if body["view"]["callback_id"] == TELL_FORM else company.send_agreed
        try:
            answer = await send(desk, body)
        except IndgangError as error:
            logger.warning("slack.form_failed", extra={"reason": type(error).__name__})
            is_gone = isinstance(error, UnknownConversation)
            words = wording.ANSWER_GONE if is_gone else wording.TRY_AGAIN
            answer = _instead(words, await _language(desk, body))
        await ack(**answer)
        self._later(desk.behind.nudge())

    async def on_find(self, ack: AckCall, body: Body, desk: Desk) -> None:
        await ack()
        await _open(desk, body, forms.form_to_find(await _language(desk, body)))

    async def on_create(self, ack: AckCall, body: Body, desk: Desk) -> None:
        """The Home tab's button, and the shortcut of the same name."""
        await ack()
        language = await _language(desk, body)
        if _is_colleague(desk, body):
            view = await forms.form_to_create(desk, user=body["user"]["id"], language=language)
        else:
            view = forms.told(wording.STRANGER, language)
        await _open(desk, body, view)

    async def on_message_shortcut(self, ack: AckCall, body: Body, desk: Desk) -> None:
        await ack()
        language = await _language(desk, body)
        if _is_colleague(desk, body):
            view = await forms.form_for_message(desk, body, by=await _by(desk, body), language=language)
        else:
            view = forms.told(wording.STRANGER, language)
        await _open(desk, body, view)

    async def on_command(self, ack: AckCall, body: Body, desk: Desk) -> None:
        word, _ = first_word(str(body.get("text") or ""))
        if word in CREATE_WORDS:
            await ack()
            language = (await desk.people.person(body["user_id"])).language
            view = await forms.form_to_create(desk, user=body["user_id"], language=language)
            await _open(desk, body, view)
            return
        await self.worker.accept(desk, f"command:{body['trigger_id']}", {"kind": "command", "body": _kept(body)})
        await ack()

    async def on_submit(self, ack: AckCall, body: Body, desk: Desk) -> None:
        """A modal that was sent: done before it closes, so that what does not fit is said in it."""
        if not _is_colleague(desk, body):
            await ack(response_action="update", view=forms.told(wording.STRANGER, await _language(desk, body)))
            return
        try:
            answer = await _submitted(desk, body)
        except IndgangError as error:
            logger.warning("slack.form_failed", extra={"reason": type(error).__name__})
            answer = _instead(wording.TRY_AGAIN, await _language(desk, body))
        await ack(**answer)
        self._later(desk.behind.nudge())

    def _later(self, work: Awaitable[object]) -> None:
        task: asyncio.Task[object] = asyncio.ensure_future(_quietly(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)


async def _submitted(desk: Desk, body: Body) -> dict[str, Any]:
    by = await _by(desk, body)
    if not await _is_ours(desk, body["view"]):
        return _instead(wording.NO_SUCH_LEAD, await _language(desk, body))
    match body["view"]["callback_id"]:
        case forms.DEED_FORM:
            return await forms.send_deed(desk, body, by=by)
        case forms.ANSWER_FORM:
            return await forms.send_answer(desk, body, by=by)
        case forms.FAULT_FORM:
            return await forms.send_fault(desk, body, by=by)
        case forms.NEW_LEAD_FORM:
            return await forms.send_new_lead(desk, body, by=by)
        case _:
            return await forms.send_find(desk, body)


async def _is_ours(desk: Desk, view: Body) -> bool:
    """Whether what a modal names is of this workspace: its lead, or the answer somebody finds fault with."""
    match view["callback_id"]:
        case forms.DEED_FORM | forms.ANSWER_FORM:
            ref = LeadRef.read(view["private_metadata"])
            return await desk.has_card_of(ref.conversation_id, ref.handoff_id)
        case forms.FAULT_FORM:
            return desk.is_talk_here(str(view["private_metadata"]))
        case _:
            return True


def _is_colleague(desk: Desk, body: Body) -> bool:
    """Of this workspace. Somebody from another, in a shared channel, sees a card but does nothing with it."""
    user = body.get("user") or {}
    team = user.get("team_id") or (body.get("team") or {}).get("id") or body.get("team_id")
    return team in {None, desk.team_id}


async def _by(desk: Desk, body: Body) -> Staff:
    user = body["user"]
    return await desk.people.staff(user["id"], called=str(user.get("username") or user.get("name") or ""))


async def _language(desk: Desk, body: Body) -> Language:
    return (await desk.people.person(body["user"]["id"])).language


async def _open(desk: Desk, body: Body, view: View) -> None:
    try:
        await desk.client.views_open(trigger_id=body["trigger_id"], view=view)
    except SlackApiError as error:
        # The three seconds are over, or the press was delivered twice: the button can be pressed again.
        logger.warning("slack.view_unopened", extra={"reason": error_of(error)})


async def _whisper(desk: Desk, body: Body, words: Bilingual) -> None:
    channel = (body.get("channel") or {}).get("id")
    if not channel:
        return
    language, container = await _language(desk, body), body.get("container") or {}
    await desk.posting.whisper(
        channel,
        body["user"]["id"],
        text=words.in_language(language),
        thread_ts=str(container.get("thread_ts") or ""),
    )


def _instead(words: Bilingual, language: Language) -> dict[str, Any]:
    """Something to read in the modal's place."""
    return {"response_action": "update", "view": forms.told(words, language)}


def listen(app: AsyncApp, worker: Worker) -> None:
    listeners = Listeners(worker=worker)
    app.action(re.compile(f"^{DEED}:"))(listeners.on_deed)
    app.action(MORE_DEEDS)(listeners.on_deed)
    for action, listener in (
        (SHARE, listeners.on_share),
        (GOOD, listeners.on_good),
        (BAD, listeners.on_bad),
        (SHOW, listeners.on_show),
        (FIND, listeners.on_find),
        (CREATE, listeners.on_create),
        (TELL, listeners.on_tell),
        (WITHDRAW, listeners.on_withdraw),
    ):
        app.action(action)(listener)
    for callback in (DEED_FORM, ANSWER_FORM, FAULT_FORM, NEW_LEAD_FORM, FIND_FORM):
        app.view(callback)(listeners.on_submit)
    for callback in (TELL_FORM, AGREE_FORM):
        app.view(callback)(listeners.on_company_form)
    app.shortcut({"type": "message_action", "callback_id": SEND_SHORTCUT})(listeners.on_message_shortcut)
    app.shortcut({"type": "shortcut", "callback_id": NEW_SHORTCUT})(listeners.on_create)
    app.command(COMMAND)(listeners.on_command)


def _kept(body: Body) -> Body:
    """What acting on it needs, and no more: least of all the message it stood on, which holds what a company wrote."""
    names = (
        *("user", "user_id", "channel", "channel_id", "actions", "container", "response_url", "text"),
        *("trigger_id", "team_id"),
    )
    kept = {name: body[name] for name in names if name in body}
    message = body.get("message") or {}
    return {**kept, "message": {name: message[name] for name in ("ts", "thread_ts") if name in message}}


async def _quietly(work: Awaitable[object]) -> None:
    try:
        await work
    except IndgangError as error:
        logger.warning("slack.nudge_failed", extra={"reason": type(error).__name__})
