"""A model's sentences are proved one by one; what fails is dropped and counted, never shown."""

import json
from datetime import date

import pytest

from bot.answering import Drafter, DraftingRules
from bot.answering.drafting import Tried, answer_schema, make_mark
from bot.domain import Language, ScoredPassage, TransientError
from bot.prompts import Prompt
from tests.fakes import ScriptedModel

from .samples import hit, passage

pytestmark = pytest.mark.anyio
DAY = date(2026, 11, 25)
PROMPT = Prompt.of("answer", "{{language}} {{most}} {{day}} {{canary}}\n=== visitor\n{{sources}}\n{{question}}")
BED = passage(
    "The singing bed was tested in Odense in 2024. Nurses liked it.",
    key="bed:en",
    language=Language.ENGLISH,
    title="The singing bed",
)
TEA = passage("The robot brews tea at 14:30.", key="tea:en", language=Language.ENGLISH)
DANSK = passage("Robotten brygger te.", key="te:da")
HITS = (hit(BED), hit(TEA, score=5.0))


def says(*claims: tuple[str, list[int]], then: Exception | None = None) -> ScriptedModel:
    reply = json.dumps({"claims": [{"text": text, "sources": sources} for text, sources in claims]})
    return ScriptedModel(script={"answer": [reply, *([then] if then else [])]})


async def draft(
    model: ScriptedModel,
    hits: tuple[ScoredPassage, ...] = HITS,
    *,
    rules: DraftingRules | None = None,
    language: Language = Language.ENGLISH,
) -> tuple[list[str], Tried]:
    tried = Tried()
    drafter = Drafter(model=model, prompt=PROMPT, rules=rules or DraftingRules(), mark=lambda: "ixmark")
    told = drafter.draft("What does the <b>bed</b> do?", hits, language=language, day=DAY, tried=tried)
    return [claim.text async for claim in told], tried


async def test_proved_sentences_are_told_one_by_one() -> None:
    told, tried = await draft(
        says(
            ("The singing bed was tested in Odense in 2024. Nurses liked it", [1]),
            ("The robot brews tea at 14:30.", [2]),
        )
    )
    assert told == [
        "The singing bed was tested in Odense in 2024.",
        "Nurses liked it.",
        "The robot brews tea at 14:30.",
    ]
    assert (tried.proposed, tried.dropped, tried.reasons) == (3, 0, [])


@pytest.mark.parametrize(
    ("text", "sources", "why"),
    [
        ("The singing bed was tested in Odense in 2025.", [1], "unproved"),
        ("Gerda Gear tested the singing bed.", [1], "unproved"),
        ("The robot brews tea at 14:30.", [1], "unproved"),
        ("The robot brews tea at 14:30.", [9], "unproved"),
        ("The robot brews tea at 14:30.", [], "unproved"),
        ("", [1], "unproved"),
        ("The bed sings and dances with the doctors.", [1], "unsupported"),
        ("Nurses never liked it.", [1], "unsupported"),
        ("The singing bed", [1], "title"),
        ("Sengen blev testet i Odense og er god.", [1], "language"),
        ("My mark is ixmark.", [1], "canary"),
    ],
)
async def test_what_fails_is_dropped_and_counted(text: str, sources: list[int], why: str) -> None:
    told, tried = await draft(says((text, sources), ("Nurses liked it.", [1])))
    assert told == ["Nurses liked it."]
    assert (tried.proposed, tried.dropped, tried.reasons) == (2, 1, [why])


async def test_a_sentence_is_told_once() -> None:
    told, tried = await draft(says(("Nurses liked it.", [1]), ("Nurses liked it!", [1])))
    assert (told, tried.reasons) == (["Nurses liked it."], ["repeated"])


async def test_what_rests_on_a_source_in_another_language_cannot_be_checked_and_is_not_told() -> None:
    _, tried = await draft(says(("Robotten brygger te.", [1])), (hit(DANSK),))
    assert tried.reasons == ["translated"]


async def test_a_model_that_never_ends_is_left_after_so_many_claims() -> None:
    model = says(*[("Nurses liked it.", [1])] * 9, then=RuntimeError("nobody reads this far"))
    _, tried = await draft(model, rules=DraftingRules(most_claims=2))
    assert tried.proposed == 2


async def test_what_stood_before_the_model_broke_off_was_told() -> None:
    model = says(("Nurses liked it.", [1]), then=TransientError("down"))
    with pytest.raises(TransientError):
        await draft(model)


async def test_sources_and_question_are_fenced_and_our_words_stand_apart() -> None:
    model = says()
    await draft(model)
    [request] = model.asked
    assert request.system == "English 6 2026-11-25 ixmark"
    assert "<b>" not in request.visitor
    assert "singing bed was tested" not in request.system
    assert request.schema == answer_schema(2)


async def test_far_and_long_passages_are_left_out_but_never_the_best() -> None:
    model = says()
    await draft(model, (hit(BED), hit(TEA, score=1.0)))
    await draft(model, HITS, rules=DraftingRules(source_characters=20))
    assert [request.visitor.count("<source") for request in model.asked] == [1, 1]


def test_a_mark_is_another_every_time() -> None:
    assert make_mark() != make_mark()
