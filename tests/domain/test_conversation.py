"""A conversation remembers what was said and heard; changing it makes the next one."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import (
    Author,
    Bilingual,
    Conversation,
    ConversationId,
    Handoff,
    HandoffState,
    Inquiry,
    Language,
    Lead,
    Message,
    Route,
)

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
NAME = Bilingual(da="Indgangen", en="The entrance")
START = Conversation(id=ConversationId("c"), language=Language.DANISH, started_at=NOW)


def message(key: str, author: Author = Author.VISITOR) -> Message:
    return Message(id=key, author=author, text="Hej", sent_at=NOW)


def handoff(key: str, state: HandoffState) -> Handoff:
    route = Route(destination_id=key, name=NAME, score=1, rule="region", reason=NAME)
    lead = Lead(Inquiry(), NOW)
    return Handoff(id=key, reference=key, destination_id=key, lead=lead, route=route, state=state)


@given(st.lists(st.sampled_from(Author), max_size=6))
def test_everything_said_stays_in_order_and_only_the_visitors_words_are_the_visitors(authors: list[Author]) -> None:
    said = tuple(message(f"m{place}", author) for place, author in enumerate(authors))
    conversation = START
    for each in said:
        conversation = conversation.says(each)

    assert conversation.transcript == said
    assert conversation.visitor_messages == tuple(each for each in said if each.author is Author.VISITOR)
    assert START.transcript == ()


@given(st.sets(st.text(max_size=3)), st.sets(st.text(max_size=3)), st.text(max_size=3))
def test_a_repeat_is_known_whether_it_was_said_or_done(said: set[str], done: set[str], asked: str) -> None:
    conversation = replace(START, transcript=tuple(map(message, said)))
    for deed in done:
        conversation = conversation.hears(deed)

    assert conversation.has_heard(asked) == (asked in said | done)
    assert conversation.transcript == tuple(map(message, said))


def test_a_withdrawn_handoff_is_not_open() -> None:
    handoffs = tuple(handoff(state.value, state) for state in HandoffState)
    standing = replace(START, handoffs=handoffs).open_handoffs
    assert [each.state for each in standing] == [HandoffState.PENDING, HandoffState.DELIVERED]
