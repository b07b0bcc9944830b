"""A turn is answered in a model's words where they hold and come in time, else by quoting."""

import asyncio
import json
import logging
from dataclasses import replace
from datetime import date

import pytest

from bot.answering import Answerer, Drafter, Fallback, ModelAnswerer, TurnLimit
from bot.domain import Answer, Language, PassageAsk, PermanentError, Refusal, ScoredPassage, TransientError, Verdict
from tests.fakes import ScriptedModel

from .samples import hit, passage
from .test_drafting import PROMPT

pytestmark = pytest.mark.anyio
DAY = date(2026, 11, 25)
BED = passage("The singing bed was tested in Odense in 2024. Nurses liked it.", key="bed:en", language=Language.ENGLISH)
HITS = (hit(BED),)
QUOTED = ["The singing bed was tested in Odense in 2024.", "Nurses liked it."]


def reply(*claims: tuple[str, list[int]]) -> str:
    return json.dumps({"claims": [{"text": text, "sources": sources} for text, sources in claims]})


def answerer(*said: str | Exception, pause: float = 0.0) -> ModelAnswerer:
    model = ScriptedModel(script={"answer": said}, pause=pause)
    return ModelAnswerer(quoting=Answerer(), drafter=Drafter(model=model, prompt=PROMPT))


async def ask(
    asked: ModelAnswerer,
    hits: tuple[ScoredPassage, ...] = HITS,
    *,
    seconds: float = 20.0,
    further: tuple[ScoredPassage, ...] = (),
    question: str = "Was the bed tested?",
) -> Answer:
    limit = TurnLimit(turn="c1/m1", until=asyncio.get_running_loop().time() + seconds)
    return await asked.answer(question, hits, language=Language.ENGLISH, day=DAY, limit=limit, further=further)


def texts(answer: Answer) -> list[str]:
    return [claim.text for claim in answer.claims]


async def test_a_draft_that_holds_is_the_answer_with_its_sources_numbered() -> None:
    told = reply(("In Odense the singing bed was tested in 2024.", [1]), ("Nurses liked the bed.", [1]))
    asked = answerer(told)
    answer = await ask(asked)
    assert texts(answer) == ["In Odense the singing bed was tested in 2024.", "Nurses liked the bed."]
    assert [claim.markers for claim in answer.claims] == [(1,), (1,)]
    assert [citation.passage_id for citation in answer.citations] == ["bed:en"]
    assert (asked.tally.turns, asked.tally.proposed, asked.tally.dropped) == (1, 2, 0)
    assert not asked.tally.fallbacks


async def test_what_the_editors_wrote_and_the_draft_leaves_out_is_quoted_after_it() -> None:
    answer = await ask(answerer(reply(("Nurses liked the bed.", [1]))))
    assert texts(answer) == ["Nurses liked the bed.", "The singing bed was tested in Odense in 2024."]


async def test_a_figure_the_draft_leaves_out_is_told_too() -> None:
    answer = await ask(answerer(reply(("The singing bed was tested in Odense.", [1]), ("Nurses liked it.", [1]))))
    assert QUOTED[0] in texts(answer)


async def test_no_more_is_told_than_a_visitor_reads() -> None:
    long = replace(BED, text=" ".join(f"Thing {number} is a singing bed." for number in range(2, 9)))
    asked = answerer(reply(("Thing 2 is a singing bed.", [1])))
    asked = replace(asked, rules=replace(asked.rules, most_claims=3))
    assert len(texts(await ask(asked, (hit(long),)))) == 3


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ((reply(("The bed was sold in 2031.", [1])),), Fallback.UNPROVED),
        (
            (reply(("A b c 1.", [1]), ("A b c 2.", [1]), ("A b c 3.", [1]), ("Nurses liked it.", [1])),),
            Fallback.UNPROVED,
        ),
        ((reply(),), Fallback.UNPROVED),
        (("Certainly!",), Fallback.DOWN),
        ((TransientError("down"),), Fallback.DOWN),
        ((PermanentError("no such model"),), Fallback.REFUSED),
    ],
)
async def test_too_little_or_nothing_is_answered_by_quoting_and_logged_without_words(
    said: tuple[str | Exception, ...], why: Fallback, caplog: pytest.LogCaptureFixture
) -> None:
    asked = answerer(*said)
    answer = await ask(asked)
    assert texts(answer) == QUOTED
    assert asked.tally.fallbacks == {why: 1}
    [record] = [record for record in caplog.records if record.message == "turn.quoted_instead"]
    assert (record.__dict__["turn"], record.__dict__["why"]) == ("c1/m1", str(why))
    assert "bed" not in str(vars(record))


async def test_a_slow_model_is_not_waited_for() -> None:
    asked = answerer(reply(("Nurses liked it.", [1])), pause=60)
    assert texts(await ask(asked, seconds=0.05)) == QUOTED
    assert asked.tally.fallbacks == {Fallback.LATE: 1}


async def test_what_was_proved_before_the_model_broke_off_is_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    asked = answerer(reply(("Nurses liked the bed.", [1])), TransientError("down"))
    assert texts(await ask(asked))[0] == "Nurses liked the bed."
    assert asked.tally.fallbacks == {Fallback.DOWN: 1}


async def test_where_nothing_was_found_no_model_is_asked() -> None:
    asked = answerer(reply(("Nurses liked it.", [1])))
    answer = await ask(asked, ())
    assert answer.refusal is Refusal.NOTHING_FOUND
    assert asked.tally.turns == 0


async def test_each_of_several_questions_gets_its_answer() -> None:
    tea = passage("The robot brews tea.", key="tea:en", language=Language.ENGLISH)
    answer = await ask(answerer(reply(("The robot brews tea.", [2]), ("Nurses liked it.", [1]))), further=(hit(tea),))
    assert [citation.passage_id for citation in answer.citations] == ["tea:en", "bed:en"]


async def test_the_editors_yes_stands_before_the_draft_and_cautions_after_it() -> None:
    wise = PassageAsk("Was the bed tested?", Verdict.YES)
    old = replace(BED, as_of="2024-03", valid_to=date(2025, 1, 1), text="The fee for a bed test is DKK 500.")
    new = replace(BED, id="new:en", card_id="new", as_of="2026-01", text="The fee for a bed test is DKK 700.")
    asked = answerer(reply(("The bed test fee is DKK 500.", [1])))
    answer = await ask(asked, (hit(old, ask=wise), hit(new)))
    assert answer.opening.startswith("Yes. The sources do not agree; this follows the newest, from 2026-01.")
    assert texts(answer) == ["The fee for a bed test is DKK 700."]


async def test_what_has_run_out_is_said_to() -> None:
    old = replace(BED, as_of="2024-03", valid_to=date(2025, 1, 1))
    answer = await ask(answerer(reply(("Nurses liked it.", [1]))), (hit(old),))
    assert "2024-03" in answer.opening


async def test_a_turn_whose_model_has_failed_before_is_counted() -> None:
    asked = answerer()
    asked.skip(Fallback.DOWN, turn="c1/m1")
    assert asked.tally.fallbacks == {Fallback.DOWN: 1}
