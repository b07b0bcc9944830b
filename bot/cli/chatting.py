"""`indgang chat`: the whole journey in a terminal, from the first question to the receipt."""

import uuid

import typer
from rich.prompt import Confirm, Prompt

from bot.conversation import DISCLOSURE
from bot.domain import Author, Conversation, Language, Outcome, VisitorConsent, VisitorMessage
from bot.wiring import House, open_house

from .running import paper, progress_bar, read_settings, run

STOP_WORDS = frozenset({"", "exit", "quit", "slut", "farvel"})


def chat(lang: Language = typer.Option(Language.DANISH, help="The language of the page.")) -> None:
    """Talk with Indgang here; an empty line ends it."""
    run(_chat(lang))


async def _chat(language: Language) -> None:
    with progress_bar("indexing") as progress:
        async with open_house(read_settings(), progress=progress) as house:
            conversation = await house.engine.open(language=language)
            paper.print(DISCLOSURE.in_language(language), style="dim", markup=False)
            while (text := Prompt.ask("[bold]>[/]", default="", show_default=False).strip()) not in STOP_WORDS:
                heard = VisitorMessage(id=str(uuid.uuid4()), conversation_id=conversation.id, text=text)
                conversation = await house.engine.hear_visitor(heard)
                _show_last(conversation)
                if conversation.transcript[-1].outcome is Outcome.HANDOVER_OFFERED:
                    conversation = await _review(house, conversation)


def _show_last(conversation: Conversation) -> None:
    last = conversation.transcript[-1]
    paper.print(last.text, markup=False)
    for citation in last.citations:
        source = " · ".join(filter(None, [citation.source_title, citation.section, citation.as_of, citation.url]))
        paper.print(f"  [{citation.marker}] {source}", style="dim", markup=False)


async def _review(house: House, conversation: Conversation) -> Conversation:
    """Show what would be sent; each recipient is agreed to by itself, and none is agreed to beforehand."""
    review = await house.engine.review(conversation.id)
    for shown in review.fields:
        if shown.value:
            paper.print(f"  {shown.label}: {shown.value}", markup=False)
    paper.print(review.notice, markup=False)
    ticked = tuple(
        recipient.destination_id
        for recipient in review.recipients
        if not recipient.consented and Confirm.ask(f"→ {recipient.name}: {recipient.reason}", default=False)
    )
    if not ticked:
        return conversation
    consent = VisitorConsent(
        id=str(uuid.uuid4()), conversation_id=conversation.id, destination_ids=ticked, notice=review.notice_id
    )
    agreed = await house.engine.hear_consent(consent)
    receipt = next(message for message in reversed(agreed.transcript) if message.author is Author.BOT)
    paper.print(receipt.text, style="green", markup=False)
    return agreed
