"""A company in a channel shared with it hands over an enquiry by modal, agrees to each recipient, and takes it back."""

import pytest

from bot.domain import Author, Field, Language
from bot.slack import company_forms as forms
from tests.conversation.samples import knows, passage

from .colleague import Colleague
from .conftest import BY_EITHER
from .edge import BOT_USER, Json
from .schemas import fault_in_view
from .test_outsiders import ELSEWHERE, QUESTION
from .workspace import SYD, Workspace

pytestmark = [pytest.mark.slack, pytest.mark.anyio, BY_EITHER]
CPR = "010203-4567"
TOLD = {
    Field.NEED: "test",
    Field.PRODUCT: f"singing bed {CPR}",
    Field.REGION_HOSPITAL: "OUH",
    Field.COMPANY_NAME: "Pæretræ ApS",
    Field.CONTACT_EMAIL: "per@pear.example",
}
ASKED = {
    Language.ENGLISH: (QUESTION, "The robot lab tests robots."),
    Language.DANISH: ("Hvad laver robotlaboratoriet?", "Robotlaboratoriet tester robotter."),
}
TS = "1795644999.000001"


async def _asked(place: Workspace, *, language: Language = Language.ENGLISH) -> tuple[Colleague, Json]:
    """Somebody of a company, and the answer they were given."""
    question, answer = ASKED[language]
    place.retriever.script[question] = knows(passage("lab", answer, language=language))
    place.edge.strangers["U0STRANGER"] = ELSEWHERE
    place.edge.locales["U0STRANGER"] = "da-DK" if language is Language.DANISH else "en-GB"
    mia = Colleague(edge=place.edge, name="mia", id="U0STRANGER", token="", team=ELSEWHERE)
    event = mia.message(place.channel, TS, f"<@{BOT_USER}> {question}")
    await place.edge.event(event, team=ELSEWHERE)
    await place.settled()
    return mia, {"ts": TS, "thread_ts": TS, "blocks": place.edge.whispers[-1]["blocks"]}


async def _reviewed(place: Workspace, mia: Colleague, answer: Json) -> Json:
    await mia.presses(answer, forms.TELL, channel=place.channel)
    form = await place.opened()
    assert fault_in_view(form) == ""
    _, told = await mia.fills_in(form, **{str(field): words for field, words in TOLD.items()})
    assert told["response_action"] == "update"
    assert fault_in_view(told["view"]) == ""
    return {**form, **told["view"]}


@pytest.mark.parametrize("language", list(Language))
async def test_a_company_tells_reviews_agrees_and_staff_get_its_lead(workspace: Workspace, language: Language) -> None:
    mia, answer = await _asked(workspace, language=language)
    review = await _reviewed(workspace, mia, answer)
    shown = str(review["blocks"])
    assert "Pæretræ ApS" in shown
    assert CPR not in shown
    assert ("Hvem må få henvendelsen?" if language is Language.DANISH else "Who may receive") in shown
    assert await workspace.store.handoffs() == [], "nothing leaves before it is agreed to"

    _, refused = await mia.fills_in(review)
    assert list(refused["errors"]) == [forms.RECIPIENTS]
    assert await workspace.store.handoffs() == []

    _, receipt = await mia.fills_in(review, recipients=[SYD])
    await mia.fills_in(review, recipients=[SYD])
    await workspace.settled()
    [(conversation_id, handoff)] = await workspace.store.handoffs()
    assert handoff.reference in str(receipt["view"])
    conversation = await workspace.store.get(conversation_id)
    assert [each.destination_id for each in conversation.consents] == [SYD]
    assert conversation.language is language
    card = str((await workspace.card(handoff))["blocks"])
    assert "Pæretræ ApS" in card
    assert CPR not in card


async def test_an_enquiry_is_taken_back_where_it_was_sent(workspace: Workspace) -> None:
    mia, answer = await _asked(workspace)
    await mia.fills_in(await _reviewed(workspace, mia, answer), recipients=[SYD])
    await workspace.settled()
    [(_, handoff)] = await workspace.store.handoffs()
    assert "per@pear.example" in str((await workspace.card(handoff))["blocks"])
    await mia.presses(answer, forms.TELL, channel=workspace.channel)
    receipt = await workspace.opened()
    await mia.presses_at_home(receipt, forms.WITHDRAW)
    assert "has been withdrawn" in str((await workspace.opened())["blocks"])
    await workspace.settled()
    assert await workspace.store.handoffs() == []
    assert "per@pear.example" not in str((await workspace.card(handoff))["blocks"])


async def test_what_a_company_writes_once_a_colleague_answers_goes_to_the_colleague(workspace: Workspace) -> None:
    mia, answer = await _asked(workspace)
    await mia.fills_in(await _reviewed(workspace, mia, answer), recipients=[SYD])
    await workspace.settled()
    [(conversation_id, handoff)] = await workspace.store.handoffs()
    card = await workspace.card(handoff)
    await workspace.ann.presses(card, "deed:claim", channel=workspace.channel)
    await workspace.settled()
    later = {**mia.message(workspace.channel, "1795645999.000001", f"<@{BOT_USER}> Tuesday is fine"), "thread_ts": TS}
    await workspace.edge.event(later, team=ELSEWHERE)
    await workspace.settled()
    assert "has been given what you wrote" in workspace.edge.whispers[-1]["text"]
    assert "Tuesday is fine" in str(await workspace.thread(card["ts"]))
    assert (await workspace.store.get(conversation_id)).transcript[-1].author is Author.VISITOR


async def test_nobody_speaks_in_anothers_conversation(workspace: Workspace) -> None:
    _, answer = await _asked(workspace)
    workspace.edge.strangers["U0ANOTHER"] = ELSEWHERE
    other = Colleague(edge=workspace.edge, name="mo", id="U0ANOTHER", token="", team=ELSEWHERE)
    await other.presses(answer, forms.TELL, channel=workspace.channel)
    view = await workspace.opened()
    assert "callback_id" not in view or view["callback_id"] != forms.TELL_FORM


async def test_a_colleague_is_not_asked_about_a_product(workspace: Workspace) -> None:
    workspace.retriever.script[QUESTION] = knows(passage("lab", "The robot lab tests robots."))
    await workspace.ann.says(workspace.channel, f"<@{BOT_USER}> {QUESTION}")
    await workspace.settled()
    assert forms.TELL not in str(workspace.edge.whispers[-1]["blocks"])
