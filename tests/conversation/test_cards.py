"""What staff read of a lead's history: who did what, in both languages, and never the remark."""

import pytest

from bot.conversation import audit_line
from bot.domain import (
    Assign,
    ClaimLead,
    Close,
    CloseOutcome,
    Deed,
    Exempt,
    Exemption,
    LeadCard,
    NotAFit,
    Park,
    PassOn,
    Unfit,
)

from .office import BO, Office
from .samples import DESK, NORD, SYD

pytestmark = pytest.mark.anyio


async def card(office: Office, deed: Deed) -> LeadCard:
    visitor = await office.visitor(SYD)
    await office.moves(visitor.id, ClaimLead())
    moved = await office.moves(visitor.id, deed, remark="between us")
    return await office.desk.door.card(visitor.id, moved.handoffs[0].id)


@pytest.mark.parametrize(
    ("deed", "da", "en"),
    [
        (
            PassOn(NORD),
            "foreslog virksomheden The northern door (da)",
            "suggested to the company The northern door (en)",
        ),
        (NotAFit(Unfit.TOO_EARLY), "fandt den ikke egnet: det er for tidligt", "found it not a fit: it is too early"),
        (Close(CloseOutcome.ADVISED), "afsluttede den: rådgivet", "closed it: advised"),
        (Exempt(Exemption.CAPACITY), "undtog den fra fristen: for mange", "exempted it from the deadline: too many"),
        (Assign(BO), "gav den til Bo Birk", "assigned it to Bo Birk"),
        (Park(), "parkerede den", "parked it"),
    ],
)
async def test_a_line_says_who_did_what_and_not_the_remark(office: Office, deed: Deed, da: str, en: str) -> None:
    shown = await card(office, deed)
    line = audit_line(shown.handoff.moves[-1], shown)
    assert line.da.startswith(f"Ann Aske {da}")
    assert line.en.startswith(f"Ann Aske {en}")
    assert "between us" not in line.da + line.en
    assert audit_line(shown.handoff.moves[0], shown).en == "Ann Aske claimed it"


async def test_the_companys_own_deed_is_the_companys(office: Office) -> None:
    visitor = await office.visitor(SYD)
    handoff = await office.lead(visitor)
    await visitor.withdraws(handoff.reference)
    shown = await office.desk.door.card(visitor.id, handoff.id)
    assert audit_line(shown.handoff.moves[-1], shown).da == "Virksomheden trak den tilbage"


async def test_a_lead_may_be_passed_on_to_who_takes_leads_today_and_has_it_not(office: Office) -> None:
    visitor = await office.visitor(SYD, NORD)
    handoff = await office.lead(visitor, place=0)
    shown = await office.desk.door.card(visitor.id, handoff.id)
    assert "closed-door" in shown.names
    assert shown.elsewhere == (DESK,)
