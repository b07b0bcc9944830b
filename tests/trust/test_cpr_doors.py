"""A CPR number is brought through every door, and looked for byte by byte wherever anything is kept or sent."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from pydantic import SecretStr

from bot.conversation import FeedbackBox
from bot.domain import AnswerReport, Author, ConversationId, Fault, Field, HandmadeLead, Language, Staff
from bot.llm.chat_model import OpenAiModel
from bot.logs import IdsOnly
from bot.settings import ModelSettings, Settings
from bot.storage import SqlFeedback
from bot.web import take_feedback
from bot.wiring import speaking
from evals.harvesting import candidates
from tests.conversation.samples import READY, SYD
from tests.mail.posting import Post, form, open_post
from tests.mail.server import Mailroom, open_mailroom
from tests.model_server import ModelServer, model_server

from .searching import Numbers, files_with, letters_with

pytestmark = pytest.mark.anyio
API = "/api/v1/conversations"


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """All that is logged, at its most talkative, as the product writes it."""
    written, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(written), root.level
    handler.setFormatter(IdsOnly())
    # The test's own client tells of the addresses it asks for.
    handler.addFilter(lambda record: not record.name.startswith(("httpx2", "httpcore2")))
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def mailroom() -> Iterator[Mailroom]:
    with open_mailroom() as room:
        yield room


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


async def test_no_door_of_the_page_the_letters_or_the_desk_lets_a_cpr_number_in(
    tmp_path: Path, mailroom: Mailroom, server: ModelServer, logged: io.StringIO
) -> None:
    numbers = Numbers()
    model = OpenAiModel.at(server.url, model="m", key=SecretStr(""), silence=2)
    limits = ModelSettings(base_url=server.url, model="m", turn_seconds=5)
    async with open_post(
        tmp_path, mailroom, engine_of=lambda made: speaking(made, Settings(llm=limits), model)
    ) as post:
        box = FeedbackBox(
            conversations=post.office.store,
            store=SqlFeedback(database=post.office.database),
            clock=post.office.clock,
        )
        take_feedback(post.app, box)
        talk, shown = await _a_company(post, numbers)
        await post.office.delivery.tick()
        shown += await _a_colleague_behind_a_link(post, numbers)
        await post.office.delivery.tick()
        await _colleagues_at_the_desk(post, talk, numbers)
        await post.office.delivery.tick()
        kept = await post.office.store.get(talk)
        harvest = json.dumps(list(candidates(kept)), ensure_ascii=False)
    await model.close()

    assert len(numbers.given) > 20
    assert files_with(numbers, tmp_path) == {}
    assert letters_with(numbers, mailroom.letters) == []
    assert len(server.asked) >= 2
    assert numbers.found_in(json.dumps(server.asked, ensure_ascii=False).encode()) == []
    assert numbers.found_in((harvest + shown + logged.getvalue()).encode()) == []
    assert logged.getvalue()
    assert sum("[CPR]" in message.text for message in kept.transcript if message.author is Author.VISITOR) == 3


async def _a_company(post: Post, numbers: Numbers) -> tuple[ConversationId, str]:
    """Says it, says it again, corrects, fills in every field, rates, agrees. All it was shown comes back as text."""
    page = post.page
    opened = (await page.post(API, json={"language": "da"})).json()
    path, headers = f"{API}/{opened['id']}", {"Authorization": f"Bearer {opened['token']}"}
    answers: list[str] = []

    async def sends(method: str, where: str, **body: object) -> None:
        post.office.clock.move(timedelta(seconds=3))
        answer = await page.request(method, path + where, json={"id": str(uuid4()), **body}, headers=headers)
        assert answer.status_code < 500
        answers.append(answer.text)

    said = str(uuid4())
    asked = f"Hvilken dør tager imod test? Patienten har cpr {numbers.new()}."
    for _ in range(3):
        await sends("POST", "/messages", id=said, text=asked)
    await sends("POST", "/messages", text=f"Nej, jeg mente borgeren {numbers.new()} i Aalborg.")
    await sends("POST", "/messages", text=f"Mit personnummer er {numbers.new()}")
    for field, (value, _) in READY.items():
        await sends("PUT", f"/fields/{field}", value=f"{value} {numbers.new()}")
    for field in (Field.PRODUCT, Field.COMPANY_NAME):
        await sends("PUT", f"/fields/{field}", value=f"Patient {numbers.new()} ApS")
    for field, (value, _) in READY.items():
        await sends("PUT", f"/fields/{field}", value="OUH, Aalborg" if field == "region_hospital" else value)
    await sends("PUT", "/fields/company_name", value=f"Æblehjælp {numbers.new()} ApS")
    await sends("POST", f"/messages/{said}/reply/feedback", helped=False, comment=f"Cpr {numbers.new()} blev vist")
    notice = (await page.get(f"{path}/review", headers=headers)).json()["notice_id"]
    await sends("POST", "/consent", destinations=[SYD, numbers.new()], notice_id=notice, consent=True)
    await sends("POST", "/consent", destinations=[SYD], notice_id=numbers.new(), consent=True)
    await sends("POST", "/consent", destinations=[SYD], notice_id=notice, consent=True)
    await sends("POST", "/withdraw", reference=numbers.new())
    for place in (f"/{numbers.new()}", f"/{opened['id']}/{numbers.new()}"):
        await page.get(API + place, headers={**headers, "X-Indgang-Site": numbers.new()})
    answers.append((await page.get(path, headers=headers)).text)
    return ConversationId(opened["id"]), "".join(answers)


async def _a_colleague_behind_a_link(post: Post, numbers: Numbers) -> str:
    link = post.link()
    page = (await post.page.get(link)).text
    claim = {**form(page, "claim"), "remark": f"Ringede om {numbers.new()}"}
    await post.page.post(link, data=claim)
    page = (await post.page.get(link)).text
    for _ in range(2):
        await post.page.post(link, data={**form(page, "answer"), "text": f"Vedr. {numbers.new()}: hvad med tirsdag?"})
    # Whoever holds the link may write what they like where the page has an id or a reason.
    for name in ("id", "detail", "seen", "move"):
        await post.page.post(link, data={**form(page, "park"), name: numbers.new()})
    return (await post.page.get(link)).text


async def _colleagues_at_the_desk(post: Post, talk: ConversationId, numbers: Numbers) -> None:
    ann = Staff("test:ann", "Ann Aske")
    door, said = post.office.desk.door, (await post.office.store.get(talk)).transcript
    bots = next(message for message in said if message.author is Author.BOT)
    await door.report_answer(
        AnswerReport(
            id="report-1",
            conversation_id=talk,
            message_id=bots.id,
            fault=next(iter(Fault)),
            remark=f"Viste {numbers.new()}",
            by=ann,
        )
    )
    fields = {Field(name): value for name, (value, _) in READY.items()}
    fields[Field.PRODUCT] = f"sensor til {numbers.new()}"
    fields[Field.REGION_HOSPITAL] = "OUH, Aalborg"
    await door.write_down(
        HandmadeLead(
            id="by-hand-1",
            by=ann,
            destination_id=SYD,
            language=Language.DANISH,
            fields=fields,
            company_agreed=True,
        )
    )
