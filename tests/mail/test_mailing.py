"""A lead reaches a mailbox, its link opens a page, a colleague claims and answers there, and the company hears it."""

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversation import Channels
from bot.domain import (
    Author,
    ClaimLead,
    Close,
    CloseOutcome,
    Field,
    Language,
    Lead,
    NotAFit,
    PostRefused,
    RouteClosed,
    Sending,
    Stated,
    TriageState,
    Unfit,
)
from bot.web import LeadLinks
from tests.conversation.samples import MORNING, SYD

from .posting import ANN, Post, delivered_to, form, open_post
from .server import Mailroom, open_mailroom

pytestmark = pytest.mark.anyio


@pytest.fixture
def mailroom() -> Iterator[Mailroom]:
    with open_mailroom() as room:
        yield room


@pytest.fixture
async def post(anyio_backend: str, tmp_path: Path, mailroom: Mailroom) -> AsyncIterator[Post]:
    async with open_post(tmp_path, mailroom) as opened:
        yield opened


async def test_a_lead_is_mailed_claimed_and_answered_and_the_answer_is_mailed_to_the_company(post: Post) -> None:
    visitor = await post.office.visitor(SYD)
    assert await post.office.delivery.tick() == 1
    [letter] = post.got
    reference = (await post.office.lead(visitor)).reference
    assert (letter["To"], reference in letter["Subject"], letter["Auto-Submitted"]) == (ANN, True, "auto-generated")
    body = letter.get_content()
    assert "Company: Æblehjælp ApS" in body
    assert "First answer due by 2026-09-08 15:00 (Danish time)." in body
    assert "Replies to this e-mail are not read" in body

    page = (await post.page.get(post.link())).text
    assert "Æblehjælp ApS" in page
    done = await post.page.post(post.link(), data=form(page, "claim"), follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, post.link())
    answered = form((await post.page.get(post.link())).text, "answer") | {"text": "Kom på mandag, bring the bed."}
    assert (await post.page.post(post.link(), data=answered)).status_code == 200
    said = (await visitor.sees()).transcript[-1]
    assert (said.author, said.text) == (Author.STAFF, "Kom på mandag, bring the bed.")
    assert said.said_by == "The southern door (en) (Syd (en))"

    post.office.clock.move(timedelta(minutes=3))
    await post.office.delivery.tick()
    answer = post.got[-1]
    assert answer["To"] == "mia@example.org"
    assert "> Kom på mandag, bring the bed." in answer.get_content()
    assert (await post.page.get(post.link().replace("/status/", "/api/v1/status/"))).json()["reference"] == reference


async def test_what_the_company_writes_then_is_mailed_in_the_same_thread(post: Post) -> None:
    visitor = await post.office.visitor(SYD)
    await post.office.delivery.tick()
    await post.office.moves(visitor.id, ClaimLead())
    await visitor.says("Is <b>Monday</b> fine?")
    await post.office.delivery.tick()
    lead, relay = post.got
    assert relay["In-Reply-To"] == lead["Message-ID"]
    assert "> Is <b>Monday</b> fine?" in relay.get_content()
    assert relay.get_content_type() == "text/plain"


async def test_reminders_and_the_digest_are_mailed(post: Post) -> None:
    await post.office.visitor(SYD)
    await post.office.delivery.tick()
    post.office.clock.move(timedelta(days=6, hours=2))
    await post.office.delivery.tick()
    subjects = {letter["To"]: letter["Subject"] for letter in post.mailroom.letters}
    assert "the first answer is due soon" in subjects[ANN]
    assert subjects["desk@here.example"] == "Henvendelser i uge 36 / Leads in week 36"


async def test_a_company_that_deletes_has_its_letters_asked_back(post: Post) -> None:
    visitor = await post.office.visitor(SYD)
    await post.office.delivery.tick()
    await post.office.engine.delete(visitor.id)
    await post.office.delivery.tick()
    lead, asked = post.got
    assert asked["In-Reply-To"] == lead["Message-ID"]
    assert "has deleted its enquiry" in asked.get_content()
    gone = await post.page.get(post.link(0))
    assert (gone.status_code, "slettet" in gone.text) == (404, True)
    assert (await post.page.post(post.link(0), data={"move": "claim", "id": "x"})).status_code == 404


async def test_looking_changes_nothing_however_often(post: Post) -> None:
    visitor = await post.office.visitor(SYD)
    await post.office.delivery.tick()
    before = await visitor.sees()
    for method in ("GET", "HEAD", "GET"):
        (await post.page.request(method, post.link()))
        (await post.page.request(method, post.link() + "?move=claim&id=1"))
    assert await visitor.sees() == before


@pytest.mark.parametrize(
    ("language", "heading"), [("da", "Virksomhedens egne oplysninger"), ("en", "What the company")]
)
async def test_the_page_is_in_both_languages_and_escapes_what_others_wrote(
    post: Post, language: str, heading: str
) -> None:
    visitor = await post.office.visitor(SYD)
    await visitor.says("<script>alert(1)</script> {{ 7*7 }}")
    await post.office.delivery.tick()
    page = await post.page.get(f"{post.link()}?lang={language}")
    assert f'<html lang="{language}">' in page.text
    assert heading in page.text
    assert "<script>alert(1)" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text
    assert "{{ 7*7 }}" in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "kind", ["claim", "park", "pass_on", "not_a_fit", "close", "exempt", "release", "hand_back", "reopen"]
)
async def test_every_button_of_the_page_works(post: Post, kind: str) -> None:
    visitor = await post.office.visitor(SYD)
    await post.office.delivery.tick()
    if kind in {"release", "hand_back", "close"}:
        (await post.page.post(post.link(), data=form((await post.page.get(post.link())).text, "claim")))
    if kind == "reopen":
        await post.office.moves(visitor.id, ClaimLead())
        await post.office.moves(visitor.id, Close(CloseOutcome.OTHER))
    page = (await post.page.get(post.link())).text
    sent = form(page, kind) | {"remark": "between us"}
    if kind == "pass_on":
        sent["detail"] = "nord-lsca"
    assert (await post.page.post(post.link() + "?lang=da", data=sent, follow_redirects=False)).status_code == 303
    moved = (await visitor.sees()).handoffs[0]
    assert moved.moves[-1].kind == kind
    assert moved.moves[-1].by is not None
    assert moved.moves[-1].by.id == f"mail:{ANN}"
    assert "between us" in (await post.page.get(post.link())).text
    assert not any("between us" in said.text for said in (await visitor.sees()).transcript)


async def test_pressing_twice_is_once_and_a_second_colleague_gets_a_note(post: Post) -> None:
    visitor = await post.office.visitor(SYD)
    await post.office.delivery.tick()
    claim = form((await post.page.get(post.link())).text, "claim")
    for _ in range(2):
        assert (await post.page.post(post.link(), data=claim)).status_code == 200
    assert len((await post.office.lead(visitor)).moves) == 1
    again = await post.page.post(post.link(), data=claim | {"id": "another"})
    assert again.status_code == 409
    assert "You already have it." in again.text


@pytest.mark.parametrize(
    "sent",
    [
        {"move": "claim"},
        {"move": "claim", "id": "x" * 101},
        {"move": "dance", "id": "1"},
        {"move": "withdraw", "id": "1"},
        {"move": "park", "id": "1", "detail": "tomorrow"},
        {"move": "not_a_fit", "id": "1", "detail": "boring"},
        {"move": "answer", "id": "1", "text": "  "},
        {"move": "answer", "id": "1", "text": "x" * 4001},
        {"move": "claim", "id": "1", "remark": "x" * 4001},
    ],
)
async def test_a_form_that_makes_no_sense_is_answered_with_what_to_do(post: Post, sent: dict[str, str]) -> None:
    visitor = await post.office.visitor(SYD)
    await post.office.delivery.tick()
    refused = await post.page.post(post.link(), data=sent)
    assert refused.status_code == 409
    assert 'role="alert"' in refused.text
    assert (await post.office.lead(visitor)).moves == ()
    not_text = await post.page.post(post.link(), content=b"\xff\xfe&&&")
    assert not_text.status_code == 409


async def test_another_site_cannot_press_a_button(post: Post) -> None:
    visitor = await post.office.visitor(SYD)
    await post.office.delivery.tick()
    claim = form((await post.page.get(post.link())).text, "claim")
    refused = await post.page.post(post.link(), data=claim, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 409
    assert (await post.office.lead(visitor)).owner is None


async def test_a_link_that_is_forged_or_old_opens_nothing(post: Post) -> None:
    await post.office.visitor(SYD)
    await post.office.delivery.tick()
    link = post.link()
    # Not the last character: its last bits say nothing.
    forged = link[:-5] + ("A" if link[-5] != "A" else "B") + link[-4:]
    for wrong in (forged, "/lead/x", "/lead/a.b.c"):
        assert (await post.page.get(wrong)).status_code == 404
    assert (await post.page.get(link)).status_code == 200
    post.office.clock.move(timedelta(days=60))
    assert (await post.page.get(link + "?lang=en")).status_code == 404
    with pytest.raises(Exception, match="at least"):
        LeadLinks(
            secret="short",  # noqa: S106
            clock=post.office.clock,
        )


async def test_a_lead_that_was_withdrawn_has_no_buttons(post: Post) -> None:
    visitor = await post.office.visitor(SYD)
    await post.office.delivery.tick()
    await visitor.withdraws((await post.office.lead(visitor)).reference)
    page = (await post.page.get(post.link())).text
    assert "<form" not in page
    assert "The company has withdrawn the enquiry." in page


async def test_a_mailbox_that_does_not_exist_closes_its_route_and_the_front_desk_gets_the_lead(post: Post) -> None:
    post.mailroom.unknown.add(ANN)
    await post.office.visitor(SYD)
    await post.office.delivery.tick()
    await post.office.delivery.tick()
    assert post.got == []
    letter = post.mailroom.letters[-1]
    assert "cannot be reached right now" in letter.get_content()
    [notice] = await post.office.desk.outbox.operator_notices()
    assert "mail:ann@syd.example" in notice.text


async def test_nothing_anybody_wrote_is_logged(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        visitor = await post.office.visitor(SYD)
        await post.office.delivery.tick()
        await post.office.moves(visitor.id, ClaimLead(), remark="between us")
        await visitor.says("Zebrafisk?")
        await post.office.delivery.tick()
    logged = " ".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records if "bot" in record.name)
    for words in ("Zebrafisk", "Æblehjælp", "between us", "mia@example.org", ANN):
        assert words not in logged


async def test_letters_are_in_the_language_of_those_who_read_them(tmp_path: Path, mailroom: Mailroom) -> None:
    async with open_post(tmp_path, mailroom, delivered_to(language=Language.DANISH)) as post:
        visitor = await post.office.visitor(SYD)
        await post.office.delivery.tick()
        body = post.got[0].get_content()
        assert "Virksomhed: Æblehjælp ApS" in body
        assert "ny henvendelse til" in post.got[0]["Subject"]
        assert (await post.office.lead(visitor)).triage is TriageState.SUGGESTED


async def test_without_an_address_or_with_a_politicians_there_is_no_mailbox(post: Post) -> None:
    assert post.mail.recipients(SYD) == (f"mail:{ANN}",)
    assert post.mail.recipients("nord-lsca") == ()
    assert post.mail.recipients("nowhere") == ()
    politics = replace(post.mail, directory=replace(post.mail.directory, politicians=(ANN,)))
    assert politics.recipients(SYD) == ()


async def test_a_channel_an_installation_no_longer_has_is_a_closed_route() -> None:
    with pytest.raises(RouteClosed):
        await Channels({}).retract(Sending(key="k", recipient="slack:C1"))


async def test_a_company_without_an_address_is_not_written_to(post: Post) -> None:
    visitor = await post.office.visitor(SYD)
    seen = await visitor.sees()
    inquiry = seen.handoffs[0].lead.inquiry.without(Field.CONTACT_EMAIL)
    nowhere = replace(seen, handoffs=(replace(seen.handoffs[0], lead=Lead(inquiry, MORNING)),))
    with pytest.raises(PostRefused):
        await post.mail.mail(Sending(key="k", recipient="visitor:c"), nowhere, seen.transcript[-1])


async def test_what_indgang_itself_tells_of_a_lead_is_mailed_in_its_own_name(post: Post) -> None:
    visitor = await post.office.visitor(SYD)
    await post.office.moves(visitor.id, NotAFit(Unfit.TOO_EARLY))
    post.office.clock.move(timedelta(minutes=3))
    await post.office.delivery.tick()
    [letter] = [letter for letter in post.got if letter["To"] == "mia@example.org"]
    assert "About your enquiry:" in letter.get_content()
    assert "cannot take the enquiry" in letter.get_content()


async def test_a_letter_says_what_is_missing_where_it_comes_from_and_when_there_is_no_deadline(post: Post) -> None:
    visitor = await post.office.visitor(SYD)
    card = await post.office.desk.door.card(visitor.id, (await post.office.lead(visitor)).id)
    handoff = card.handoff
    bare = replace(
        card,
        handoff=replace(handoff, answer_by=None, route=replace(handoff.route, missing=(Field.DATA,), citations=())),
    )
    sending = Sending(key="k", recipient=f"mail:{ANN}")
    whole = post.mail.letters.lead(sending, card, link="L", at=MORNING).get_content()
    less = post.mail.letters.lead(sending, bare, link="L", at=MORNING).get_content()
    assert "Sources:" in whole
    assert "Sources:" not in less
    assert "Missing: Patient data" in less
    assert "due by" not in less


async def test_a_value_with_line_breaks_cannot_pose_as_a_line_of_ours(post: Post) -> None:
    visitor = await post.office.visitor(SYD)
    card = await post.office.desk.door.card(visitor.id, (await post.office.lead(visitor)).id)
    said = Stated("Bad\r\nBcc: all@there.example", "q", "m1")
    lead = Lead(card.handoff.lead.inquiry.with_stated(Field.COMPANY_NAME, said), MORNING)
    posing = replace(card, handoff=replace(card.handoff, lead=lead))
    letter = post.mail.letters.lead(Sending(key="k", recipient=f"mail:{ANN}"), posing, link="L", at=MORNING)
    assert "Company: Bad Bcc: all@there.example" in letter.get_content()
    assert letter["Bcc"] is None


async def test_a_form_filled_in_by_a_program_does_nothing_and_keeps_what_was_written(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = await post.office.visitor(SYD)
    await post.office.delivery.tick()
    link = post.link()
    claim = form((await post.page.get(link)).text, "claim")
    refused = await post.page.post(link, data=claim | {"subject": "cheap pills"})
    assert (refused.status_code, "Something stood in a hidden field" in refused.text) == (409, True)
    assert (await post.office.lead(visitor)).owner is None
    await post.page.post(link, data=claim | {"subject": ""})
    assert (await post.office.lead(visitor)).owner is not None
    answer = form((await post.page.get(link)).text, "answer") | {"text": "Come on <Tuesday>"}
    refused = await post.page.post(link, data=answer | {"subject": "cheap pills"})
    assert ">Come on &lt;Tuesday&gt;</textarea>" in refused.text
    park = form((await post.page.get(link)).text, "park") | {"detail": "", "remark": "On leave"}
    refused = await post.page.post(link, data=park | {"subject": "cheap pills"})
    assert refused.text.count('value="On leave"') == 1
    assert [said.text for said in (await visitor.sees()).transcript if said.author is Author.STAFF] == []
    sprung = [record for record in caplog.records if record.message == "trap.filled_in"]
    assert {record.__dict__["where"] for record in sprung} == {"lead_page"}
    assert len(sprung) == 3
    # Nobody reads or hears the field: it is clipped, hidden from the tree and out of the keyboard's way.
    page = (await post.page.get(link)).text
    assert page.count('name="subject" tabindex="-1" autocomplete="off"') == page.count("<form")
    assert page.count('<div class="unseen" aria-hidden="true">') == page.count("<form")
