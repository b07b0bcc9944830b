"""`/indgang`: ask, find a lead, write one down, see how one stands."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.domain import Language, LeadView, UnknownConversation, UnknownLink

from . import wording as say
from .asking import Question, answer
from .blocks import Block, context, section
from .desk import Desk
from .faults import sorted_faults
from .home import line_blocks
from .lead_card import card_blocks, card_text
from .text import cut, spoken

CREATE_WORDS = frozenset({"create", "opret", "ny", "new"})
_SHOWN = 10


def first_word(text: str) -> tuple[str, str]:
    """The command's own word, lower case, and the rest."""
    word, _, rest = text.strip().partition(" ")
    return word.casefold(), rest.strip()


async def act_on_command(desk: Desk, event_id: str, payload: dict[str, Any]) -> None:
    """Answer to the one who typed it, and to nobody else."""
    body = payload["body"]
    word, rest = first_word(spoken(str(body.get("text") or "")))
    if word in {"ask", "spørg"} and rest:
        asked = Question(
            id=f"slack:{event_id}",
            user=body["user_id"],
            text=cut(rest, 4000),
            channel=body["channel_id"],
            response_url=body["response_url"],
        )
        await answer(desk, asked)
        return
    language = (await desk.people.person(body["user_id"])).language
    destinations = await desk.people.destinations(body["user_id"])
    if word in {"find", "søg"} and rest:
        blocks = await _found(desk, rest, destinations, language)
    elif word in {"status"} and rest:
        blocks = await _status(desk, rest, destinations, language)
    else:
        blocks = [section(say.HELP.in_language(language))]
    with sorted_faults():
        await AsyncWebhookClient(body["response_url"]).send(
            text=say.HOME.in_language(language), blocks=blocks, response_type="ephemeral"
        )


async def _found(desk: Desk, search: str, destinations: frozenset[str], language: Language) -> Sequence[Block]:
    if not destinations:
        return [section(say.NO_CHANNELS.in_language(language))]
    lines = await desk.behind.door.leads(LeadView.ALL, search=search, destinations=destinations)
    if not lines:
        return [section(say.NOTHING_FOUND.in_language(language))]
    more = [context(say.MORE_FOUND.in_language(language))] if len(lines) > _SHOWN else []
    return [*line_blocks(lines[:_SHOWN], language=language), *more]


async def _status(desk: Desk, reference: str, destinations: frozenset[str], language: Language) -> Sequence[Block]:
    """The lead as its card shows it, without buttons: those stand at the card."""
    try:
        conversation_id, handoff = await desk.behind.door.lead(reference)
        card = await desk.behind.door.card(conversation_id, handoff.id)
    except (UnknownLink, UnknownConversation):
        return [section(say.NO_SUCH_LEAD.in_language(language))]
    if handoff.destination_id not in destinations:
        # Not theirs to see, nor to know of.
        return [section(say.NO_SUCH_LEAD.in_language(language))]
    return [context(card_text(card)), *(each for each in card_blocks(card) if each["type"] != "actions")]
