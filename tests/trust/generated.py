"""Requests made from the document the API publishes: as it asks for, and against it, with and without the right key."""

import contextlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import uuid4

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import seed as seeded
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core import NotSet

from .world import API, World, deed

TRACES = ("Traceback (most recent call last)", 'File "', "site-packages")
STREAMS = "/events"
"""Goes on for as long as somebody listens; what it takes is tried with a wrong key, which ends at once."""


@dataclass(kw_only=True)
class Generated:
    world: World
    id: str = ""
    token: str = ""
    sent: Counter[str] = field(default_factory=Counter[str])
    """By operation."""
    statuses: Counter[int] = field(default_factory=Counter[int])
    faults: list[str] = field(default_factory=list[str])

    def try_all(self, *, examples: int, seed: int = 0) -> None:
        """So many requests for each operation, half of them against the document."""
        schema = cast(Any, schemathesis).openapi.from_dict(self.world.app.openapi())
        for result in schema.get_all_operations():
            operation = result.ok()
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                if mode is GenerationMode.POSITIVE or operation.path_parameters or operation.body or operation.query:
                    self._try(operation, mode, examples=max(1, examples // 2), seed=seed)

    def _try(self, operation: Any, mode: GenerationMode, *, examples: int, seed: int) -> None:
        wanted = settings(
            max_examples=examples,
            deadline=None,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
        )

        @seeded(seed)
        @wanted
        @given(case=operation.as_strategy(generation_mode=mode))
        def play(case: Any) -> None:
            may_be_owned = "conversation_id" in operation.path and not operation.path.endswith(STREAMS)
            self._send(operation, case, owned=may_be_owned and self.sent.total() % 2 == 1)

        # Any text is a conversation's id: for some operations nothing can be said against the document.
        with contextlib.suppress(Unsatisfiable):
            play()

    def _send(self, operation: Any, case: Any, *, owned: bool) -> None:
        path, token = case.formatted_path, ""
        if owned:
            self._open()
            head, _, rest = operation.path.partition("{conversation_id}")
            tail = case.formatted_path.removeprefix(head).partition("/")[2] if rest else ""
            path, token = f"{head}{self.id}" + (f"/{tail}" if tail else ""), self.token
        headers = {
            str(name): str(value)
            for name, value in cast("dict[Any, Any]", case.headers or {}).items()
            if name != "Authorization"
        }
        headers = {name: value for name, value in headers.items() if _may_be_sent(name) and _may_be_sent(value)}
        if owned:
            headers.pop("X-Indgang-Site", None)
        label = f"{case.method} {operation.path}"
        try:
            request = self.world.client.build_request(
                case.method, path, headers=headers, params=dict(case.query or {}), **_body(case)
            )
        except (ValueError, TypeError, UnicodeError):
            return
        if token:
            request.headers["Authorization"] = f"Bearer {token}"
        answer = self.world.runner.run(self.world.client.send(request))
        self.sent[label] += 1
        self.statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            self.faults.append(f"{label}: {answer.status_code}")
        if any(trace in answer.text for trace in TRACES):
            self.faults.append(f"{label}: a traceback")
        if operation.method == "delete" and owned:
            self.id = ""

    def _open(self) -> None:
        """A conversation of our own, with something said in it; a new one where the last was deleted."""
        if self.id:
            return
        opened = self.world.ask("POST", API, json={"language": "da"}).json()
        self.id, self.token = opened["id"], opened["token"]
        self.world.ask("POST", f"{API}/{self.id}/messages", token=self.token, json=deed(text="Hej", id=str(uuid4())))


def _body(case: Any) -> dict[str, Any]:
    if isinstance(case.body, NotSet):
        return {}
    return {"content": case.body} if isinstance(case.body, bytes) else {"json": case.body}


def _may_be_sent(text: str) -> bool:
    """What a client's library lets through at all."""
    return bool(text) and text.isascii() and text.isprintable()
