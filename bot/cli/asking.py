"""`indgang ask`: one question from the command line, or a file of them for evaluation."""

import json
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from bot.domain import (
    Author,
    Citation,
    Conversation,
    Language,
    Message,
    Route,
    Stated,
    UnreadableDocument,
    VisitorMessage,
)
from bot.settings import Settings
from bot.storage import Database
from bot.wiring import FixedClock, House, SystemClock, open_house

from .running import paper, progress_bar, read_day, read_settings, run, write

Row = dict[str, Any]


def ask(
    question: Annotated[str, typer.Argument(help="A question, in Danish or English.")] = "",
    jsonl: Annotated[Path | None, typer.Option(help="A file of questions, one JSON object a line.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the answers to the file go.")] = None,
    today: Annotated[str, typer.Option(help="Answer as of this day (YYYY-MM-DD).")] = "",
    lang: Annotated[Language | None, typer.Option(help="The page's language; else the one it is written in.")] = None,
) -> None:
    """Answer one question, or every row of a file in a conversation of its own."""
    if bool(question) == bool(jsonl) or bool(jsonl) != bool(out):
        raise typer.BadParameter('give a question, or --jsonl IN.jsonl with --out OUT.jsonl: indgang ask "…"')
    day = read_day(today)
    rows = _read_rows(jsonl) if jsonl else [{"id": "1", "question": question, "lang": lang}]
    answers = run(_answer_all(read_settings(), rows, day=day))
    if out:
        write(out, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in answers))
        return
    _show(answers[0])


async def _answer_all(settings: Settings, rows: Sequence[Row], *, day: date | None) -> list[Row]:
    clock = FixedClock(day) if day else SystemClock()
    with tempfile.TemporaryDirectory() as folder, progress_bar("indexing") as progress:
        conversations = Database.open(f"sqlite:///{folder}/asked.db")
        try:
            await conversations.migrate()
            async with open_house(settings, progress=progress, clock=clock, conversations=conversations) as house:
                return [await _answer(house, row) for row in rows]
        finally:
            await conversations.close()


async def _answer(house: House, row: Row) -> Row:
    texts = [turn["user"] for turn in row["turns"]] if row.get("turns") else [row["question"]]
    started = time.perf_counter()
    conversation = await house.engine.open(language=Language(row["lang"]) if row.get("lang") else None)
    for number, text in enumerate(texts, start=1):
        heard = VisitorMessage(id=f"m{number}", conversation_id=conversation.id, text=text)
        conversation = await house.engine.hear_visitor(heard)
    return _written(row, conversation, seconds=time.perf_counter() - started)


def _written(row: Row, conversation: Conversation, *, seconds: float) -> Row:
    """One row of the contract: what was said, on what proof, where to, and what was understood."""
    said = [message for message in conversation.transcript if message.author is Author.BOT]
    last, language = said[-1], conversation.language
    routes = last.routes or (conversation.routes if row.get("turns") else ())
    cited = {citation.passage_id: citation for message in said for citation in message.citations}
    written: Row = {
        "id": row["id"],
        "lang": str(language),
        "answer": "\n\n".join(message.text for message in said),
        "outcome": str(last.outcome),
        "citations": [_citation(citation) for citation in cited.values()],
        "routes": [_route(route, language) for route in routes],
        "asked": [str(message.asks_for) for message in said if message.asks_for],
        "slots": {str(field): _slot(values) for field, values in conversation.inquiry.stated.items()},
        "seconds": round(seconds, 4),
    }
    if row.get("turns"):
        written["turns"] = [
            _turn(heard, reply) for heard, reply in zip(conversation.visitor_messages, said, strict=True)
        ]
    return written


def _citation(citation: Citation) -> Row:
    kept = ("card_id", "title", "url", "as_of", "quote")
    return {name: getattr(citation, name) for name in kept}


def _route(route: Route, language: Language) -> Row:
    return {
        "id": route.destination_id,
        "name": route.name.in_language(language),
        "score": route.score,
        "reason": route.reason.in_language(language),
        "missing": [str(field) for field in route.missing],
    }


def _slot(values: Sequence[Stated]) -> Row:
    last = values[-1]
    return {"value": ", ".join(stated.value for stated in values), "quote": last.quote, "message": last.message_id}


def _turn(heard: Message, reply: Message) -> Row:
    return {
        "user": heard.text,
        "reply": reply.text,
        "outcome": str(reply.outcome),
        "asked": [str(reply.asks_for)] if reply.asks_for else [],
    }


def _read_rows(path: Path) -> list[Row]:
    try:
        # Not splitlines: a JSON string may hold a line separator of Unicode's own.
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise UnreadableDocument(f"cannot read {path.name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"{path.name} is not UTF-8; save it as that") from error
    return [_read_row(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _read_row(path: Path, number: int, line: str) -> Row:
    try:
        row: object = json.loads(line)
    except json.JSONDecodeError as error:
        raise UnreadableDocument(f"{path.name} line {number} is not JSON: {error.msg}") from error
    read: Row = cast(Row, row) if isinstance(row, dict) else {}
    if "id" not in read or not (read.get("question") or read.get("turns")):
        raise UnreadableDocument(f"{path.name} line {number} needs an id and a question, or turns")
    return read


def _show(answer: Row) -> None:
    paper.print(answer["answer"], markup=False)
    for number, citation in enumerate(answer["citations"], start=1):
        paper.print(
            f"  [{number}] {citation['title']} · {citation['as_of']} {citation['url']}".rstrip(),
            style="dim",
            markup=False,
        )
    for route in answer["routes"][:3]:
        paper.print(f"  → {route['name']}: {route['reason']}", style="cyan", markup=False)
