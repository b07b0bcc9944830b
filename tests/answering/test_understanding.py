"""Questions, repairs and follow-ups are told apart in both languages."""

from datetime import UTC, datetime

import pytest

from bot.answering import Repair, understand
from bot.domain import Author, Conversation, ConversationId, Language, Message

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def after(*said: str, author: Author = Author.VISITOR) -> Conversation:
    transcript = tuple(Message(id=f"m{n}", author=author, text=text, sent_at=NOW) for n, text in enumerate(said))
    return Conversation(id=ConversationId("c"), language=Language.DANISH, started_at=NOW, transcript=transcript)


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        ("Spring over", Repair.SKIP),
        ("Det ved vi ikke endnu.", Repair.SKIP),
        ("Skip it", Repair.SKIP),
        ("We don't know yet", Repair.SKIP),
        ("Rather not say", Repair.SKIP),
        ("Glem det, tak", Repair.CANCEL),
        ("Glem det", Repair.CANCEL),
        ("Never mind", Repair.CANCEL),
        ("Annuller det tak!", Repair.CANCEL),
        ("Hvorfor spørger I om det?", Repair.WHY),
        ("Why do you need that?", Repair.WHY),
        ("Hvad skal I bruge det til?", Repair.WHY),
        ("Jeg vil tale med et menneske", Repair.PERSON),
        ("Can I speak to a real person please", Repair.PERSON),
        ("Send det nu", Repair.REVIEW),
        ("Review", Repair.REVIEW),
        ("Ja tak!", Repair.YES),
        ("Yes, please", Repair.YES),
        ("Nej tak", Repair.NO),
        ("No, thanks", Repair.NO),
        ("Ja, vi har en robot", None),
        ("No hospital has tried it", None),
        ("Kan man stoppe en test?", None),
        ("We passed the test", None),
        ("", None),
    ],
)
def test_a_repair_is_recognised_only_when_it_is_all_that_is_said(text: str, repair: Repair | None) -> None:
    assert understand(text, after()).repair is repair


@pytest.mark.parametrize(
    "text",
    [
        "Hvem kan vi tale med",
        "who can help us",
        "Vi har en robot. Hvor kan den testes",
        "We have a robot. Where can it be tested",
        "Fortæl om puljen",
        "Please tell me about the pool",
        "Åben?",
    ],
)
def test_a_question_is_heard_with_or_without_its_mark(text: str) -> None:
    assert understand(text, after()).is_question


@pytest.mark.parametrize("text", ["Vi har en robot.", "We have a robot.", "test@firma.example", ""])
def test_a_statement_is_no_question(text: str) -> None:
    assert not understand(text, after()).is_question


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Hvad koster en test?", "Og i Aalborg"),
        ("What does a test cost?", "What about Aalborg"),
        ("Hvem er Maria?", "Hvor bor hun?"),
        ("Who is Maria?", "Where does she work?"),
    ],
)
def test_a_follow_up_is_searched_with_the_question_before_it(before: str, text: str) -> None:
    understood = understand(text, after("Noget helt andet?", before, "Tak."))
    assert understood.standalone == f"{before} {text}"
    assert understood.is_follow_up
    assert understood.is_question


@pytest.mark.parametrize(
    "text",
    [
        "Hvad er en pulje?",
        "What is a pool?",
        "Vi har det allerede",
        "Og vi har også udviklet en robot til hjemmeplejen i kommunen",
        "Where can it be tested with patients in a hospital?",
    ],
)
def test_what_stands_alone_is_searched_alone(text: str) -> None:
    understood = understand(text, after("Hvad koster en test?"))
    assert (understood.standalone, understood.is_follow_up) == (text, False)


def test_only_a_visitors_question_has_a_follow_up() -> None:
    for before in (after(), after("Vi har en robot."), after("Hvor?", author=Author.BOT)):
        assert understand("Og i Aalborg", before).standalone == "Og i Aalborg"


@pytest.mark.parametrize(
    ("text", "is_vague", "is_curt"),
    [
        ("Hvem kan hjælpe?", True, True),
        ("Who can help me?", True, True),
        ("Hvem kan hjælpe os videre med det her?", True, False),
        ("Who can I talk to about our product?", True, False),
        ("Hvem kan vi egentlig tale med om at få afprøvet vores nye produkt?", False, False),
        ("Hvem er SDSI?", False, False),
        ("Who is at Aalborg?", False, False),
        ("Hvad er MDR 2017?", False, False),
        ("Vi har en robot", False, False),
    ],
)
def test_a_short_question_that_names_nothing_is_vague(text: str, *, is_vague: bool, is_curt: bool) -> None:
    understood = understand(text, after())
    assert (understood.is_vague, understood.is_curt) == (is_vague, is_curt)


def test_a_follow_up_is_not_vague() -> None:
    assert not understand("Og hvad så?", after("Hvad koster en test?")).is_vague
