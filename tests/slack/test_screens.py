"""Cards, modals and lists are taken by Slack's own types and limits, however long or hostile what stands in them is."""

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.review import make_review
from bot.domain import (
    ConversationId,
    HandoffState,
    Language,
    LeadCard,
    LeadLine,
    LeadView,
    MoveKind,
    Notice,
    TriageState,
)
from bot.slack.answers import answer_blocks, shared_blocks
from bot.slack.blocks import Block, View
from bot.slack.company_forms import agree_form, receipt_view, tell_form
from bot.slack.events import place_of
from bot.slack.examining import SCOPES
from bot.slack.home import found_view, home_view, lead_view
from bot.slack.lead_card import card_blocks, card_text
from bot.slack.lead_thread import (
    draft_blocks,
    history_blocks,
    notice_blocks,
    pieces_of,
    relay_pages,
    transcript_blocks,
)
from bot.slack.modals import WITH_FORM, answer_form, deed_form, fault_form, find_form, new_lead_form
from bot.slack.pointing import CardRef, LeadRef
from bot.slack.text import cut, cut_escaped, escaped, quoted, spoken
from tests.conversation.samples import directory
from tests.fakes import ScriptedRetriever
from tests.pages import ROOT

from .samples import ANN, NASTY, lead_card
from .schemas import fault_in, fault_in_blocks, fault_in_view

LONG = NASTY * 400
EVERY = [
    *((language, words, triage) for language in Language for words in ("", LONG) for triage in TriageState),
    *((Language.DANISH, words, TriageState.WAITING) for words in (NASTY, "æøå€" * 2000, "&" * 5000)),
]


@pytest.mark.parametrize(("language", "words", "triage"), EVERY)
def test_every_message_about_a_lead_is_one_slack_takes(language: Language, words: str, triage: TriageState) -> None:
    card = lead_card(language=language, words=words, triage=triage, said=60)
    notice = Notice(title=card.names["syd-en-indgang"], lines=(card.handoff.route.name,) * 30)
    pages: list[list[Block]] = [
        card_blocks(card),
        transcript_blocks(card),
        draft_blocks(card),
        history_blocks(card),
        notice_blocks(notice),
        notice_blocks(notice, card),
        *relay_pages(card, card.conversation.transcript[0]),
    ]
    assert [fault for page in pages if (fault := fault_in_blocks(page))] == []
    assert 0 < len(card_text(card)) <= 300
    marked = "".join(_marked(pages))
    assert not any(mark in marked for mark in ("<!channel>", "<@U1>", "<https://evil"))


@pytest.mark.parametrize(("language", "words", "triage"), EVERY)
def test_every_modal_is_one_slack_takes(language: Language, words: str, triage: TriageState) -> None:
    card = lead_card(language=language, words=words, triage=triage)
    line = _line(card)
    views: list[View] = [
        *(deed_form(card, move) for move in WITH_FORM),
        answer_form(card, by=replace(ANN, name=words or ANN.name), text=words),
        fault_form(language, meta="c|m"),
        find_form(language),
        new_lead_form(language, directory().destinations),
        lead_view(card),
        found_view([line] * 50, language=language),
        found_view([], language=language),
        *_company_views(card, language),
    ]
    assert [fault for view in views if (fault := fault_in_view(view))] == []
    assert [fault for view in views if (fault := fault_in("views.open", {"trigger_id": "t", "view": view}))] == []
    homes = [
        home_view({view: [line] * 40 for view in LeadView if view in _SHOWN}, language=language, sees_any=True),
        home_view({}, language=language, sees_any=False),
    ]
    assert [fault for home in homes if (fault := fault_in_view(home))] == []
    assert [fault for home in homes if (fault := fault_in("views.publish", {"user_id": "U", "view": home}))] == []


@pytest.mark.parametrize("words", ["", LONG])
def test_every_answer_is_one_slack_takes(words: str) -> None:
    card = lead_card(words=words)
    said = replace(card.conversation.transcript[1], citations=card.handoff.route.citations * 6)
    for may_share in (True, False):
        blocks = answer_blocks(said, conversation=card.conversation, language=Language.DANISH, may_share=may_share)
        assert fault_in_blocks(blocks) == ""
    assert fault_in_blocks(shared_blocks(said, asked=words, by=words or "Ann", language=Language.ENGLISH)) == ""


def test_an_unsafe_address_is_not_a_link() -> None:
    card = lead_card()
    said = replace(
        card.conversation.transcript[1],
        citations=tuple(replace(each, url="javascript:alert(1)") for each in card.handoff.route.citations),
    )
    blocks = answer_blocks(said, conversation=card.conversation, language=Language.DANISH, may_share=False)
    assert "javascript" not in str(blocks)


def test_a_button_carries_no_more_than_slack_lets_it() -> None:
    ref = LeadRef.of(ConversationId("by-hand-slack:V0123456789AB"), lead_card().handoff, move=MoveKind.NOT_A_FIT)
    assert len(str(ref)) <= 150
    long = LeadRef.of(ConversationId("1" * 36), lead_card().handoff, move=MoveKind.NOT_A_FIT)
    assert len(str(long)) <= 150


def test_a_withdrawn_lead_shows_no_facts_and_no_buttons() -> None:
    shown = str(card_blocks(lead_card(state=HandoffState.WITHDRAWN)))
    assert "mia@example.org" not in shown
    assert "actions" not in shown


def test_the_manifest_is_one_slack_takes_and_asks_for_what_the_doctor_looks_for() -> None:
    manifest = yaml.safe_load((ROOT / "deploy" / "slack-manifest.yaml").read_text(encoding="utf-8"))
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    assert set(scopes) == SCOPES
    # Newer than Slack's own types.
    scopes.remove("assistant:write")
    assert fault_in("Manifest", manifest) == ""


@given(st.text())
def test_escaped_text_holds_none_of_slacks_marks(text: str) -> None:
    assert not set(escaped(text)) & set("<>")
    assert spoken(escaped(text)) == text.strip()


@given(st.text(alphabet="<>&æ\n ab", max_size=400), st.integers(min_value=12, max_value=200))
def test_what_is_cut_fits_and_cuts_no_entity(text: str, most: int) -> None:
    shown = cut_escaped(text, most)
    assert len(shown) <= most
    assert "&" not in shown.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    assert len(cut(text, most)) <= most
    assert not set(quoted(text, 3000).replace("> ", "").replace(">", "")) & set("<>")


@given(st.text(alphabet="<>&æ\n ab", max_size=9000))
def test_a_long_text_is_whole_in_its_pieces(text: str) -> None:
    assert "".join(pieces_of(text)).split() == text.split()
    assert all(len(quoted(piece, 3000)) <= 3000 for piece in pieces_of(text))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("see <https://a.example|the page>", "see the page (https://a.example)"),
        ("<https://a.example>", "https://a.example"),
        ("mail <mailto:a@b.example|a@b.example>", "mail a@b.example"),
        ("<@U1> and <@U2|bo> in <#C1|leads>", "and @bo in #leads"),
        ("<!here> <!subteam^S1|@team> <!date^1^{date}|in May>", "@here @@team in May"),
    ],
)
def test_what_somebody_typed_is_read_as_plain_words(typed: str, words: str) -> None:
    assert spoken(typed) == words


def test_pointers_are_read_as_they_were_written() -> None:
    ref = LeadRef(conversation_id=ConversationId("c"), handoff_id="h", seen=3, move=MoveKind.PARK, detail="C1/1.2")
    assert LeadRef.read(str(ref)) == ref
    card = CardRef(channel="C1", ts="1.1", history_ts="1.4")
    assert CardRef.read(str(card)) == card
    assert CardRef.read("C1/1.1") == CardRef(channel="C1", ts="1.1")


def test_only_new_messages_have_a_place() -> None:
    said = {"type": "message", "channel": "C1", "ts": "1.1"}
    assert place_of(said) == place_of({**said, "type": "app_mention"}) == "C1/1.1"
    assert place_of({**said, "subtype": "message_changed"}) == ""
    assert place_of({"type": "app_home_opened", "channel": "D1"}) == ""


_SHOWN = frozenset({LeadView.MINE, LeadView.UNCLAIMED, LeadView.OVERDUE, LeadView.THIS_WEEK})


def _marked(value: object) -> list[str]:
    """Every text in which Slack looks for its own marks."""
    if isinstance(value, dict):
        own = [str(value["text"])] if value.get("type") == "mrkdwn" else []
        return own + [text for each in value.values() for text in _marked(each)]
    return [text for each in value for text in _marked(each)] if isinstance(value, list) else []


def _company_views(card: LeadCard, language: Language) -> list[View]:
    talk = replace(card.conversation, language=language, inquiry=card.handoff.lead.inquiry)
    review = make_review(talk, (card.handoff.route,) * 2, directory(), ScriptedRetriever())
    return [tell_form(talk), agree_form(talk, review), receipt_view(talk), receipt_view(replace(talk, handoffs=()))]


def _line(card: LeadCard) -> LeadLine:
    return LeadLine(
        conversation_id=card.conversation.id,
        handoff=card.handoff,
        company=card.conversation.transcript[0].text,
        is_overdue=True,
    )
