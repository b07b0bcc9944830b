"""Draws every card, thread, modal, list and answer as pictures: `python -m tests.slack.preview var/slack-screens`."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import sync_playwright

from bot.conversation.review import make_review
from bot.domain import HandoffState, Language, LeadCard, LeadLine, LeadView, Notice, TriageState
from bot.slack import wording as say
from bot.slack.answers import answer_blocks, shared_blocks
from bot.slack.company_forms import agree_form, receipt_view, tell_form
from bot.slack.forms import told
from bot.slack.home import found_view, home_view, lead_view
from bot.slack.lead_card import card_blocks
from bot.slack.lead_thread import draft_blocks, history_blocks, notice_blocks, relay_pages, transcript_blocks
from bot.slack.modals import WITH_FORM, answer_form, deed_form, fault_form, find_form, new_lead_form
from tests.browser.conftest import launch
from tests.conversation.samples import directory
from tests.fakes import ScriptedRetriever
from tests.house import real_knowledge

from .picture import page_of_message, page_of_view
from .samples import ANN, lead_card

Screen = tuple[str, str]
"""A name and a page."""


def screens(language: Language) -> Iterator[Screen]:
    yield from _cards(language)
    yield from _threads(lead_card(language=language, triage=TriageState.ENGAGED))
    yield from _modals(language)
    yield from _lists(lead_card(language=language), language)
    yield from _answers(lead_card(language=language), language)


def _cards(language: Language) -> Iterator[Screen]:
    for state in TriageState:
        yield f"1-card-{state}", page_of_message(card_blocks(lead_card(language=language, triage=state)))
    gone = lead_card(language=language, state=HandoffState.WITHDRAWN)
    yield "1-card-withdrawn", page_of_message(card_blocks(gone))


def _threads(card: LeadCard) -> Iterator[Screen]:
    yield "2-thread-said", page_of_message(transcript_blocks(card))
    yield "2-thread-draft", page_of_message(draft_blocks(card))
    yield "2-thread-history", page_of_message(history_blocks(card))
    [relayed] = relay_pages(card, card.conversation.transcript[0])
    yield "2-thread-relayed", page_of_message(relayed)
    notice = Notice(title=card.handoff.route.name, lines=(card.handoff.route.reason,))
    yield "2-thread-notice", page_of_message(notice_blocks(notice, card))


def _modals(language: Language) -> Iterator[Screen]:
    card = lead_card(language=language, triage=TriageState.ENGAGED)
    for move in sorted(WITH_FORM):
        yield f"3-modal-{move}", page_of_view(deed_form(card, move))
    yield "3-modal-answer", page_of_view(answer_form(card, by=ANN))
    yield "3-modal-fault", page_of_view(fault_form(language, meta=""))
    yield "3-modal-find", page_of_view(find_form(language))
    yield "3-modal-new-lead", page_of_view(new_lead_form(language, real_knowledge().directory.destinations))
    talk = replace(card.conversation, language=language, inquiry=card.handoff.lead.inquiry)
    review = make_review(talk, (card.handoff.route,), directory(), ScriptedRetriever())
    yield "6-company-tells", page_of_view(tell_form(talk))
    yield "6-company-agrees", page_of_view(agree_form(talk, review))
    yield "6-company-receipt", page_of_view(receipt_view(talk))
    yield "3-modal-told", page_of_view(told(say.STRANGER, language))


def _lists(card: LeadCard, language: Language) -> Iterator[Screen]:
    line = LeadLine(
        conversation_id=card.conversation.id, handoff=card.handoff, company="Æblehjælp ApS", is_overdue=True
    )
    engaged = lead_card(language=language, triage=TriageState.ENGAGED).handoff
    mine = replace(line, handoff=engaged, is_overdue=False)
    lists = {
        LeadView.MINE: [mine],
        LeadView.UNCLAIMED: [line] * 10,
        LeadView.OVERDUE: [line],
        LeadView.THIS_WEEK: list[LeadLine](),
    }
    yield "4-home", page_of_view(home_view(lists, language=language, sees_any=True))
    yield "4-home-of-no-channel", page_of_view(home_view({}, language=language, sees_any=False))
    yield "4-found", page_of_view(found_view([line, mine], language=language))
    yield "4-lead", page_of_view(lead_view(card))


def _answers(card: LeadCard, language: Language) -> Iterator[Screen]:
    said = replace(card.conversation.transcript[1], citations=card.handoff.route.citations[:1])
    talk = replace(card.conversation, language=language)
    private = answer_blocks(said, conversation=talk, language=language, may_share=True)
    yield "5-answer-private", page_of_message(private, only_you="Only visible to you")
    for_company = answer_blocks(said, conversation=talk, language=language, may_share=True, may_tell=True)
    yield "6-company-answer", page_of_message(for_company, only_you="Only visible to you")
    yield "5-answer-direct", page_of_message(answer_blocks(said, conversation=talk, language=language, may_share=False))
    shared = shared_blocks(said, asked="Hvem tager imod?", by=ANN.name, language=language)
    yield "5-answer-shared", page_of_message(shared)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 640, "height": 200})
        for language in Language:
            for name, shown in screens(language):
                page.set_content(shown)
                page.locator("main").screenshot(path=folder / f"{name}-{language}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "var/slack-screens"))
