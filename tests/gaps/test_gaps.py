"""Questions are gathered by meaning alone, and a draft gives nobody away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import ConversationId, Language, SeenAs, Sighting
from bot.gaps import Foreseen, KnowledgeGap, Ruler, clusters_of, draft_card, gather, masked, together

MORNING = datetime(2026, 9, 1, 9, tzinfo=UTC)
DA, EN = Language.DANISH, Language.ENGLISH
# Two meanings along two axes; the third axis is what all questions of a language share.
FREEZER, PARKING = (1.0, 0.0), (0.0, 1.0)
SPOKEN = {DA: 2.0, EN: -2.0}


def vector(meaning: tuple[float, float], language: Language, *, lean: float = 0.0) -> list[float]:
    raw = np.array([meaning[0] + lean, meaning[1] - lean, SPOKEN[language]])
    return list(map(float, raw / np.linalg.norm(raw)))


def seen(number: int, language: Language, *, question: str = "", asker: int | None = None) -> Sighting:
    return Sighting(
        seen_as=SeenAs.REFUSED,
        id=f"g{number}",
        conversation_id=ConversationId(f"c{number if asker is None else asker}"),
        question=question or f"question {number}",
        language=language,
        at=MORNING + timedelta(minutes=number),
    )


def ruler() -> Ruler:
    meanings = {"freezer-card": FREEZER, "parking-card": PARKING}
    return Ruler.of(
        [
            Foreseen(card, language, vector(meaning, language, lean=lean))
            for card, meaning in meanings.items()
            for language in Language
            for lean in (0.0, 0.1)
        ]
    )


def found(count: int = 8) -> list[KnowledgeGap]:
    sightings = [seen(number, list(Language)[number // 2 % 2]) for number in range(count)]
    vectors = [
        vector((FREEZER, PARKING)[number % 2], sighting.language, lean=number / 100)
        for number, sighting in enumerate(sightings)
    ]
    return gather(sightings, vectors, ruler=ruler())


def test_the_same_meaning_in_two_languages_is_one_gap() -> None:
    gaps = found()
    assert sorted(len(gap.sightings) for gap in gaps) == [4, 4]
    assert all(set(gap.languages) == {DA, EN} for gap in gaps)
    assert {gap.nearest[0] for gap in gaps} == {"freezer-card", "parking-card"}


def test_without_taking_the_language_out_it_would_be_taken_for_the_meaning() -> None:
    vectors = np.array([vector(meaning, language) for language in Language for meaning in (FREEZER, PARKING)])
    assert clusters_of(vectors.astype(np.float32), threshold=0.5) == [[0, 1], [2, 3]]


def test_a_gap_keeps_its_name_while_it_grows() -> None:
    before, after = found(4), found(8)
    assert {gap.id for gap in before} == {gap.id for gap in after}


def test_nobody_is_counted_twice_for_asking_twice() -> None:
    sightings = [seen(0, DA, asker=1), seen(1, DA, asker=1), replace(seen(2, DA), conversation_id=None)]
    [gap] = gather(sightings, [vector(FREEZER, DA)] * 3, ruler=ruler())
    assert gap.conversations == 2
    assert gap.seen_as == {SeenAs.REFUSED: 3}


def test_nothing_seen_is_no_gap() -> None:
    assert gather([], [], ruler=Ruler.of([])) == []
    assert clusters_of(np.zeros((0, 3), np.float32), threshold=0.2) == []


@given(st.permutations(range(8)))
def test_the_order_in_which_they_came_changes_nothing(order: list[int]) -> None:
    sightings = [seen(number, DA) for number in range(8)]
    vectors = [vector((FREEZER, PARKING)[number % 2], DA, lean=number / 100) for number in range(8)]
    plain = gather(sightings, vectors, ruler=ruler())
    moved = gather([sightings[place] for place in order], [vectors[place] for place in order], ruler=ruler())
    assert [(gap.id, set(gap.sightings)) for gap in moved] == [(gap.id, set(gap.sightings)) for gap in plain]


def test_the_threshold_is_measured_where_enough_questions_are_foreseen() -> None:
    rng = np.random.default_rng(3)
    foreseen = [
        Foreseen(f"card-{number % 40}", DA, list(map(float, row / np.linalg.norm(row))))
        for number, row in enumerate(rng.normal(size=(200, 16)))
    ]
    measured = Ruler.of(foreseen)
    rows = measured.foreseen
    apart = [
        float(rows[one] @ rows[other])
        for one in range(200)
        for other in range(one)
        if measured.cards[one] != measured.cards[other]
    ]
    assert sum(each > measured.threshold for each in apart) / len(apart) == pytest.approx(0.04, abs=0.002)


def test_directions_in_which_questions_of_one_card_differ_count_less() -> None:
    """Forty cards with a direction each, and one loud direction that every card's questions wander along."""
    rng = np.random.default_rng(4)

    def spoken(card: int) -> list[float]:
        row = np.zeros(41)
        row[card], row[40] = 1, rng.choice([-2.0, 2.0])
        return list(map(float, row / np.linalg.norm(row)))

    ruler = Ruler.of([Foreseen(f"card-{number % 40}", DA, spoken(number % 40)) for number in range(400)])
    rows = ruler.measured([spoken(number // 5) for number in range(25)], [DA] * 25)
    assert clusters_of(rows, threshold=ruler.threshold) == [list(range(5 * card, 5 * card + 5)) for card in range(5)]
    plain = np.array([spoken(number // 5) for number in range(25)], np.float32)
    assert len(clusters_of(plain, threshold=0.5)) == 2, "by plain likeness the loud direction is all there is"


def test_cards_of_one_question_each_weigh_every_direction_alike() -> None:
    rng = np.random.default_rng(5)
    rows = [list(map(float, row / np.linalg.norm(row))) for row in rng.normal(size=(120, 8))]
    ruler = Ruler.of([Foreseen(f"card-{number}", DA, row) for number, row in enumerate(rows)])
    plain = np.array(rows, np.float32) - np.array(rows, np.float32).mean(axis=0)
    expected = plain / np.linalg.norm(plain, axis=1, keepdims=True)
    assert ruler.foreseen == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    "question",
    [
        "Skriv til ann@robot.example om fryseren",
        "Ring +45 12 34 56 78 om fryseren",
        "Ring 12345678 om fryseren",
        "Patient 010180-1234 og fryseren",
        "Se https://robot.example/fryser om fryseren",
        "Vi i Robot\nGear ApS har en fryseren",
        "Vi i robot gear aps har en fryseren",
    ],
)
def test_what_points_at_someone_is_left_out_of_a_question(question: str) -> None:
    shown = masked(" ".join(question.split()), hidden=["Robot Gear ApS", ""])
    assert shown.endswith("fryseren")
    assert not {"ann@robot.example", "12", "010180-1234", "robot.example", "Gear", "gear"} & set(
        shown.replace("/", " ").split()
    )


def test_figures_of_the_matter_stay() -> None:
    assert masked("Har I en -80 °C fryser til 1.995.000 kr.?") == "Har I en -80 °C fryser til 1.995.000 kr.?"


def test_a_draft_holds_the_questions_only_where_enough_asked() -> None:
    gap = found()[0]
    assert gap.conversations == 4
    assert f'"{gap.questions[DA][0]}"' in draft_card([gap], smallest=4)
    few = draft_card([gap], smallest=5)
    assert "question" not in few.partition("asks:")[2]
    assert "fewer than 5" in few


def test_of_several_gaps_a_draft_shows_those_enough_asked() -> None:
    one, other = found()
    few = replace(other, sightings=other.sightings[:1], questions={DA: ("hidden?",), EN: ()})
    text = draft_card([few, one], smallest=4)
    assert f'gap: "{few.id}, {one.id}"' in text
    assert "# Asked in 5 conversations." in text
    assert f'"{one.questions[DA][0]}"' in text
    assert "hidden" not in text


def test_several_gaps_together_tell_of_each_in_its_turn() -> None:
    one, other = found()
    both = together([one, replace(other, questions={DA: ("Æ?", one.questions[DA][0]), EN: ()})])
    assert both.questions[DA][:3] == (one.questions[DA][0], "Æ?", one.questions[DA][1])
    assert both.questions[EN] == one.questions[EN]
    assert both.conversations == 8
    assert set(both.nearest) == {"freezer-card", "parking-card"}


def test_a_draft_pairs_languages_and_holds_proved_sentences_where_there_are_any() -> None:
    gap = replace(found()[0], questions={DA: ("Æ?", "Ø?"), EN: ('"Why"?',)})
    text = draft_card([gap], smallest=1, texts={DA: "Fryseren er kold.", EN: "The freezer is cold."})
    assert r'{da: "Æ?", en: "\"Why\"?"}' in text
    assert '{da: "Ø?", en: ""}' in text
    assert "Fryseren er kold." in text.partition("## da:")[2].partition("## en:")[0]
    assert "The freezer is cold." in text.partition("## en:")[2]
