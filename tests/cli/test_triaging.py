"""`indgang leads move`, `answer`, `notices`, `mended`, `reports`, `settled`: a front desk without Slack."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain import Author, Conversation, Fault, Handoff, Language, OperatorNotice, Report, Staff, UnknownLink
from bot.settings import Settings
from bot.storage import SqlConversationStore, SqlOutbox, SqlReports
from bot.wiring import open_database
from tests.fakes import FrozenClock
from tests.knowledge.folder import Folder
from tests.storage.samples import conversation, handoff, with_lead

from .conftest import Indgang, keep

AT = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
COLLEAGUES = "colleagues:\n  - {id: ann, name: Ann Aske, destinations: [lab]}\n"


@pytest.fixture
def lead(settings: Settings, folder: Folder) -> Handoff:
    folder.write("directory/answering.yaml", COLLEAGUES)
    sent = handoff(reference="IND-1")
    keep(settings, replace(with_lead(conversation()), handoffs=(sent,)))
    return sent


def stored(settings: Settings) -> Conversation:
    async def get() -> Conversation:
        async with open_database(settings) as database:
            return await SqlConversationStore(database=database, clock=FrozenClock()).get(conversation().id)

    return asyncio.run(get())


def test_a_lead_is_claimed_and_the_list_and_the_history_say_so(
    indgang: Indgang, lead: Handoff, settings: Settings
) -> None:
    done = indgang("leads", "move", "ind-1", "claim", "--by", "ann", "--remark", "mine")
    assert done.output.strip().endswith("IND-1: claim done"), done.exception
    assert stored(settings).handoffs[0].owner == Staff("desk:ann", "Ann Aske")
    assert "Ann Aske" in indgang("leads").output
    assert "Ann Aske: claim  mine" in indgang("leads", "show", "IND-1").output
    assert lead.reference == "IND-1"


@pytest.mark.parametrize(
    ("arguments", "triage"),
    [
        (["assign", "--detail", "bo"], "engaged"),
        (["park", "--detail", "2026-12-01"], "waiting"),
        (["not_a_fit", "--detail", "too_early"], "unsuitable"),
    ],
)
def test_other_moves_take_their_detail(
    indgang: Indgang, lead: Handoff, settings: Settings, arguments: list[str], triage: str
) -> None:
    assert indgang("leads", "move", lead.reference, *arguments, "--by", "ann").exit_code == 0
    assert stored(settings).handoffs[0].triage == triage


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["release"], "not possible now"),
        (["assign"], "say whom"),
        (["park", "--detail", "soon"], "soon"),
        (["answer"], "not done this way"),
    ],
)
def test_a_move_that_does_not_fit_is_refused_with_the_reason(
    indgang: Indgang, lead: Handoff, arguments: list[str], told: str
) -> None:
    refused = indgang("leads", "move", lead.reference, *arguments, "--by", "ann")
    assert refused.exit_code == 2
    assert told in refused.output


def test_words_are_sent_to_the_company(indgang: Indgang, lead: Handoff, settings: Settings) -> None:
    assert indgang("leads", "answer", lead.reference, "  ", "--by", "Bo").exit_code == 2
    assert indgang("leads", "answer", lead.reference, "Kom på mandag", "--by", "Bo").exit_code == 0
    said = stored(settings).transcript[-1]
    assert (said.author, said.text, said.said_by) == (Author.STAFF, "Kom på mandag", "Bo")
    assert indgang("leads", "move", lead.reference, "close", "--detail", "agreed", "--by", "Bo").exit_code == 0
    late = indgang("leads", "answer", lead.reference, "For sent", "--by", "Bo")
    assert "not possible now" in late.output


def test_a_route_is_told_closed_and_used_again_when_it_is_mended(indgang: Indgang, settings: Settings) -> None:
    assert indgang("leads", "notices").output.strip() == "nothing to mend"

    async def close() -> None:
        async with open_database(settings) as database:
            outbox = SqlOutbox(database=database, clock=FrozenClock())
            await outbox.close_route("mail:ann@lab.example", error="550", at=AT)
            for recipient in ("mail:ann@lab.example", "slack:C1"):
                await outbox.tell_operator(
                    OperatorNotice(key=f"closed:{recipient}:x", text=f"look at {recipient}", at=AT)
                )

    asyncio.run(close())
    told = indgang("leads", "notices").output
    assert "look at mail:ann@lab.example" in told
    assert "closed: mail:ann@lab.example (550)" in told
    assert indgang("leads", "mended", "mail:ann@lab.example").exit_code == 0
    assert indgang("leads", "notices").output.strip() == "2026-09-01 09:00 look at slack:C1"
    assert isinstance(indgang("leads", "mended", "mail:ann@lab.example").exception, UnknownLink)


def test_a_report_is_read_and_settled(indgang: Indgang, settings: Settings) -> None:
    assert indgang("leads", "reports").output.strip() == "no open reports"
    report = Report(
        id="r1",
        question="Må vi teste?",
        answer="Ja. [1]",
        card_ids=("robot-lab",),
        fault=Fault.OUTDATED,
        remark="lukket i maj",
        by=Staff("desk:ann", "Ann Aske"),
        at=AT,
        language=Language.DANISH,
    )

    async def put() -> None:
        async with open_database(settings) as database:
            await SqlReports(database=database).put(report)

    asyncio.run(put())
    told = indgang("leads", "reports").output
    for words in ("Ann Aske: outdated lukket i maj", "asked: Må vi teste?", "answered: Ja. [1]", "cards: robot-lab"):
        assert words in told
    shown, quiet = indgang("check", "--notices", "--today", "2026-11-01"), indgang("check", "--today", "2026-11-01")
    assert "robot-lab: Ann Aske found the answer to «Må vi teste?» outdated: lukket i maj" in shown.output
    assert "1 notices" in quiet.output
    assert (shown.exit_code, quiet.exit_code) == (0, 0)
    assert indgang("leads", "settled", "r1").exit_code == 0
    assert isinstance(indgang("leads", "settled", "r1").exception, UnknownLink)
