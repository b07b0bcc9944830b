"""Workspaces that installed Indgang are kept with their tokens sealed; what began an installation is used once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select

from bot.domain import ConfigurationError, Installation
from bot.storage import Database, Sealer, SqlInstallations, SqlStates
from bot.storage.installation_tables import installations
from tests.fakes import FrozenClock

from .samples import MORNING

pytestmark = pytest.mark.anyio
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def installation(team_id: str = "T1", *, hours: int = 0, token: str = "xoxb-secret") -> Installation:  # noqa: S107 - not one
    return Installation(
        team_id=team_id,
        team_name="Region Syd",
        bot_user="U1",
        bot_id="B1",
        token=token,
        scopes=frozenset({"chat:write", "commands"}),
        installed_at=MORNING + timedelta(hours=hours),
    )


def kept(database: Database, clock: FrozenClock, *keys: str) -> SqlInstallations:
    return SqlInstallations(database=database, clock=clock, sealer=Sealer.of(",".join(keys), named="KEYS"))


async def test_an_installation_is_kept_whole_and_its_token_sealed(database: Database, clock: FrozenClock) -> None:
    store = kept(database, clock, OLD)
    assert await store.first() == ""
    await store.save(installation())
    assert await store.get("T1") == installation()
    assert await store.get("T2") is None
    async with database.reading() as connection:
        [row] = (await connection.execute(select(installations))).all()
    assert "xoxb" not in str(row)
    assert "xoxb" not in repr(await store.get("T1"))


async def test_who_installs_again_has_a_new_token_and_stays_where_they_stood(
    database: Database, clock: FrozenClock
) -> None:
    store = kept(database, clock, OLD)
    for each in (installation(), installation("T0", hours=1), installation(hours=2, token="xoxb-new")):  # noqa: S106
        await store.save(each)
    assert await store.first() == "T1"
    assert [(each.team_id, each.token) for each in await store.all()] == [("T1", "xoxb-new"), ("T0", "xoxb-secret")]


async def test_a_late_goodbye_leaves_what_was_installed_since(database: Database, clock: FrozenClock) -> None:
    store = kept(database, clock, OLD)
    await store.save(replace(installation(), installed_at=MORNING + timedelta(milliseconds=700)))
    assert not await store.remove("T1", told_at=MORNING - timedelta(seconds=1))
    assert not await store.remove("T2", told_at=MORNING)
    assert await store.remove("T1", told_at=MORNING), "Slack tells whole seconds"
    assert await store.all() == []


async def test_an_older_key_opens_until_all_is_sealed_anew(database: Database, clock: FrozenClock) -> None:
    await kept(database, clock, OLD).save(installation())
    assert (await kept(database, clock, NEW).all())[0].token == ""
    assert await kept(database, clock, NEW).reseal() == 0, "what it cannot open it leaves alone"
    assert await kept(database, clock, NEW, OLD).reseal() == 1
    assert await kept(database, clock, NEW).get("T1") == installation()


async def test_a_state_opens_once_while_it_is_fresh(database: Database, clock: FrozenClock) -> None:
    states = SqlStates(database=database, clock=clock, sealer=Sealer.of(OLD, named="KEYS"))
    first, second = await states.issue(), await states.issue()
    opened = await asyncio.gather(*(states.consume(first) for _ in range(5)))
    assert opened.count(True) == 1
    assert not await states.consume("æ")
    assert not await states.consume(Fernet(NEW).encrypt(b"x").decode())
    clock.move(timedelta(minutes=11))
    assert not await states.consume(second)
    assert await states.consume(await states.issue())


@pytest.mark.parametrize("keys", ["", " , ", "short", f"{OLD} short"], ids=["none", "blank", "short", "one"])
def test_a_key_that_is_none_is_named_with_how_to_make_one(keys: str) -> None:
    with pytest.raises(ConfigurationError, match=r"THE_NAME.*openssl"):
        Sealer.of(keys, named="THE_NAME")
