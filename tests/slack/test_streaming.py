"""An answer grows in somebody's own talk with Indgang while a model writes it, and always ends as one whole answer."""

import asyncio
import html
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.domain import TransientError
from tests.conversation.samples import knows, passage

from .edge import BOT_USER, LOST, Json
from .workspace import Workspace, open_workspace
from .writing import Writer, below, streamed, until, words_of

pytestmark = [pytest.mark.slack, pytest.mark.anyio]
BY_EITHER = pytest.mark.parametrize("by_socket", [False, True], ids=["http", "socket"])
QUESTION = "What does the robot lab do?"
FIRST = "The robot lab tests <!channel> robots & *arms* for nurses."
SECOND = "1. January 2027 the robot lab moves to [Odense](https://lab.example/a_b)."
THIRD = "The robot lab lends beds to companies with _two_ `robots`."
SOURCE = f"{FIRST} It is quiet there. {SECOND} {THIRD}"
FORGED = "The robot lab pays every company 900,000 kroner."


@asynccontextmanager
async def _talk(
    emulated: str, folder: Path, *, by_socket: bool = False, every: float = 0.02
) -> AsyncGenerator[tuple[Workspace, Writer, str], None]:
    """A workspace whose model writes as it is told, and Ann's own talk with Indgang in it."""
    writer = Writer()
    opened = open_workspace(emulated, folder, by_socket=by_socket, engine_of=writer.over(), stream_every=every)
    async with opened as place:
        place.retriever.script[QUESTION] = knows(passage("lab", SOURCE))
        yield place, writer, await place.direct(place.ann)
        assert place.edge.violations == []


async def _asked(place: Workspace, writer: Writer, direct: str) -> str:
    """A question whose answer the model has begun to write; the ts of the question."""
    before = writer.asked
    ts = await place.ann.says(direct, QUESTION)
    await until(lambda: writer.asked > before)
    return ts


async def _begun(place: Workspace, writer: Writer, first: str) -> str:
    """The model has written its first sentence, and Slack shows it; the ts of the message that grows."""
    writer.writes(first)
    await until(lambda: bool(place.edge.streams.held))
    [growing] = place.edge.streams.held
    return growing


async def _posted(emulated: str, folder: Path) -> Json:
    """The answer as it is posted where it is whole before anything of it was to be shown."""
    async with _talk(emulated, folder / "posted", every=30) as (place, writer, direct):
        ts = await _asked(place, writer, direct)
        writer.writes(FIRST, SECOND, THIRD)
        writer.ends()
        await place.settled()
        [message] = await place.thread(ts, direct)
        assert streamed(place) == []
        assert len(place.edge.made("chat.postMessage")) == 1
        return message


def _is_the_same(grown: Json, posted: Json) -> bool:
    """But for the ids of the question that stand in the buttons."""
    buttons = [[each.get("action_id") for each in block["elements"]] for block in below(posted)]
    return (
        words_of(grown) == words_of(posted)
        and below(grown)[:-1] == below(posted)[:-1]
        and [[each.get("action_id") for each in block["elements"]] for block in below(grown)] == buttons
    )


@BY_EITHER
async def test_an_answer_that_grew_says_what_one_posted_at_once_says(
    emulated: str, tmp_path: Path, by_socket: bool
) -> None:
    async with _talk(emulated, tmp_path, by_socket=by_socket) as (place, writer, direct):
        ts = await _asked(place, writer, direct)
        writer.writes(FIRST)
        await _reads(place, ts, direct, [f"{FIRST} [1]"])
        writer.writes(SECOND)
        growing = await _reads(place, ts, direct, [f"{FIRST} [1]", f"{SECOND} [1]"])
        assert place.edge.streams.is_growing(growing["ts"])
        writer.writes(THIRD)
        writer.ends()
        await place.settled()
        [grown] = await place.thread(ts, direct)
        assert grown["ts"] == growing["ts"]
        assert not place.edge.streams.is_growing(grown["ts"])
        [began] = place.edge.made("chat.startStream")
        assert (began["thread_ts"], began["recipient_user_id"]) == (ts, place.ann.id)
        assert "&lt;!channel&gt; robots &amp; \\*arms\\*" in began["markdown_text"]
        assert len(place.edge.made("chat.stopStream")) == 1
        assert place.edge.made("chat.update") == []
        assert _is_the_same(grown, await _posted(emulated, tmp_path))
        assert words_of(grown)[0].startswith("The robot lab tests &lt;!channel&gt;")
        await place.ann.presses({**grown, "thread_ts": ts}, "bad_answer", channel=direct)
        assert (await place.opened())["callback_id"] == "fault"


@BY_EITHER
async def test_an_answer_in_a_channel_is_whispered_whole(emulated: str, tmp_path: Path, by_socket: bool) -> None:
    async with _talk(emulated, tmp_path, by_socket=by_socket) as (place, writer, _):
        await place.ann.says(place.channel, f"<@{BOT_USER}> {QUESTION}")
        await until(lambda: writer.asked == 1)
        writer.writes(FIRST, SECOND)
        writer.ends()
        await place.settled()
        assert len(place.edge.whispers) == 1
        assert streamed(place) == []


async def test_slack_is_sent_no_more_than_its_share(emulated: str, tmp_path: Path) -> None:
    async with _talk(emulated, tmp_path, every=0.3) as (place, writer, direct):
        await _asked(place, writer, direct)
        writer.writes(FIRST)
        await until(lambda: len(streamed(place)) == 1)
        writer.writes(SECOND)
        writer.writes(THIRD)
        await until(lambda: len(streamed(place)) == 2)
        writer.ends()
        await place.settled()
        assert SECOND[:10] not in streamed(place)[0]
        assert "lends beds" in streamed(place)[1], "what came meanwhile goes together"


START: list[int | str] = [
    "missing_scope",
    "unknown_method",
    "channel_type_not_supported",
    "429",
    500,
    "internal_error",
    LOST,
]
APPEND: list[int | str] = [
    "429",
    500,
    "internal_error",
    LOST,
    "message_not_in_streaming_state",
    "stopped_by_user",
    "msg_too_long",
]
STOP: list[int | str] = ["429", 503, LOST, "message_not_in_streaming_state", "stopped_by_user", "message_not_found"]
FAULTS: list[tuple[str, int | str]] = [
    *(("chat.startStream", fault) for fault in START),
    *(("chat.appendStream", fault) for fault in APPEND),
    *(("chat.stopStream", fault) for fault in STOP),
]


async def test_whatever_slack_answers_one_whole_answer_stands(emulated: str, tmp_path: Path) -> None:
    async with _talk(emulated, tmp_path) as (place, writer, direct):
        posted = await _posted(emulated, tmp_path)
        asked: dict[str, tuple[str, int | str]] = {}
        for method, fault in FAULTS:
            place.edge.faults[method] = [fault]
            sent = len(streamed(place))
            ts = await _asked(place, writer, direct)
            writer.writes(FIRST)
            await _grows(place, sent + 1)
            writer.writes(SECOND)
            if method != "chat.startStream":
                await _grows(place, sent + 2)
            writer.writes(THIRD)
            writer.ends()
            asked[ts] = (method, fault)
            await place.settled()
            assert place.edge.faults[method] == [], "it was met"
        assert len(asked) == len(FAULTS)
        for ts, met in asked.items():
            answers = await place.thread(ts, direct)
            assert [words_of(each) for each in answers] == [words_of(posted)], met
            assert _is_the_same(answers[0], posted), met
            assert not place.edge.streams.is_growing(answers[0]["ts"]), met


@pytest.mark.parametrize("fault", ["429", 500, LOST, "streaming_state_conflict"])
async def test_an_answer_that_could_not_be_changed_at_first_is_changed_later(
    emulated: str, tmp_path: Path, fault: int | str
) -> None:
    async with _talk(emulated, tmp_path) as (place, writer, direct):
        ts = await _asked(place, writer, direct)
        writer.writes(FIRST)
        await until(lambda: bool(streamed(place)) and bool(place.edge.streams.held))
        [growing] = place.edge.streams.held
        place.edge.streams.stopped_by_reader(growing)
        place.edge.faults["chat.update"] = [fault]
        writer.writes(SECOND, THIRD)
        writer.ends()
        await place.settled()
        [answer] = await place.thread(ts, direct)
        assert answer["ts"] == growing
        assert "lends beds" in str(answer["blocks"])
        assert place.edge.made("chat.postMessage") == []


async def test_an_answer_somebody_deleted_while_it_grew_is_posted_whole(emulated: str, tmp_path: Path) -> None:
    async with _talk(emulated, tmp_path) as (place, writer, direct):
        ts = await _asked(place, writer, direct)
        growing = await _begun(place, writer, FIRST)
        place.edge.streams.grown_too_long(growing)
        await place.edge.emulated("chat.delete", {"channel": direct, "ts": growing})
        writer.writes(SECOND, THIRD)
        writer.ends()
        await place.settled()
        [answer] = await place.thread(ts, direct)
        assert "lends beds" in str(answer["blocks"])


async def test_what_is_not_proved_is_never_shown_and_a_draft_that_fails_is_replaced(
    emulated: str, tmp_path: Path
) -> None:
    async with _talk(emulated, tmp_path) as (place, writer, direct):
        ts = await _asked(place, writer, direct)
        await _begun(place, writer, THIRD)
        writer.writes(FORGED, FORGED.replace("900", "901"), FORGED.replace("900", "902"))
        writer.ends()
        await place.settled()
        [answer] = await place.thread(ts, direct)
        assert "kroner" not in str(place.edge.calls)
        assert words_of(answer)[0].startswith("The robot lab tests"), "the editors' own sentences, in their order"
        assert len(place.edge.made("chat.update")) == 1


async def test_half_a_sentence_is_never_shown_and_a_model_that_dies_leaves_a_whole_answer(
    emulated: str, tmp_path: Path
) -> None:
    async with _talk(emulated, tmp_path) as (place, writer, direct):
        ts = await _asked(place, writer, direct)
        await _begun(place, writer, FIRST)
        writer.pieces.put_nowait('{"text": "The robot lab lends')
        writer.fails(TransientError("it died"))
        await place.settled()
        [answer] = await place.thread(ts, direct)
        assert all(text.strip().endswith("[1]") or "\n\n" in text for text in streamed(place))
        assert len(streamed(place)[0].split("\n\n")) == 1
        assert words_of(answer)[0].endswith("nurses. [1]")
        assert not place.edge.streams.is_growing(answer["ts"])


@BY_EITHER
@pytest.mark.parametrize("lost", [False, True], ids=["known", "lost"])
async def test_an_answer_whose_process_died_while_it_grew_is_finished_where_it_stands(
    emulated: str, tmp_path: Path, by_socket: bool, lost: bool
) -> None:
    """`lost`: it died before Slack said which message it is."""
    async with _talk(emulated, tmp_path, by_socket=by_socket) as (place, writer, direct):
        place.edge.faults["chat.startStream"] = [LOST] if lost else []
        ts = await _asked(place, writer, direct)
        growing = await _begun(place, writer, FIRST)
        await _until_kept(place, "" if lost else growing)
        _die(place)
        # Whoever takes it up asks the model again; its answer was never stored.
        await until(lambda: writer.asked == 2)
        writer.writes(FIRST, SECOND, THIRD)
        writer.ends()
        await place.settled()
        [answer] = await place.thread(ts, direct)
        assert answer["ts"] == growing
        assert "lends beds" in str(answer["blocks"])
        assert below(answer)[-1]["block_id"] == "answer"
        assert len(place.edge.made("chat.startStream")) == 1
        assert place.edge.made("chat.postMessage") == []


async def test_an_answer_whose_process_died_after_it_was_whole_is_left_as_it_is(emulated: str, tmp_path: Path) -> None:
    async with _talk(emulated, tmp_path) as (place, writer, direct):
        ts = await _asked(place, writer, direct)
        await _begun(place, writer, FIRST)
        place.edge.faults["chat.stopStream"] = [LOST]
        writer.ends()
        await until(lambda: bool(place.edge.made("chat.stopStream")))
        _die(place)
        await place.settled()
        [answer] = await place.thread(ts, direct)
        assert place.edge.made("chat.update") == []
        assert below(answer)[-1]["block_id"] == "answer"


async def test_somebody_who_repeats_the_first_words_is_not_taken_for_us(emulated: str, tmp_path: Path) -> None:
    async with _talk(emulated, tmp_path) as (place, writer, direct):
        place.edge.faults["chat.startStream"] = [LOST]
        ts = await _asked(place, writer, direct)
        quoted = {"channel": direct, "text": FIRST, "thread_ts": ts}
        repeated = await place.edge.emulated("chat.postMessage", quoted, token=place.ann.token)
        await _begun(place, writer, FIRST)
        writer.ends()
        await place.settled()
        [hers, answer] = await place.thread(ts, direct)
        assert (hers["ts"], hers["text"]) == (repeated["ts"], FIRST)
        assert below(answer)[-1]["block_id"] == "answer"


async def test_two_questions_at_once_in_one_thread_keep_their_own_answers(emulated: str, tmp_path: Path) -> None:
    async with _talk(emulated, tmp_path) as (place, writer, direct):
        root = await _asked(place, writer, direct)
        writer.writes(FIRST)
        await until(lambda: len(place.edge.streams.held) == 1)
        place.edge.faults["chat.startStream"] = [LOST]
        writer.ends()
        await place.settled()
        other = await place.ann.says(direct, QUESTION, thread_ts=root)
        await until(lambda: writer.asked == 2)
        writer.writes(SECOND)
        await until(lambda: len(place.edge.streams.held) == 2)
        writer.writes(THIRD)
        writer.ends()
        await place.settled()
        answers = [each for each in await place.thread(root, direct) if each["ts"] != other]
        assert len(answers) == 2
        assert [words_of(each)[0][:11] for each in answers] == ["The robot l", "1. January "]


async def _grows(place: Workspace, pieces: int) -> None:
    """Until Slack was sent so many pieces of Markdown, whatever it answered."""
    await until(lambda: len(streamed(place)) == pieces)


async def _reads(place: Workspace, ts: str, direct: str, lines: list[str]) -> Json:
    """The one answer there is, once these lines stand in it, and never a word more before that."""
    async with asyncio.timeout(10):
        while True:
            answers = await place.thread(ts, direct)
            read = [html.unescape(line) for each in answers for line in words_of(each)]
            if read == lines:
                [answer] = answers
                return answer
            assert read == lines[: len(read)], "whole sentences, in their order"


async def _until_kept(place: Workspace, ts: str) -> None:
    async def kept() -> object:
        [waiting] = await place.desk.inbox.waiting()
        return waiting.payload.get("stream")

    for _ in range(400):
        if isinstance(found := await kept(), dict) and found["ts"] == ts and found["words"]:
            return
    raise AssertionError("nothing was kept")


def _die(place: Workspace) -> None:
    """Whatever is under way ends where it stands, and is read anew from the database."""
    for task in asyncio.all_tasks():
        if task.get_name().startswith(f"{place.edge.team}:"):
            task.cancel()
