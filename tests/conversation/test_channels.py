"""Several channels are one: the first is preferred, and each post goes the way its recipient names."""

from datetime import timedelta

import pytest

from bot.conversation import Channels
from bot.domain import ClaimLead, RouteClosed, Sending
from bot.wiring import make_delivery
from tests.fakes import RecordingNotifier

from .office import Office
from .samples import DESK, SYD

pytestmark = pytest.mark.anyio


def two() -> tuple[RecordingNotifier, RecordingNotifier]:
    chat = RecordingNotifier(routes={SYD: ("chat:syd",), DESK: ("chat:desk",)})
    mail = RecordingNotifier(routes={SYD: ("mail:syd",), DESK: ()})
    return chat, mail


async def test_everything_about_a_lead_goes_where_its_card_is(office: Office) -> None:
    chat, mail = two()
    office.delivery = make_delivery(office.desk, Channels({"chat": chat, "mail": mail}))
    visitor = await office.visitor(SYD)
    await office.delivery.tick()
    await office.moves(visitor.id, ClaimLead())
    await visitor.says("Is Monday fine?")
    office.clock.move(timedelta(days=7))
    await office.delivery.tick()
    await office.engine.delete(visitor.id)
    await office.delivery.tick()
    assert {told.what for told in chat.told} == {"lead", "update", "relay", "remind", "notify", "retract"}
    assert mail.told == []


async def test_a_lead_goes_by_mail_where_the_first_channel_is_closed(office: Office) -> None:
    chat, mail = two()
    chat.fails_with["chat:syd"] = RouteClosed("is_archived")
    channels = Channels({"chat": chat, "mail": mail})
    assert channels.recipients(SYD) == ("chat:syd", "mail:syd")
    office.delivery = make_delivery(office.desk, channels)
    await office.visitor(SYD)
    assert [await office.delivery.tick() for _ in range(2)] == [0, 1]
    assert [told.to for told in mail.posted] == ["mail:syd"]


async def test_a_channel_that_is_no_more_is_a_closed_route() -> None:
    with pytest.raises(RouteClosed):
        await Channels({}).retract(Sending(key="k", recipient="slack:C1"))
