"""Messages that grow, as Slack keeps them: a state machine over the emulator's messages, which knows none of its own.

Arguments are held to Slack's own types before they come here. The refusals are those its pages and other apps name.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
METHODS = frozenset({"chat.startStream", "chat.appendStream", "chat.stopStream"})
MOST = 12_000
_ESCAPE = re.compile(r"\\([^a-zA-Z0-9\s])")


@dataclass(slots=True)
class Growing:
    channel: str
    words: str
    state: str = "in_progress"


@dataclass(slots=True, kw_only=True)
class Streams:
    emulated: Callable[[str, Json], Awaitable[Json]]
    held: dict[str, Growing] = field(default_factory=dict[str, Growing])

    def is_growing(self, ts: str) -> bool:
        return ts in self.held and self.held[ts].state == "in_progress"

    def stopped_by_reader(self, ts: str) -> None:
        self.held[ts].state = "stopped"

    def grown_too_long(self, ts: str) -> None:
        """Slack ends a stream by itself after some minutes."""
        self.held[ts].state = "errored"

    async def called(self, method: str, args: Json) -> Json:
        if method == "chat.startStream":
            return await self._start(args)
        growing = self.held.get(args["ts"])
        if growing is None or growing.channel != args["channel"]:
            return _refused("message_not_found")
        if growing.state == "stopped":
            return _refused("stopped_by_user")
        if growing.state != "in_progress":
            return _refused("message_not_in_streaming_state")
        growing.words += args.get("markdown_text", "")
        blocks = list(args.get("blocks", ()))
        changed = {"channel": args["channel"], "ts": args["ts"], **_shown(growing.words, blocks)}
        answer = await self.emulated("chat.update", changed)
        if answer["ok"] and method == "chat.stopStream":
            growing.state = "completed"
        return answer

    async def _start(self, args: Json) -> Json:
        if not args["channel"].startswith("D"):
            for name in ("recipient_team_id", "recipient_user_id"):
                if name not in args:
                    return _refused(f"missing_{name}")
        words = args.get("markdown_text", "")
        posted = {"channel": args["channel"], "thread_ts": args["thread_ts"], **_shown(words, [])}
        answer = await self.emulated("chat.postMessage", posted)
        if answer["ok"]:
            self.held[answer["ts"]] = Growing(args["channel"], words)
        return answer


def fault_in_stream(method: str, args: Json) -> str:
    """What Slack's types leave open."""
    words = args.get("markdown_text")
    if words is None and "chunks" not in args and method != "chat.stopStream":
        return f"{method}: neither words nor chunks"
    return f"{method}: {len(words)} characters of Markdown" if words is not None and len(words) > MOST else ""


def read(markdown: str) -> str:
    """The words as they are read: marks that were made plain are themselves again."""
    return _ESCAPE.sub(r"\1", markdown)


def _shown(words: str, blocks: list[Json]) -> Json:
    """Slack renders what follows a stream below its words."""
    return {"text": read(words), "blocks": [{"type": "markdown", "text": words}, *blocks]}


def _refused(error: str) -> Json:
    return {"ok": False, "error": error}
