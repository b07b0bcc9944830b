"""How log lines look: an event, then ids. Never words a visitor wrote."""

import json
import logging
import sys

_PLAIN = frozenset(vars(logging.makeLogRecord({})))


class IdsOnly(logging.Formatter):
    """One line of JSON: time, level, logger, event and the ids given with it."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **{key: value for key, value in vars(record).items() if key not in _PLAIN and key != "message"},
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _place(record)
        return json.dumps(line, ensure_ascii=False, default=str)


def configure_logging(level: str = "INFO") -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(IdsOnly())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("httpx", "httpx2", "openai", "chromadb", "uvicorn.access", "alembic", "pdfminer"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _place(record: logging.LogRecord) -> str:
    """Where it went wrong, without the exception's words: they may hold a visitor's."""
    trace = record.exc_info[2] if record.exc_info else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else ""
