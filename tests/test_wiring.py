"""The composition root: what it makes, and what it does not index."""

import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.conversation import NoChannels
from bot.domain import (
    Bilingual,
    ConfigurationError,
    Language,
    LeadCard,
    Notice,
    Sending,
    Terms,
    VisitorMessage,
)
from bot.knowledge import load_knowledge
from bot.settings import Settings
from bot.storage import SqlDocuments
from bot.wiring import FixedClock, SystemClock, known_passages, open_database, open_house, read_secret
from tests.fakes import FrozenClock
from tests.knowledge.folder import write_folder
from tests.storage.samples import conversation, handoff, message


def test_a_secret_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "var")
    secret = read_secret(settings)
    assert len(secret) >= 32
    assert read_secret(settings) == secret
    assert stat.S_IMODE((tmp_path / "var" / "secret").stat().st_mode) == 0o600


def test_an_operators_own_secret_is_used_and_not_written_down(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, secret=SecretStr("open sesame"))
    assert read_secret(settings) == "open sesame"
    assert list(tmp_path.iterdir()) == []


def test_a_fixed_clock_shows_noon_of_its_day() -> None:
    assert FixedClock(date(2026, 12, 31)).now() == datetime(2026, 12, 31, 12, tzinfo=UTC)


def test_the_system_clock_knows_its_time_zone() -> None:
    assert SystemClock().now().tzinfo is UTC


@pytest.mark.anyio
async def test_without_channels_nobody_is_reached_and_posting_is_a_mistake() -> None:
    nobody, sending, notice = NoChannels(), Sending(key="k", recipient="r"), Notice(title=Bilingual("", ""))
    card = LeadCard(conversation=conversation(), handoff=handoff(), terms=Terms(), moves=(), names={})
    assert nobody.recipients("syd-en-indgang") == ()
    for deed in (
        nobody.post_lead(sending, card),
        nobody.update_card(sending, card),
        nobody.relay(sending, card, message("m1")),
        nobody.remind(sending, card, notice),
        nobody.notify(sending, notice),
        nobody.retract(sending),
    ):
        with pytest.raises(ConfigurationError):
            await deed


@pytest.mark.anyio
async def test_a_superseded_card_is_not_found_again(tmp_path: Path) -> None:
    knowledge = load_knowledge(write_folder(tmp_path / "knowledge").path)
    async with open_database(Settings(data_dir=tmp_path)) as database:
        documents = SqlDocuments(database=database, clock=FrozenClock())
        kept = {passage.card_id for passage in await known_passages(knowledge, documents)}
        old = tuple(replace(card, superseded_by="no-tango") for card in knowledge.cards if card.id == "robot-lab")
        left = await known_passages(replace(knowledge, cards=old), documents)
    assert kept == {"robot-lab", "no-tango"}
    assert left == []


@pytest.mark.anyio
@pytest.mark.slow
async def test_the_whole_house_answers_from_its_knowledge_and_keeps_conversations_apart(tmp_path: Path) -> None:
    settings = Settings(
        knowledge_dir=write_folder(tmp_path / "knowledge").path,
        data_dir=tmp_path / "var",
        default_language=Language.ENGLISH,
    )
    async with (
        open_database(Settings(data_dir=tmp_path / "apart")) as apart,
        open_house(settings, progress=lambda done, total: None, clock=FrozenClock(), conversations=apart) as house,
    ):
        opened = await house.engine.open()
        heard = VisitorMessage(id="m1", conversation_id=opened.id, text="Can the robot dance?")
        reply = (await house.engine.hear_visitor(heard)).transcript[-1]
        assert "The robot Knud Kaffe does not dance. [1]" in reply.text
        assert opened.language is Language.ENGLISH
        assert await house.delivery.tick() == 0
        other = await house.store.get(opened.id)
        assert other.id == opened.id
    assert str(opened.id).encode() not in (tmp_path / "var" / "indgang.db").read_bytes()
