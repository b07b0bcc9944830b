"""Colleagues list leads, move them, write to the company, write leads down and report wrong answers."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversation import suggested_reply
from bot.domain import (
    BY_STAFF,
    AnswerReport,
    Author,
    ClaimLead,
    Close,
    CloseOutcome,
    Fault,
    Field,
    HandBack,
    HandmadeLead,
    HandoffState,
    Language,
    LeadLine,
    LeadView,
    MoveRefused,
    NotAFit,
    Park,
    PassOn,
    Release,
    Remark,
    Reopen,
    Staff,
    StaffMove,
    StaffReply,
    TriageState,
    Unfit,
    UnknownLink,
    Voice,
)
from bot.triage.wording import WORDS_STAY
from tests.house import Visitor

from .office import ANN, BO, Office, open_office
from .samples import BOTH, DESK, NORD, READY, SYD, colleagues, directory, staffed

pytestmark = pytest.mark.anyio


def names(lines: list[LeadLine]) -> list[str]:
    return [line.handoff.destination_id for line in lines]


async def test_each_list_holds_its_leads_newest_first(office: Office) -> None:
    mine = await office.visitor(SYD)
    office.clock.move(timedelta(minutes=1))
    free = await office.visitor(NORD)
    office.clock.move(timedelta(minutes=1))
    ended = await office.visitor(SYD)
    await office.moves(mine.id, ClaimLead())
    await office.moves(ended.id, NotAFit(Unfit.TOO_EARLY))
    door = office.desk.door
    assert names(await door.leads()) == [NORD, SYD]
    assert names(await door.leads(LeadView.MINE, by=ANN)) == [SYD]
    assert await door.leads(LeadView.MINE, by=BO) == []
    assert await door.leads(LeadView.MINE) == []
    assert names(await door.leads(LeadView.UNCLAIMED)) == [NORD]
    assert names(await door.leads(LeadView.THIS_WEEK)) == [SYD, NORD, SYD]
    assert len(await door.leads(LeadView.ALL)) == 3
    assert names(await door.leads(LeadView.ALL, destinations=[NORD, DESK])) == [NORD]
    assert await door.leads(LeadView.OVERDUE) == []
    assert names(await door.leads(at_most=1)) == [NORD]
    office.clock.move(timedelta(days=14))
    [late, also_late] = await door.leads(LeadView.OVERDUE)
    assert (late.is_overdue, late.conversation_id, late.company) == (True, free.id, "Æblehjælp ApS")
    assert also_late.conversation_id == mine.id
    assert await door.leads(LeadView.THIS_WEEK) == []


@pytest.mark.parametrize(("search", "found"), [("æblehj", 1), ("  SINGING ", 1), ("ind-", 1), ("Pæreskov", 0)])
async def test_leads_are_found_by_company_product_or_reference(office: Office, search: str, found: int) -> None:
    await office.visitor(SYD)
    assert len(await office.desk.door.leads(LeadView.ALL, search=search)) == found


async def test_what_a_colleague_took_by_mail_is_theirs_in_slack(tmp_path: Path) -> None:
    async with open_office(tmp_path, known=staffed(*colleagues())) as office:
        visitor = await office.visitor(SYD)
        await office.moves(visitor.id, ClaimLead(), by=Staff("mail:ann@syd.example", "Ann Aske"))
        door = office.desk.door
        assert names(await door.leads(LeadView.MINE, by=Staff("slack:T1/UANN", "Ann"))) == [SYD]
        assert await door.leads(LeadView.MINE, by=Staff("slack:T1/UBO", "Bo")) == []


async def test_who_acts_from_a_mailbox_is_the_colleague_it_belongs_to_or_the_destination(tmp_path: Path) -> None:
    async with open_office(tmp_path, known=staffed(*colleagues())) as office:
        visitor = await office.visitor(SYD)
        card = await office.desk.door.card(visitor.id, (await office.lead(visitor)).id)
        door = office.desk.door
        assert door.colleague_at("Ann@Syd.example", card) == Staff("mail:Ann@Syd.example", "Ann Aske")
        assert door.colleague_at("door@syd.example", card).name == card.handoff.route.name.en
        assert card.language is Language.DANISH


async def test_a_lead_is_found_by_its_reference_however_it_is_typed(office: Office) -> None:
    visitor = await office.visitor(SYD)
    handoff = await office.lead(visitor)
    assert await office.desk.door.lead(f" {handoff.reference.lower()} ") == (visitor.id, handoff)
    with pytest.raises(UnknownLink):
        await office.desk.door.lead("IND-NONE")


async def test_a_card_is_read_anew_each_time(office: Office) -> None:
    visitor = await office.visitor(SYD)
    handoff = await office.lead(visitor)
    before = await office.desk.door.card(visitor.id, handoff.id)
    await office.moves(visitor.id, ClaimLead())
    after = await office.desk.door.card(visitor.id, handoff.id)
    assert (before.handoff.owner, after.handoff.owner) == (None, ANN)
    assert before.handoff.revision < after.handoff.revision
    assert before.moves != after.moves
    with pytest.raises(UnknownLink):
        await office.desk.door.card(visitor.id, "none")


async def test_ten_who_claim_at_once_get_one_owner_and_nine_polite_notes(office: Office) -> None:
    visitor = await office.visitor(SYD)
    handoff = await office.lead(visitor)
    staff = [Staff(f"test:{number}", f"Colleague {number}") for number in range(10)]

    async def claims(by: Staff) -> str:
        heard = StaffMove(
            id=f"claim-{by.id}", conversation_id=visitor.id, handoff_id=handoff.id, by=by, deed=ClaimLead()
        )
        try:
            await office.desk.door.hear_move(heard)
        except MoveRefused as refused:
            return refused.words.en
        return ""

    notes = await asyncio.gather(*(claims(by) for by in staff))
    owner = (await office.lead(visitor)).owner
    assert owner is not None
    assert owner in staff
    assert notes.count("") == 1
    assert {note for note in notes if note} == {f"{owner.name} already has it. Thank you."}


async def test_the_same_deed_again_changes_nothing(office: Office) -> None:
    visitor = await office.visitor(SYD)
    handoff = await office.lead(visitor)
    heard = StaffMove(id="twice", conversation_id=visitor.id, handoff_id=handoff.id, by=ANN, deed=ClaimLead())
    assert await office.desk.door.hear_move(heard) == await office.desk.door.hear_move(heard)


@pytest.mark.parametrize("language", BOTH)
async def test_the_company_is_told_who_answers_and_when_indgang_does_again(office: Office, language: Language) -> None:
    visitor = await office.visitor(SYD, language=language)
    taken = await office.moves(visitor.id, ClaimLead(), remark="mind the bed")
    assert taken.voice is Voice.STAFF
    back = await office.moves(visitor.id, HandBack())
    assert back.voice is Voice.BOT
    told = [message.text for message in back.transcript[-2:]]
    assert told[0].startswith({"da": "En kollega hos", "en": "A colleague at"}[language])
    assert ("handed the conversation back" if language is Language.ENGLISH else "givet samtalen tilbage") in told[1]
    assert not any("mind the bed" in message.text for message in back.transcript)


async def test_words_stay_inside_but_for_those_that_were_sent(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.moves(visitor.id, ClaimLead(), remark="secret one")
    await office.moves(visitor.id, Park(), remark="secret two")
    sent = await office.sends(visitor.id, "Come on Monday. CPR 010203-1234")
    said = [message for message in sent.transcript if message.author is Author.STAFF]
    assert len(said) == 1
    assert said[0].text.startswith("Come on Monday.")
    assert "010203" not in said[0].text
    assert said[0].said_by == ANN.name
    assert "secret" not in str(sent.transcript)
    assert f"{Remark('secret')} {Remark('secret')!r}" + str(Remark("secret")) == " Remark(…)"
    assert (bool(Remark("secret")), bool(Remark())) == (True, False)


async def test_a_correction_names_what_it_puts_right(office: Office) -> None:
    visitor = await office.visitor(SYD)
    first = (await office.sends(visitor.id, "Come on Monday")).transcript[-1]
    handoff = await office.lead(visitor)

    def corrects(id_: str, what: str) -> StaffReply:
        return StaffReply(
            id=id_, conversation_id=visitor.id, handoff_id=handoff.id, text="On Tuesday", by=ANN, corrects=what
        )

    after = await office.desk.door.hear_staff(corrects("r2", first.id))
    assert after.transcript[-1].corrects == first.id
    with pytest.raises(UnknownLink):
        await office.desk.door.hear_staff(corrects("r3", "nothing"))
    with pytest.raises(UnknownLink):
        await office.desk.door.hear_staff(
            StaffReply(id="r4", conversation_id=visitor.id, handoff_id="none", text="x", by=ANN)
        )


async def test_what_was_sent_is_not_rewritten_and_what_was_not_is_theirs(office: Office) -> None:
    visitor = await office.visitor(SYD)
    sent = (await office.sends(visitor.id, "Come on Monday")).transcript[-1]
    await office.desk.door.hear_change(visitor.id, "a remark in the thread")
    with pytest.raises(MoveRefused) as refused:
        await office.desk.door.hear_change(visitor.id, sent.id)
    assert refused.value.words == WORDS_STAY


async def test_passing_on_asks_the_company_and_ends_here_when_it_agrees(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.moves(visitor.id, PassOn(NORD))
    review = await office.engine.review(visitor.id)
    assert review.recipients[0].destination_id == NORD
    assert [each.destination_id for each in (await visitor.sees()).handoffs] == [SYD]
    after = await visitor.consents(NORD)
    [was, now] = after.handoffs
    assert (was.triage, now.destination_id, now.previous_id) == (TriageState.CLOSED, NORD, was.id)


@pytest.mark.parametrize("other", [SYD, "no-such-door", "closed-door"])
async def test_a_lead_is_passed_on_to_another_open_door_only(office: Office, other: str) -> None:
    visitor = await office.visitor(SYD)
    with pytest.raises(MoveRefused):
        await office.moves(visitor.id, PassOn(other))


async def test_a_lead_is_not_passed_on_to_one_who_has_it(office: Office) -> None:
    visitor = await office.visitor(SYD, NORD)
    with pytest.raises(MoveRefused) as refused:
        await office.moves(visitor.id, PassOn(SYD), place=0)
    assert "already has" in refused.value.words.en


async def test_what_ended_is_re_opened_as_a_new_lead_linked_to_the_old(office: Office) -> None:
    visitor = await office.visitor(SYD)
    ended = (await office.moves(visitor.id, NotAFit(Unfit.NO_CAPACITY))).handoffs[-1]
    after = await office.moves(visitor.id, Reopen())
    [was, again] = after.handoffs
    assert (was.triage, again.triage) == (TriageState.UNSUITABLE, TriageState.SUGGESTED)
    assert (again.previous_id, again.reference) == (ended.id, f"{ended.reference}-R2")
    assert again.answer_by is not None
    with pytest.raises(MoveRefused):
        await office.moves(visitor.id, Reopen(), place=0)
    await office.moves(visitor.id, ClaimLead())
    closed = await office.moves(visitor.id, Close(CloseOutcome.ADVISED))
    assert "has closed the enquiry" in closed.transcript[-1].text
    assert (await office.moves(visitor.id, Reopen())).handoffs[-1].reference == f"{ended.reference}-R3"


async def test_a_move_that_changes_nothing_for_the_company_tells_it_nothing(office: Office) -> None:
    visitor = await office.visitor(SYD)
    before = len((await visitor.sees()).transcript)
    assert len((await office.moves(visitor.id, Park())).transcript) == before
    await office.moves(visitor.id, ClaimLead())
    released = await office.moves(visitor.id, Release())
    assert "handed the conversation back" in released.transcript[-1].text


def written(*, agreed: bool = True, to: str = SYD, fields: Mapping[Field, str] | None = None) -> HandmadeLead:
    typed = {name: value for name, (value, _) in READY.items()} if fields is None else fields
    return HandmadeLead(
        id="hand-1", by=ANN, destination_id=to, language=Language.DANISH, fields=typed, company_agreed=agreed
    )


async def test_a_lead_written_down_by_hand_is_a_lead_like_any(office: Office) -> None:
    key, handoff = await office.desk.door.write_down(written())
    assert await office.desk.door.write_down(written()) == (key, handoff)
    assert handoff.route.rule == BY_STAFF
    assert handoff.lead.inquiry.code(Field.CE_STATUS) == "ce_marked"
    assert handoff.answer_by is not None
    assert await office.delivery.tick() == 1
    await office.moves(key, ClaimLead())
    assert (await office.sends(key, "Hej")).transcript[-1].text == "Hej"
    assert (await office.store.get(key)).handoffs[0].state is HandoffState.DELIVERED


@pytest.mark.parametrize(
    ("heard", "told"),
    [
        (written(agreed=False), "First ask the company"),
        (written(to="nowhere"), "Choose another destination"),
        (written(to="closed-door"), "Choose another destination"),
        (written(fields={Field.COMPANY_NAME: "Æblehjælp ApS", Field.PRODUCT: " "}), "Fill in as well"),
    ],
)
async def test_a_lead_by_hand_needs_agreement_a_door_and_the_facts(
    office: Office, heard: HandmadeLead, told: str
) -> None:
    with pytest.raises(MoveRefused) as refused:
        await office.desk.door.write_down(heard)
    assert refused.value.words.en.startswith(told)
    assert await office.desk.door.leads(LeadView.ALL) == []


async def test_a_wrong_answer_becomes_a_finding_with_its_question_and_reason(office: Office) -> None:
    visitor = await Visitor.arrives(office.engine, language=Language.ENGLISH)
    answer = await visitor.says("May we test a bed?")
    heard = AnswerReport(
        id="rep-1",
        conversation_id=visitor.id,
        message_id=answer.id,
        fault=Fault.OUTDATED,
        remark="closed since May",
        by=ANN,
    )
    report = await office.desk.door.report_answer(heard)
    await office.desk.door.report_answer(heard)
    assert await office.desk.reports.open() == [report]
    assert (report.question, report.answer, report.remark) == ("May we test a bed?", answer.text, "closed since May")


@pytest.mark.parametrize("which", ["none", "deed-1"])
async def test_only_a_message_of_indgangs_can_be_reported(office: Office, which: str) -> None:
    visitor = await Visitor.arrives(office.engine)
    await visitor.says("hello")
    with pytest.raises(UnknownLink):
        await office.desk.door.report_answer(
            AnswerReport(
                id="r",
                conversation_id=visitor.id,
                message_id=which,
                fault=Fault.OTHER,
                remark="",
                by=ANN,
            )
        )


@pytest.mark.parametrize(("language", "greeting"), [(Language.DANISH, "Kære"), (Language.ENGLISH, "Dear")])
async def test_a_suggested_reply_says_only_what_has_a_source(office: Office, language: Language, greeting: str) -> None:
    visitor = await office.visitor(SYD, language=language)
    handoff = await office.lead(visitor)
    draft = suggested_reply(await office.desk.door.card(visitor.id, handoff.id))
    assert draft.text.startswith(f"{greeting} Æblehjælp ApS,")
    assert handoff.reference in draft.text
    assert all(citation.quote in draft.text for citation in draft.citations)
    assert directory().destinations[SYD].takes.en not in draft.text
