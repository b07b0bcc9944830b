"""Dialogs over the real cards: what a visitor says, and what must come of it. Written to be read and added to.

A dialog is a list of (visitor says, expectation). Meaning is stood in for by letters here, so a dialog names places,
products and subjects; how well freely worded questions are understood is measured by the evals.
"""

from dataclasses import dataclass

import pytest

from bot.domain import Field, Language, Message, Outcome
from tests.fakes import FrozenClock, MemoryFeed, MemoryStore
from tests.house import Visitor, make_engine

pytestmark = pytest.mark.anyio
DA, EN = Language.DANISH, Language.ENGLISH


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """What is left out may be anything. `routes` are the first destinations, best first."""

    outcome: Outcome | None = None
    asks: Field | None = None
    says: tuple[str, ...] = ()
    never_says: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    cites: str = ""


def met(reply: Message, expected: Expect) -> None:
    if expected.outcome:
        assert reply.outcome is expected.outcome
    if expected.asks:
        assert reply.asks_for is expected.asks
    for words in expected.says:
        assert words in reply.text
    for words in expected.never_says:
        assert words not in reply.text
    assert tuple(route.destination_id for route in reply.routes[: len(expected.routes)]) == expected.routes
    if expected.cites:
        assert expected.cites in {citation.card_id for citation in reply.citations}


Dialog = tuple[Language, list[tuple[str, Expect]]]
DIALOGS: dict[str, Dialog] = {
    "a test at OUH, one thing at a time": (
        EN,
        [
            (
                "We make a pressure patch and want to test it at OUH.",
                Expect(
                    asks=Field.CE_STATUS, says=("OUH (Region Syddanmark)", "can't promise"), routes=("syd-en-indgang",)
                ),
            ),
            ("It is CE-marked.", Expect(asks=Field.TIMELINE, says=("CE marking: CE-marked",))),
            ("Next spring", Expect(asks=Field.COMPANY_NAME, says=("When: Next spring",))),
            ("Apple Aid ApS", Expect(asks=Field.CONTACT_EMAIL)),
            ("mia@example.org", Expect(outcome=Outcome.HANDOVER_OFFERED)),
        ],
    ),
    "en test på OUH, én ting ad gangen": (
        DA,
        [
            (
                "Vi laver et tryksårsplaster og vil gerne teste det på OUH.",
                Expect(
                    asks=Field.CE_STATUS,
                    says=("OUH (Region Syddanmark)", "kan jeg ikke love"),
                    routes=("syd-en-indgang",),
                ),
            ),
            ("Det er CE-mærket.", Expect(asks=Field.TIMELINE, says=("CE-mærkning: CE-mærket",))),
            ("Til foråret", Expect(asks=Field.COMPANY_NAME, says=("Hvornår: Til foråret",))),
            ("Æblehjælp ApS", Expect(asks=Field.CONTACT_EMAIL)),
            ("mia@example.org", Expect(outcome=Outcome.HANDOVER_OFFERED)),
        ],
    ),
    "a question on the way is answered, then the question comes back": (
        EN,
        [
            ("We want to test our wound sensor in Aalborg.", Expect(asks=Field.CE_STATUS, routes=("nord-lsca",))),
            (
                "What is Trial Nation?",
                Expect(outcome=Outcome.ANSWERED, asks=Field.CE_STATUS, says=("[1]",), cites="pub-trial-nation"),
            ),
            ("Why do you ask?", Expect(asks=Field.CE_STATUS, says=("authorities' approval",))),
            ("Skip", Expect(asks=Field.TIMELINE)),
        ],
    ),
    "et spørgsmål undervejs besvares, og så vender spørgsmålet tilbage": (
        DA,
        [
            ("Vi vil teste vores sårsensor i Aalborg.", Expect(asks=Field.CE_STATUS, routes=("nord-lsca",))),
            (
                "Hvad er Trial Nation?",
                Expect(outcome=Outcome.ANSWERED, asks=Field.CE_STATUS, says=("[1]",), cites="pub-trial-nation"),
            ),
            ("Hvorfor spørger I?", Expect(asks=Field.CE_STATUS, says=("godkendelse fra myndighederne",))),
            ("Spring over", Expect(asks=Field.TIMELINE)),
        ],
    ),
    "without a CE mark and on patients, both authorities are named": (
        EN,
        [
            ("We want to test our wound sensor at OUH.", Expect(asks=Field.CE_STATUS)),
            ("No, not yet", Expect(asks=Field.PATIENTS, says=("Lægemiddelstyrelsen", "VMK"))),
            ("On patients", Expect(asks=Field.TIMELINE, never_says=("guarantee",))),
        ],
    ),
    "uden CE-mærke og på patienter nævnes begge myndigheder": (
        DA,
        [
            ("Vi vil teste vores sårsensor på OUH.", Expect(asks=Field.CE_STATUS)),
            ("Nej, ikke endnu", Expect(asks=Field.PATIENTS, says=("Lægemiddelstyrelsen", "VMK"))),
            ("Med patienter", Expect(asks=Field.TIMELINE)),
        ],
    ),
    "both regions give two routes": (
        EN,
        [("We want to test our wound sensor at OUH and in Aalborg.", Expect(routes=("nord-lsca", "syd-en-indgang")))],
    ),
    "begge regioner giver to veje": (
        DA,
        [("Vi vil teste vores sårsensor på OUH og i Aalborg.", Expect(routes=("nord-lsca", "syd-en-indgang")))],
    ),
    "a sale is a tender, not a test": (
        EN,
        [("We want to sell our beds to the hospitals in Odense.", Expect(routes=("syd-procurement",)))],
    ),
    "et salg er et udbud, ikke en test": (
        DA,
        [("Vi vil sælge vores senge til sygehusene i Odense.", Expect(routes=("syd-procurement",)))],
    ),
    "the visitor changes their mind": (
        EN,
        [
            ("We want to test our wound sensor at OUH.", Expect(routes=("syd-en-indgang",))),
            ("Sorry, I meant Aalborg", Expect(says=("Corrected",), routes=("nord-lsca",))),
            ("Never mind", Expect(says=("nothing has been sent",), never_says=("?",))),
        ],
    ),
    "den besøgende ombestemmer sig": (
        DA,
        [
            ("Vi vil teste vores sårsensor på OUH.", Expect(routes=("syd-en-indgang",))),
            ("Undskyld, jeg mente Aalborg", Expect(says=("Rettet",), routes=("nord-lsca",))),
            ("Glem det", Expect(says=("intet er sendt",), never_says=("?",))),
        ],
    ),
    "somebody is in danger": (
        EN,
        [("My colleague has collapsed and is not breathing!", Expect(outcome=Outcome.EMERGENCY, says=("112",)))],
    ),
    "nogen er i fare": (
        DA,
        [("Min kollega er faldet om og trækker ikke vejret!", Expect(outcome=Outcome.EMERGENCY, says=("112",)))],
    ),
    "a person, please": (
        EN,
        [
            ("I want to talk to a person", Expect(asks=Field.NEED, says=("Gladly",))),
            ("No thanks", Expect(never_says=("?",))),
        ],
    ),
    "et menneske, tak": (
        DA,
        [
            ("Jeg vil tale med et menneske", Expect(asks=Field.NEED, says=("Gerne",))),
            ("Nej tak", Expect(never_says=("?",))),
        ],
    ),
    "what nobody knows": (
        EN,
        [
            (
                "What is the orbital period of Jupiter's moon Callisto?",
                Expect(outcome=Outcome.REFUSED, says=("don't guess",)),
            )
        ],
    ),
    "det, ingen ved": (
        DA,
        [("Hvad er omløbstiden for Jupiters måne Kallisto?", Expect(outcome=Outcome.REFUSED, says=("gætter ikke",)))],
    ),
}


@pytest.mark.parametrize("name", DIALOGS)
async def test_a_dialog_goes_as_it_should(name: str) -> None:
    language, turns = DIALOGS[name]
    clock = FrozenClock()
    engine = make_engine(store=MemoryStore(clock=clock), feed=MemoryFeed(), clock=clock)
    visitor = await Visitor.arrives(engine, language=language)
    for says, expected in turns:
        met(await visitor.says(says), expected)
