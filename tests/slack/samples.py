"""Leads as short and as long as they come, without Slack."""

from dataclasses import replace
from datetime import date, timedelta

from bot.conversation import Cards
from bot.domain import (
    Author,
    Bilingual,
    Citation,
    Conversation,
    Exemption,
    Field,
    Handoff,
    HandoffState,
    Inquiry,
    Language,
    Lead,
    LeadCard,
    Message,
    Move,
    MoveKind,
    Remark,
    Route,
    Staff,
    Stated,
    Terms,
    TriageState,
)
from tests.conversation.samples import MORNING, NORD, SYD, conversation, directory, inquiry

ANN = Staff("slack:T1/UANN", "Ann Aske")
NASTY = "<!channel> & <@U1> *bold* <https://evil.example|bank> `x` "


def lead_card(
    *,
    language: Language = Language.DANISH,
    words: str = "",
    triage: TriageState = TriageState.SUGGESTED,
    state: HandoffState = HandoffState.DELIVERED,
    said: int = 3,
) -> LeadCard:
    """`words` stand in everything somebody else wrote."""
    known = _filled(words) if words else inquiry()
    handoff = _handoff(known, words=words, triage=triage, state=state)
    talk = replace(_talk(known, words or "Vi vil teste vores seng på OUH.", said), handoffs=(handoff,))
    card = Cards(directory=directory(), owners=(), now=MORNING).card(talk, handoff)
    return replace(card, terms=Terms(language=language))


def _handoff(known: Inquiry, *, words: str, triage: TriageState, state: HandoffState) -> Handoff:
    has_owner = triage is not TriageState.SUGGESTED
    return Handoff(
        id="11111111-2222-3333-4444-555555555555",
        reference="IND-1A2B3C4D",
        destination_id=SYD,
        lead=Lead(known, MORNING),
        route=Route(
            destination_id=SYD,
            name=Bilingual("Den sydlige dør", "The southern door"),
            score=1.0,
            rule="syd-hands-on",
            reason=Bilingual("De vil teste i Region Syddanmark.", "They want to test in Southern Denmark."),
            facts=(Field.NEED, Field.REGION_HOSPITAL),
            missing=(Field.DEVICE_CLASS, Field.PATIENTS),
            citations=tuple(_citation(each, words) for each in Language),
        ),
        state=state,
        triage=triage,
        owner=replace(ANN, name=words or ANN.name) if has_owner else None,
        answer_by=MORNING + timedelta(days=7),
        exempt=Exemption.AGREED_LATER if triage is TriageState.WAITING else None,
        parked_until=date(2026, 10, 1) if triage is TriageState.WAITING else None,
        proposes=NORD if triage is TriageState.WAITING else "",
        moves=(Move(id="m1", kind=MoveKind.CLAIM, by=ANN, at=MORNING, remark=Remark(words or "ser lovende ud")),)
        * (60 if words else 1),
    )


def _filled(words: str) -> Inquiry:
    known = Inquiry()
    for field in Field:
        known = known.with_stated(field, Stated(words, words, "m1"))
    return known


def _talk(known: Inquiry, words: str, said: int) -> Conversation:
    authors = (Author.VISITOR, Author.BOT, Author.STAFF)
    transcript = tuple(
        Message(
            id=f"m{n}", author=authors[n % 3], text=words, sent_at=MORNING, said_by=words[:200] if n % 3 == 2 else ""
        )
        for n in range(said)
    )
    return replace(conversation(known), transcript=transcript, language=Language.DANISH)


def _citation(language: Language, words: str) -> Citation:
    quote = Bilingual("Den sydlige dør tager imod test.", "The southern door takes tests.").in_language(language)
    return Citation(
        marker=1,
        card_id="door",
        passage_id=f"door:{language}",
        title=words or "En indgang",
        source_title=words or "Regionens side",
        owner="",
        section=words,
        url="https://region.example/door",
        as_of="2026-05-01",
        quote=words or quote,
    )
