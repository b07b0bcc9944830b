"""A visitor who talks to the API over HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, Self
from uuid import uuid4

from starlette.testclient import TestClient

SECRET = "a secret of at least thirty-two characters"  # noqa: S105 - signs nothing outside these tests


class Answer(Protocol):
    """As much of an HTTP answer as the tests look at."""

    @property
    def status_code(self) -> int: ...

    @property
    def text(self) -> str: ...

    @property
    def content(self) -> bytes: ...

    @property
    def headers(self) -> Mapping[str, str]: ...

    def json(self) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    client: TestClient
    id: str
    token: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the visitor's page adds to everything it asks."""

    @classmethod
    def arrives(cls, client: TestClient, *, language: str | None = None) -> Self:
        opened = client.post("/api/v1/conversations", json={"language": language}).json()
        return cls(client=client, id=opened["id"], token=opened["token"])

    def ask(self, method: str, path: str = "", *, body: object = None, headers: dict[str, str] | None = None) -> Answer:
        return self.client.request(
            method,
            f"/api/v1/conversations/{self.id}{path}",
            json=body,
            headers={"Authorization": f"Bearer {self.token}", **self.headers, **(headers or {})},
        )

    def says(self, text: str, *, id_: str | None = None) -> Answer:
        return self.ask("POST", "/messages", body={"id": id_ or str(uuid4()), "text": text})

    def fills_in(self, field: str, value: str) -> Answer:
        return self.ask("PUT", f"/fields/{field}", body={"id": str(uuid4()), "value": value})

    def consents(self, *destinations: str, **changed: object) -> Answer:
        body: dict[str, Any] = {
            "id": str(uuid4()),
            "destinations": list(destinations),
            "notice_id": "notice-1",
            "consent": True,
        }
        return self.ask("POST", "/consent", body=body | changed)

    def is_ready_to_send(self) -> Self:
        self.says("Hvordan tester vi vores udstyr?")
        self.says("Nej, det er ikke CE-mærket")
        self.fills_in("company_name", "Æblehjælp ApS")
        self.fills_in("contact_email", "mia@example.org")
        return self

    def has_sent(self) -> dict[str, Any]:
        """The handoff as the visitor's receipt shows it."""
        sent = self.is_ready_to_send().consents("syd-en-indgang").json()
        handoffs: list[dict[str, Any]] = sent["state"]["handoffs"]
        [handoff] = handoffs
        return handoff
