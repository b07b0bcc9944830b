"""A leaning makes a message a boundary, and a sign opens the way; strength makes it knowledge; else it is nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import OUTCOMES, Ground, Scope, ScopeRules, settle_scope, shows_sign
from bot.answering.scope import evidence, strength
from bot.domain import Boundary, Found, Outcome, ScoredPassage
from tests.answering.samples import hit, passage

RULES = ScopeRules()
KNOWN = hit(passage("Puljen er åben.", key="pool"), score=5, similarity=0.9, coverage=0.3)
WEAK = hit(passage("Puljen er åben.", key="weak"), score=3, similarity=0.86)


def boundary(kind: Boundary, *signs: str, score: float = 4, key: str = "b") -> ScoredPassage:
    return hit(passage("Det gør vi ikke.", key=key, boundary=kind, signs=signs), score=score)


def settle(
    text: str,
    *boundaries: ScoredPassage,
    known: tuple[ScoredPassage, ...] = (KNOWN,),
    leaning: float = 0.0,
    is_a_wish: bool = False,
    only_signs: bool = False,
) -> Scope:
    """`leaning` is how much the question leans to each of the boundaries found, and away from knowledge."""
    leans = {None: 1 - leaning, **{each.passage.boundary: leaning for each in boundaries}}
    found = Found(knowledge=known, boundaries=boundaries, leans=leans)
    return settle_scope(text, found, RULES, is_a_wish=is_a_wish, only_signs=only_signs)


def test_every_boundary_has_an_outcome_and_only_emergencies_are_emergencies() -> None:
    assert set(OUTCOMES) == set(Boundary)
    assert [kind for kind, outcome in OUTCOMES.items() if outcome is Outcome.EMERGENCY] == [Boundary.EMERGENCY]


def test_strong_knowledge_is_answered_from_all_that_was_found() -> None:
    scope = settle("Hvad er puljen?", known=(KNOWN, WEAK))
    assert (scope.ground, scope.hits, scope.boundary) == (Ground.KNOWLEDGE, (KNOWN, WEAK), None)


@pytest.mark.parametrize("known", [(), (WEAK,)])
def test_nothing_or_too_little_found_is_nothing(known: tuple[ScoredPassage, ...]) -> None:
    assert settle("Hvad er vejret?", known=known) == Scope(ground=Ground.NOTHING)


def test_a_close_meaning_lifts_a_modest_score() -> None:
    close = hit(passage("Puljen er åben."), score=3, similarity=0.9)
    assert settle("Hvad er puljen?", known=(close,)).ground is Ground.KNOWLEDGE


@pytest.mark.parametrize(
    ("text", "sign"), [("Kan I garantere en test?", "garantere*"), ("Can you guarantee a test?", "guarantee*")]
)
def test_a_sign_opens_the_way_to_a_boundary_that_is_not_near_and_decides_nothing(text: str, sign: str) -> None:
    promise = boundary(Boundary.PROMISE, sign, score=0.5)
    scope = settle(text, promise, leaning=0.55)
    assert (scope.ground, scope.hits, scope.boundary) == (Ground.BOUNDARY, (promise,), Boundary.PROMISE)
    assert settle(text, boundary(Boundary.PROMISE, score=0.5), leaning=0.55).ground is Ground.KNOWLEDGE
    assert settle(text, promise, leaning=0.2).ground is Ground.KNOWLEDGE


def test_a_boundary_needs_the_question_to_lean_its_way() -> None:
    near = boundary(Boundary.PROMISE, score=5)
    assert settle("Lover I os noget?", near, leaning=0.3).ground is Ground.KNOWLEDGE
    assert settle("Do you promise us?", near, leaning=0.9).ground is Ground.BOUNDARY


@given(coverage=st.floats(0, 1), leaning=st.floats(0, 1))
def test_the_better_a_card_fits_the_less_speaks_for_a_boundary(coverage: float, leaning: float) -> None:
    def odds(coverage: float) -> float:
        near = boundary(Boundary.PROMISE)
        leans = {None: 1 - leaning, Boundary.PROMISE: leaning}
        known = hit(passage("Puljen er åben."), score=5, coverage=coverage)
        return evidence(near, Found(knowledge=(known,), boundaries=(near,), leans=leans), RULES)

    assert odds(coverage + 0.1) < odds(coverage)


def test_what_is_asked_of_indgang_itself_is_met_where_it_leans_there_most() -> None:
    own = boundary(Boundary.IMPERSONAL)
    for leans, ground in (
        ({None: 0.3, Boundary.IMPERSONAL: 0.6}, Ground.BOUNDARY),
        ({None: 0.6, Boundary.IMPERSONAL: 0.3}, Ground.KNOWLEDGE),
        ({None: 0.3, Boundary.IMPERSONAL: 0.5, Boundary.PROMISE: 0.6}, Ground.KNOWLEDGE),
    ):
        found = Found(knowledge=(KNOWN,), boundaries=(own,), leans=leans)
        assert settle_scope("Er du et menneske?", found, RULES, is_a_wish=False).ground is ground


def test_what_indgang_says_of_itself_answers_where_nothing_is_known_and_it_fits() -> None:
    def ground(*, similarity: float = 0.9, known: bool = False, only_signs: bool = False) -> Ground:
        own, away = boundary(Boundary.IMPERSONAL), boundary(Boundary.PROMISE)
        own = replace(own, similarity=similarity)
        leans = {None: 0.6, Boundary.IMPERSONAL: 0.2}
        found = Found(knowledge=(KNOWN,) if known else (), boundaries=(away, own), leans=leans)
        scope = settle_scope("Status?", found, RULES, is_a_wish=False, only_signs=only_signs)
        assert scope.ground is not Ground.BOUNDARY or scope.boundary is Boundary.IMPERSONAL
        return scope.ground

    assert ground() is Ground.BOUNDARY
    assert ground(similarity=0.8) is Ground.NOTHING
    assert ground(only_signs=True) is Ground.NOTHING
    assert ground(known=True) is Ground.KNOWLEDGE


def test_without_a_leaning_nothing_is_at_a_boundary() -> None:
    found = Found(knowledge=(KNOWN,), boundaries=(boundary(Boundary.PROMISE, "love"),))
    assert settle_scope("Kan I love det?", found, RULES, is_a_wish=False).ground is Ground.KNOWLEDGE


def test_the_kind_the_question_leans_to_speaks_before_one_that_scores_a_little_better() -> None:
    gossip, tender = boundary(Boundary.POLITICS, score=5, key="a"), boundary(Boundary.BID_ADVANTAGE, score=6, key="b")
    found = Found(boundaries=(tender, gossip), leans={Boundary.POLITICS: 0.7, Boundary.BID_ADVANTAGE: 0.1})
    assert settle_scope("Hvem bestemmer?", found, RULES, is_a_wish=False).boundary is Boundary.POLITICS


def test_a_boundary_holds_where_nothing_is_known() -> None:
    assert settle("Bitcoin?", boundary(Boundary.OFF_TOPIC), known=(), leaning=0.8).ground is Ground.BOUNDARY


@pytest.mark.parametrize("text", ["Vi vil teste vores robot", "We want to test our robot"])
def test_a_companys_own_wish_is_seldom_a_boundary(text: str) -> None:
    near = boundary(Boundary.OTHER_COUNTRY, score=5)
    assert settle(text, near, leaning=0.5).ground is Ground.BOUNDARY
    assert settle(text, near, leaning=0.5, is_a_wish=True).ground is Ground.KNOWLEDGE


def test_an_answer_to_our_own_question_is_a_boundary_only_by_a_plain_sign() -> None:
    near = boundary(Boundary.OFF_TOPIC, "bitcoin*", score=6)
    assert settle("Tyskland", near, leaning=1.0, only_signs=True).ground is Ground.KNOWLEDGE
    assert settle("Bitcoins", near, leaning=1.0, only_signs=True).ground is Ground.BOUNDARY


def test_where_the_sources_may_say_they_do_not_say_a_boundary_needs_more() -> None:
    leaning = next(
        step / 100
        for step in range(100)
        if settle("Hvad?", boundary(Boundary.PROMISE), leaning=step / 100).ground is Ground.BOUNDARY
    )
    for kind in (Boundary.SPECULATION, Boundary.POLITICS):
        assert settle("Hvad?", boundary(kind), leaning=leaning).ground is Ground.KNOWLEDGE
        assert settle("Hvad?", boundary(kind), leaning=leaning + 0.2).ground is Ground.BOUNDARY


@pytest.mark.parametrize(
    ("text", "leaning", "ground"),
    [
        ("Min far har hjertestop", 0.4, Ground.BOUNDARY),
        ("My father has hjertestop now", 0.4, Ground.BOUNDARY),
        ("Vores app opdager hjertestop", 0.1, Ground.KNOWLEDGE),
        ("Our app detects hjertestop", 0.1, Ground.KNOWLEDGE),
        ("Han svarer ikke", 0.55, Ground.BOUNDARY),
        ("He does not answer", 0.45, Ground.KNOWLEDGE),
    ],
)
def test_danger_is_met_by_its_sign_unless_all_else_says_product_and_by_leaning_alone(
    text: str, leaning: float, ground: Ground
) -> None:
    danger = boundary(Boundary.EMERGENCY, "hjertestop", score=0.5)
    assert settle(text, danger, leaning=leaning, is_a_wish=True).ground is ground


def test_an_answer_to_our_own_question_is_danger_only_by_its_sign() -> None:
    danger = boundary(Boundary.EMERGENCY, "hjertestop")
    assert settle("Han svarer ikke", danger, leaning=0.9, only_signs=True).ground is Ground.KNOWLEDGE
    assert settle("Han har hjertestop", danger, leaning=0.9, only_signs=True).ground is Ground.BOUNDARY


def test_the_likeliest_of_several_boundaries_speaks() -> None:
    far, near = boundary(Boundary.OFF_TOPIC, score=4, key="far"), boundary(Boundary.BID_ADVANTAGE, score=6, key="near")
    assert settle("Kan I hjælpe os med at vinde?", far, near, leaning=0.8).hits == (near,)


def test_a_boundary_is_held_to_what_knowledge_is_unless_the_question_clearly_leans_to_it() -> None:
    faint = replace(boundary(Boundary.PROMISE, score=3.5), similarity=RULES.usual_similarity)
    assert strength(faint, RULES) < RULES.least_strength
    assert settle("Hvor parkerer vi?", faint, known=(), leaning=0.55).ground is Ground.NOTHING
    assert settle("Hvor parkerer vi?", faint, known=(), leaning=0.65).ground is Ground.BOUNDARY
    near = replace(faint, similarity=0.9)
    assert settle("Hvor parkerer vi?", near, known=(), leaning=0.55).ground is Ground.BOUNDARY


def test_a_boundary_found_near_is_none_where_the_question_leans_to_knowledge_far_more() -> None:
    near = boundary(Boundary.PROMISE, "film", score=8)
    leans = {None: 0.55, Boundary.PROMISE: 0.25}
    for text, ground in (("Må vi optage video?", Ground.NOTHING), ("Må vi lave en film?", Ground.BOUNDARY)):
        found = Found(boundaries=(near,), leans=leans)
        assert settle_scope(text, found, RULES, is_a_wish=False).ground is ground


def test_what_is_far_from_everything_is_at_no_boundary() -> None:
    far = boundary(Boundary.PROMISE, score=RULES.least_score - 0.1)
    assert settle("Hvad med månen?", far, known=(), leaning=0.55).ground is Ground.NOTHING


@pytest.mark.parametrize(
    ("sign", "text", "shows"),
    [
        ("garanter*", "Kan I GARANTERE det?", True),
        ("garanter*", "en ugaranteret test", False),
        ("garanter* * test", "Garanter os nu en hurtig test", True),
        ("garanter* * test", "Garanter test", True),
        ("garanter* * test", "Garanter os nu en meget hurtig test", False),
        ("guarantee * test", "We guarantee you a test.", True),
        ("c++", "Is it C++?", True),
        ("chest pain", "chest, pain", True),
        ("chest pain", "chestpain", False),
        ("chest pain", "chest pains", False),
    ],
)
def test_a_sign_is_words_in_order_with_a_star_for_the_rest(sign: str, text: str, *, shows: bool) -> None:
    assert shows_sign(text, ("noget andet", sign)) is shows


def test_no_signs_show_nothing() -> None:
    assert not shows_sign("hvad som helst", ())


@pytest.mark.parametrize(
    ("ahead", "suspected", "ground"),
    [
        (-0.1, None, Ground.KNOWLEDGE),
        (-0.1, Boundary.PROMISE, Ground.BOUNDARY),
        (-0.1, Boundary.POLITICS, Ground.KNOWLEDGE),
        (-1.5, Boundary.PROMISE, Ground.KNOWLEDGE),
        (0.1, Boundary.POLITICS, Ground.BOUNDARY),
    ],
)
def test_a_models_suspicion_tips_the_scales_only_in_doubt(
    ahead: float, suspected: Boundary | None, ground: Ground
) -> None:
    """`ahead` is by how much the odds are above doubt without it."""
    near = boundary(Boundary.PROMISE)
    found = Found(
        knowledge=(hit(passage("x"), score=7.0),), boundaries=(near,), leans={None: 0.5, Boundary.PROMISE: 0.4}
    )
    rules = replace(RULES, prior=RULES.prior + RULES.in_doubt + ahead - evidence(near, found, RULES))
    assert settle_scope("Hvad så?", found, rules, is_a_wish=False, suspected=suspected).ground is ground
