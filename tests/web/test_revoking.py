"""A revoked link opens nothing; one made afterwards does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import ConversationId, LeadKey, UnknownLink
from bot.storage import Database, SqlConversationStore, SqlLinks
from bot.web import LeadLinks, Seal, StatusLinks
from tests.fakes import FrozenClock
from tests.storage.conftest import cluster, database, url
from tests.storage.samples import conversation, handoff, with_lead

from .visitor import SECRET

__all__ = ["cluster", "database", "url"]
KEY = LeadKey(ConversationId("c1"), "h-IND-1", "desk@region.example")


def test_a_letters_link_ends_with_its_revocation(clock: FrozenClock) -> None:
    links, lead = LeadLinks(secret=SECRET, clock=clock), handoff()
    old = links.issue(KEY)
    links.refuse_revoked(old, lead)
    revoked = replace(lead, links_since=clock.now())
    with pytest.raises(UnknownLink, match="revoked"):
        links.refuse_revoked(old, revoked)
    clock.moment += timedelta(seconds=1)
    new = links.issue(KEY)
    links.refuse_revoked(new, revoked)
    assert links.read(new) == links.read(old) == KEY


def test_a_status_link_ends_with_its_revocation(clock: FrozenClock) -> None:
    seal = Seal(secret=SECRET, purpose="status")
    links, lead = StatusLinks(seal=seal, clock=clock, life=timedelta(days=180)), handoff()
    revoked = replace(lead, links_since=clock.now())
    old, new = links.issue(lead), links.issue(revoked)
    links.refuse_revoked(old, lead)
    links.refuse_revoked(new, revoked)
    assert links.read(old) == links.read(new) == lead.reference
    for link, now in ((old, revoked), (new, lead)):
        with pytest.raises(UnknownLink, match="revoked"):
            links.refuse_revoked(link, now)


@pytest.mark.anyio
async def test_revoking_is_stored_and_a_deed_under_way_is_thought_again(database: Database, clock: FrozenClock) -> None:
    store, links = SqlConversationStore(database=database, clock=clock), SqlLinks(database=database, clock=clock)
    await store.create(with_lead(conversation("c1")))
    before = await store.get(ConversationId("c1"))
    await links.revoke("IND-1")
    after = await store.get(ConversationId("c1"))
    assert after.handoffs[0].links_since == clock.now()
    assert after.version == before.version + 1
    with pytest.raises(UnknownLink, match="indgang leads"):
        await links.revoke("IND-9")
