"""A log line is an event and ids in JSON; words a visitor wrote are never in it."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from bot.logs import IdsOnly, configure_logging

WORDS = "my secret wish"


@pytest.fixture(autouse=True)
def logging_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    # A server started in this process before (by another test) has silenced it for good.
    monkeypatch.setattr(logging.getLogger("uvicorn.access"), "propagate", True)
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def last_line(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    line: dict[str, Any] = json.loads(capsys.readouterr().err.splitlines()[-1])
    return line


def test_a_line_holds_the_event_and_its_ids(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging()
    logging.getLogger("bot.somewhere").info("handoff.opened", extra={"conversation_id": "c1", "attempts": 2})
    line = last_line(capsys)
    assert {key: value for key, value in line.items() if key != "at"} == {
        "level": "info",
        "logger": "bot.somewhere",
        "event": "handoff.opened",
        "conversation_id": "c1",
        "attempts": 2,
    }


def test_an_error_is_told_by_kind_and_place_and_not_by_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging()
    try:
        int(WORDS)
    except ValueError:
        logging.getLogger("bot").exception("it.broke")
    line = last_line(capsys)
    assert line["error"] == "ValueError"
    assert line["where"].startswith("test_logs.py:")
    assert WORDS not in json.dumps(line)


def test_the_place_is_where_it_went_wrong_and_not_where_it_was_caught(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging()
    try:
        json.loads("{")
    except ValueError:
        logging.getLogger("bot").exception("it.broke")
    assert last_line(capsys)["where"].startswith("decoder.py:")


def test_an_error_that_was_never_raised_has_no_place() -> None:
    record = logging.makeLogRecord({"msg": "it.broke", "exc_info": (ValueError, ValueError(WORDS), None)})
    line = json.loads(IdsOnly().format(record))
    assert (line["error"], line["where"]) == ("ValueError", "")
    assert WORDS not in json.dumps(line)


def test_what_is_quieter_than_the_level_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("WARNING")
    logging.getLogger("bot").info("of.no.interest")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("library", ["httpx", "chromadb", "uvicorn.access", "alembic"])
def test_libraries_speak_only_when_something_is_wrong(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("DEBUG")
    logging.getLogger(library).info("chatter")
    assert capsys.readouterr().err == ""
    logging.getLogger(library).warning("trouble")
    assert last_line(capsys)["event"] == "trouble"
