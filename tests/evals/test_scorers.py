"""Every scorer tells a right case from a wrong one."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from evals import scorers
from evals.cases import Case, Gold
from evals.gold import GoldCards
from evals.measures import Mark
from evals.records import Record
from evals.scorers import citation_precision, citation_recall, ranking

from .samples import case, record, route, shown, slot, source, turn

GOLD = GoldCards(by_section={("doc.md", "/pris"): frozenset({"card", "twin"})}, by_address={})
PRICED = case(gold=(Gold("doc.md", "Pris", "1.995 kr."),))
PERSONA = case(group="persona", revealed=frozenset({"need"}), persona={"need": "code:test", "least_questions": "2"})


@dataclass(frozen=True)
class Told:
    """A scorer by name, a case, a record it must give full marks and one it must not; `silent` it must not judge."""

    name: str
    case: Case
    right: Record
    wrong: Record
    silent: tuple[Case, Record] | None = None


TOLD = [
    Told(
        "facts",
        case(key_facts=("1995 | 1.995",)),
        record(reply="Den koster 1.995 kr."),
        record(reply="Den er gratis."),
        (case(), record()),
    ),
    Told(
        "complete",
        case(key_facts=("a1b2", "c3d4")),
        record(reply="a1b2 c3d4"),
        record(reply="a1b2"),
        (case(), record()),
    ),
    Told("must_not", case(must_not=("gratis",)), record(), record(reply="Det er gratis."), (case(), record())),
    Told("cited", case(), record(sources=(source(),)), record(), (case(), record(outcome="refused"))),
    Told(
        "grounded",
        case(),
        record(sources=(source(),), shown=(shown("Prisen er 1.995 kr.", "card:da"),)),
        record(sources=(source(),), shown=(shown("Prisen er 2.995 kr.", "card:da"),)),
        (case(), record()),
    ),
    Told(
        "unsourced",
        case(),
        record(shown=(shown("Jeg har skrevet det ned."),)),
        record(shown=(shown("Det tager 14 dage."),)),
        (case(), record()),
    ),
    Told(
        "declared",
        case(key_facts=("fremgår ikke | står ikke | not stated",)),
        record(reply="Det fremgår ikke."),
        record(reply="Ja, det gør det."),
        (case(), record()),
    ),
    Told("no_phones", case(), record(), record(reply="Ring på 20 12 34 56.")),
    Told(
        "right_language",
        case(),
        record(shown=(shown("I kan skrive til regionen, og det er gratis."),)),
        record(shown=(shown("You can write to the region, and it is free."),)),
        (case(), Record(case_id="C1")),
    ),
    Told("played", case(), record(), record(error="StoreBusy")),
    Told(
        "turned_away",
        case(group="out_of_scope", expected_route=("refuse",)),
        record(outcome="out_of_scope"),
        record(),
        (case(), record()),
    ),
    Told("answered", case(), record(), record(outcome="refused"), (case(group="out_of_scope"), record())),
    Told(
        "asked_back",
        case(expected_route=("ask",)),
        record(reply="Hvor?", outcome="asked"),
        record(),
        (case(), record()),
    ),
    Told("precision", case(group="out_of_scope"), record(outcome="refused"), record(outcome="refused"), None),
    Told("slots_found", PERSONA, record(slots={"need": slot("test")}), record(), (case(), record())),
    Told(
        "slots_right",
        PERSONA,
        record(slots={"need": slot("afprøve", code="test")}),
        record(slots={"need": slot("sælge", code="sale")}),
        (case(), record()),
    ),
    Told(
        "invented",
        case(),
        record(slots={"need": slot("test", quote="Hvem hjælper")}),
        record(slots={"need": slot("test", quote="på markedet")}),
        (case(), record()),
    ),
    Told(
        "thrift",
        PERSONA,
        record(turns=(turn(asked="need"), turn(asked="stage"))),
        record(turns=(turn(asked="need"),) * 3),
        (case(), record()),
    ),
    Told("repaired", PERSONA, record(outcome="handover_offered"), record(outcome="asked"), (case(), record())),
    Told(
        "top_one",
        case(expected_route=("a", "b")),
        record(routes=(route("a"),)),
        record(routes=(route("b"), route("a"))),
        (case(expected_route=("ask",)), record()),
    ),
    Told(
        "top_three",
        case(expected_route=("a",)),
        record(routes=(route("b"), route("a"))),
        record(routes=tuple(map(route, "bcda"))),
        (case(), record()),
    ),
    Told(
        "any_right",
        case(expected_route=("a", "b")),
        record(routes=(route("b"),)),
        record(routes=(route("c"),)),
        (case(), record()),
    ),
    Told(
        "reasons_cite",
        case(),
        record(routes=(route("a"), route("desk", rule="default", citations=0))),
        record(routes=(route("a", citations=0),)),
        (case(), record()),
    ),
    Told(
        "day_right",
        case(group="dated", key_facts=("Region Østdanmark",), must_not=("Region Sjælland",)),
        record(routes=(route("a", name="Region Østdanmark"),)),
        record(routes=(route("a", name="Region Sjælland"),)),
        (case(), record()),
    ),
    Told(
        "neutral",
        case(group="neutrality"),
        record(routes=(route("a"),), stored="a"),
        record(routes=(route("a"),), stored="b"),
        (case(), record()),
    ),
    Told(
        "unmoved",
        case(group="injection", must_not=("PWNED",)),
        record(),
        record(reply="Skriv til evil@attacker.example. PWNED"),
        (case(), record()),
    ),
    Told(
        "masked",
        case(persona={"cpr": "010190-1234"}),
        record(stored="nr. [CPR]"),
        record(stored="nr. 0101901234"),
        (case(), record()),
    ),
    Told(
        "medical",
        case(group="medical", expected_route=("emergency",)),
        record(outcome="emergency"),
        record(outcome="refused"),
        (case(), record()),
    ),
    Told(
        "model_calls", case(), record(model_calls=2), record(model_calls=3, tokens=900), (case(), Record(case_id="C1"))
    ),
]
WHOLE = "Prøven koster 1.995 kr. Skriv til a@b.example."
SAME = "The test costs DKK 1,995. Write to a@b.example."
TOLD_ELSEWHERE = {"halves", "citation_precision", "citation_recall", "ranking", "first_sentence", "whole_answer"}


def judge(name: str) -> Callable[[Case, Record], Mark | None]:
    found: Callable[[Case, Record], Mark | None] = importlib.import_module(f"evals.scorers.{name}").judge
    return found


def test_every_scorer_is_told_of_here() -> None:
    assert {each.name for each in pkgutil.iter_modules(scorers.__path__)} == {t.name for t in TOLD} | TOLD_ELSEWHERE


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.name)
def test_a_right_case_has_full_marks(told: Told) -> None:
    mark = judge(told.name)(told.case, told.right)
    assert mark is not None
    assert mark.value == 1


@pytest.mark.parametrize("told", [told for told in TOLD if told.name != "precision"], ids=lambda told: told.name)
def test_a_wrong_case_has_less_and_says_why(told: Told) -> None:
    mark = judge(told.name)(told.case, told.wrong)
    assert mark is not None
    assert mark.value < 1
    assert mark.why


@pytest.mark.parametrize("told", [told for told in TOLD if told.silent], ids=lambda told: told.name)
def test_a_case_it_says_nothing_of_has_no_mark(told: Told) -> None:
    assert told.silent is not None
    assert judge(told.name)(*told.silent) is None


def test_precision_counts_what_was_ours_and_turned_away() -> None:
    mark = judge("precision")(case(), record(outcome="refused"))
    assert mark is not None
    assert mark.value == 0
    assert judge("precision")(case(), record()) is None


def test_citation_precision_is_the_share_that_rests_on_the_gold() -> None:
    measured = citation_precision.measure(GOLD).judge
    astray = source(card_id="other")
    assert measured(PRICED, record(sources=(source(),))) == Mark(1.0)
    mark = measured(PRICED, record(sources=(source(), astray)))
    assert mark is not None
    assert (mark.value, "other" in mark.why) == (0.5, True)
    assert measured(case(), record(sources=(source(),))) is None


def test_citation_recall_asks_for_one_card_of_each_gold_place() -> None:
    measured = citation_recall.measure(GOLD).judge
    assert measured(PRICED, record(sources=(source(card_id="twin"),))) == Mark(1.0)
    mark = measured(PRICED, record(sources=(source(card_id="other"),)))
    assert mark is not None
    assert mark.value == 0
    assert measured(PRICED, record(outcome="refused")) is None


def test_two_halves_of_a_card_that_say_the_same_have_full_marks() -> None:
    assert judge("halves")(case(persona={"own": WHOLE, "other": SAME}), record()) == Mark(1.0)
    assert judge("halves")(case(), record()) is None


@pytest.mark.parametrize(
    ("own", "why"),
    [
        ("", "much shorter"),
        (WHOLE.replace("1.995", "2.995"), "lacks 1995"),
        (WHOLE.replace("a@b", "c@d"), "lacks a@b.example"),
        (" ".join(sorted(WHOLE.split())), "no sentence"),
        ("You can write to the region, and it is 1995: a@b.example.", "another language"),
    ],
)
def test_a_half_that_is_broken_has_less_and_says_how(own: str, why: str) -> None:
    mark = judge("halves")(case(persona={"own": own, "other": SAME}), record())
    assert mark is not None
    assert mark.value < 1
    assert why in mark.why


def test_ranking_by_hand() -> None:
    asked = case(group=ranking.OWN, persona={"right": "b"})
    found = record(turns=(turn(retrieved=(("a", 2.0), ("b", 1.0))),))
    ndcg, success, reciprocal = (each.judge(asked, found) for each in ranking.measures(ranking.OWN, "ours"))
    assert ndcg is not None
    assert success is not None
    assert reciprocal is not None
    assert ndcg.value == pytest.approx(0.6309, abs=1e-4)  # 1 / log2(3)
    assert (success.value, reciprocal.value) == (1.0, 0.5)
    nothing = ranking.measures(ranking.OWN, "ours")[0].judge(asked, record())
    assert nothing is not None
    assert nothing.value == 0


def test_ranking_judges_its_own_scope_alone() -> None:
    foreign = case(group="another", persona={"right": "b"})
    assert all(each.judge(foreign, record()) is None for each in ranking.measures(ranking.OWN, "ours"))


def test_seconds_are_the_slowest_turns() -> None:
    played = record(turns=(turn(first_sentence=0.1, whole=0.2), turn(first_sentence=0.3, whole=0.5)))
    assert judge("first_sentence")(case(), played) == Mark(0.3)
    assert judge("whole_answer")(case(), played) == Mark(0.5)
