"""The knowledge loop as an editor goes through it, with an embedder that knows letters alone."""

import asyncio
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain import ConversationId, Gap, Language, Outcome, VisitorMessage
from bot.settings import Settings
from bot.storage import SqlConversationStore
from bot.wiring import open_database, open_house
from tests.fakes import FrozenClock
from tests.knowledge.folder import CARD, Folder
from tests.llm.embedding_server import EmbeddingServer, embedding_server
from tests.model_server import model_server
from tests.storage.samples import conversation

from .conftest import Indgang

AT = datetime(2026, 9, 1, 9, tzinfo=UTC)
THEMES = ("fryser freezer minus 80", "parkering parking varevogn van", "filme film video reklame")
TODAY = ("--today", "2026-11-01")


@pytest.fixture
def letters(indgang: Indgang, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddingServer]:
    """Every command embeds through a server on this machine."""
    del indgang
    with embedding_server() as server:
        monkeypatch.setenv("INDGANG_EMBEDDING__PROVIDER", "openai")
        monkeypatch.setenv("INDGANG_EMBEDDING__URL", server.url)
        monkeypatch.setenv("INDGANG_EMBEDDING__MODEL", "letters")
        yield server


@pytest.fixture(autouse=True)
def foreseen(folder: Folder) -> None:
    """Enough foreseen questions to measure likeness on: made-up words, six of them to a card."""
    chance = random.Random(7)  # noqa: S311 - words, not secrets
    for number in range(12):
        rows = [f'  - {{da: "{made_up(chance)}", en: "{made_up(chance)}"}}' for _ in range(6)]
        card = CARD.replace("id: robot-lab", f"id: lab-{number}")
        card = re.sub(r"(?<=asks:\n)[\s\S]*?(?=---)", "\n".join(rows) + "\n", card)
        folder.write(f"cards/robots/lab-{number}.md", card)


def made_up(chance: random.Random) -> str:
    sounds = ("bdgkpt", "aeiouy", "lmnr", "aeiouy", "stv")
    return " ".join("".join(chance.choice(letters) for letters in sounds) for _ in range(4))


@pytest.fixture
def asked(settings: Settings) -> None:
    async def keep() -> None:
        async with open_database(settings) as database:
            store = SqlConversationStore(database=database, clock=FrozenClock())
            for number in range(30):
                id_ = ConversationId(f"c{number}")
                question = f"{THEMES[number % 3]} {'ann@robot.example' if number < 3 else number // 3}?"
                language = list(Language)[number % 2]
                gap = Gap(
                    id="g", conversation_id=id_, question=question, language=language, reason="nothing_found", at=AT
                )
                await store.create(replace(conversation(), id=id_, handoffs=(), consents=()))
                await store.save(await store.get(id_), gaps=[gap])

    asyncio.run(keep())


def gaps_of(output: str) -> list[str]:
    return re.findall(r"^ ?([0-9a-f]{8}) ", output, re.MULTILINE)


def completed(draft: Path, *, source: str = "sources:\n  - {source: minutes}") -> None:
    text = draft.read_text(encoding="utf-8")
    body = "Robotlaboratoriet har en fryser på minus 80 grader."
    english = "Robotlaboratoriet (the robot lab) has a freezer at minus 80 degrees."
    for pattern, new in (
        (r"^id: .*$", "id: robot-freezer"),
        (r"^topic: .*$", "topic: robots"),
        (r"^as_of: .*$", "as_of: 2026-05-01"),
        (r"^reviewed: .*$", "reviewed: 2026-10-01"),
        (r"^sources: .*$", source),
        (r"^## da: [\s\S]*\Z", f"## da: Fryseren\n{body}\n\n## en: The freezer\n{english}\n"),
    ):
        text = re.sub(pattern, new, text, count=1, flags=re.MULTILINE)
    draft.write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("letters")
def test_without_questions_there_is_no_gap(indgang: Indgang) -> None:
    assert indgang("gaps").output.startswith("0 gaps")


@pytest.mark.usefixtures("letters", "asked")
def test_three_themes_are_three_gaps_and_addresses_are_left_out(indgang: Indgang) -> None:
    shown = indgang("gaps")
    assert shown.exit_code == 0, shown.output
    assert len(gaps_of(shown.output)) == 3
    assert "5 da, 5 en" in shown.output
    assert "10 refused" in shown.output
    assert "ann@robot.example" not in shown.output
    assert indgang("gaps", "list", "--least", "11").output.strip().startswith("0 gaps")


@pytest.mark.usefixtures("letters", "asked")
def test_what_one_conversation_asked_stands_apart_and_can_be_drafted(
    indgang: Indgang, settings: Settings, tmp_path: Path
) -> None:
    async def keep() -> None:
        async with open_database(settings) as database:
            store = SqlConversationStore(database=database, clock=FrozenClock())
            id_ = ConversationId("lone")
            await store.create(replace(conversation(), id=id_, handoffs=(), consents=()))
            gaps = [
                Gap(
                    id=f"l{number}",
                    conversation_id=id_,
                    question=f"sygeplejerske uniform vask{mark}",
                    language=Language.DANISH,
                    reason="nothing_found",
                    at=AT,
                )
                for number, mark in enumerate("?!")
            ]
            await store.save(await store.get(id_), gaps=gaps)

    asyncio.run(keep())
    shown = indgang("gaps").output
    assert "3 gaps, and 1 asked by one conversation each" in shown
    *shared, alone = gaps_of(shown)
    assert len(shared) == 3
    assert "uniform" in shown[shown.index(alone) :]
    assert "uniform" not in indgang("gaps", "list", "--least", "2").output
    assert indgang("gaps", "draft", alone, "--to", str(tmp_path / "lone.md")).exit_code == 0


@pytest.mark.slow
@pytest.mark.usefixtures("letters", "asked")
def test_a_gap_becomes_a_card_and_is_answered_next_time(indgang: Indgang, folder: Folder, tmp_path: Path) -> None:
    name = next(line.split()[0] for line in indgang("gaps").output.splitlines() if "fryser" in line)
    draft = tmp_path / "draft.md"
    assert indgang("gaps", "draft", name, "--to", str(draft)).exit_code == 0
    untouched = indgang("gaps", "approve", str(draft), *TODAY)
    assert untouched.exit_code == 1
    assert "its topic is ''" in untouched.output

    completed(draft, source="sources: []")
    unsourced = indgang("gaps", "approve", str(draft), *TODAY)
    assert unsourced.exit_code == 1
    assert "names no source → add under sources" in unsourced.output
    assert not (folder.path / "cards/robots/robot-freezer.md").exists()

    draft.write_text(draft.read_text(encoding="utf-8").replace("sources: []", "sources:\n  - {source: minutes}"))
    filed = indgang("gaps", "approve", str(draft), *TODAY)
    assert filed.exit_code == 0, filed.output
    assert f"gap {name} closed, with 10 questions" in filed.output
    assert "draft" not in (folder.path / "cards/robots/robot-freezer.md").read_text(encoding="utf-8")
    assert indgang("check", *TODAY).exit_code == 0
    assert len(gaps_of(indgang("gaps").output)) == 2
    again = indgang("gaps", "approve", str(draft), *TODAY)
    assert again.exit_code == 1
    assert "there is such a card already" in again.output

    assert indgang("index").exit_code == 0
    assert asyncio.run(answer("fryser freezer minus 80 5?")) == (Outcome.ANSWERED, {"robot-freezer:da"})


@pytest.mark.usefixtures("letters", "asked")
def test_two_gaps_become_one_card_and_are_closed_by_it(indgang: Indgang, tmp_path: Path) -> None:
    [one, other, third], draft = gaps_of(indgang("gaps").output), tmp_path / "draft.md"
    unknown = indgang("gaps", "draft", one, "00000000", "--to", str(draft))
    assert "there is no open gap 00000000;" in str(unknown.exception)
    assert indgang("gaps", "draft", one, other, one, "--to", str(draft)).exit_code == 0
    assert "# Asked in 20 conversations." in draft.read_text(encoding="utf-8")
    completed(draft)
    filed = indgang("gaps", "approve", str(draft), *TODAY)
    assert filed.exit_code == 0, filed.output
    assert "closed, with 20 questions" in filed.output
    assert all(gap in filed.output for gap in (one, other))
    assert gaps_of(indgang("gaps").output) == [third]


async def answer(question: str) -> tuple[Outcome | None, set[str]]:
    async with open_house(Settings.from_environ(), progress=lambda done, total: None, clock=FrozenClock()) as house:
        opened = await house.engine.open(language=Language.DANISH)
        heard = VisitorMessage(id="m1", conversation_id=opened.id, text=question)
        reply = (await house.engine.hear_visitor(heard)).transcript[-1]
        return reply.outcome, {citation.passage_id for citation in reply.citations}


@pytest.mark.usefixtures("letters", "asked")
def test_a_draft_in_the_folder_is_named_as_one_and_nothing_written_twice(
    indgang: Indgang, folder: Folder, tmp_path: Path
) -> None:
    name, draft = gaps_of(indgang("gaps").output)[0], folder.path / "cards/robots/robot-freezer.md"
    assert indgang("gaps", "draft", name, "--to", str(draft)).exit_code == 0
    checked = indgang("check", *TODAY)
    assert checked.exit_code == 1
    assert "is still a draft → complete it" in checked.output
    assert "name another file" in str(indgang("gaps", "draft", name, "--to", str(draft)).exception)
    draft.unlink()
    missing = indgang("gaps", "draft", "00000000", "--to", str(tmp_path / "other.md"))
    assert "there is no open gap" in str(missing.exception)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no front matter", "start from `indgang gaps draft"),
        ("---\nid: ../evil\ntopic: robots\n---\n", "its id is '../evil'"),
        ("---\nid: [\n---\n", "mend the YAML"),
    ],
)
def test_what_is_no_card_is_not_filed(indgang: Indgang, tmp_path: Path, text: str, said: str) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(text, encoding="utf-8")
    refused = indgang("gaps", "approve", str(draft), *TODAY)
    assert refused.exit_code == 1
    assert said in refused.output
    assert "nothing was filed" in refused.output


@pytest.mark.usefixtures("letters", "asked")
def test_with_a_model_a_draft_holds_proved_sentences_and_still_no_source(
    indgang: Indgang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, draft = gaps_of(indgang("gaps").output)[0], tmp_path / "draft.md"
    with model_server() as server:
        monkeypatch.setenv("INDGANG_LLM__BASE_URL", server.url)
        monkeypatch.setenv("INDGANG_LLM__MODEL", "small")
        made = indgang("gaps", "draft", name, "--to", str(draft))
    assert made.exit_code == 0, made.output
    text = draft.read_text(encoding="utf-8")
    assert "obot" in text.partition("## da:")[2]
    assert "sources: []" in text
