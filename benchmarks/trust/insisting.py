"""Companies that hand over lead after lead to a server that keeps dying, and remember what they were told."""

import asyncio
from dataclasses import dataclass, field

import httpx2 as httpx

from tests.trust.world import API, VALUES, deed

from .lives import BY_MAIL, BY_SLACK

BUSY = 429
ASKS_AGAIN_AFTER = 0.08


@dataclass(slots=True)
class Ledger:
    """What companies were told, kept where no server can lose it."""

    acknowledged: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Conversation id: the references its receipt named."""
    attempts: int = 0
    cut_off: int = 0
    """Requests whose connection broke: the company does not know, and asks again with the same id."""
    refused: int = 0
    submitting: int = 0
    """How many wait just now for the receipt of a lead."""

    @property
    def told(self) -> set[str]:
        return {reference for references in self.acknowledged.values() for reference in references}


@dataclass(slots=True)
class Company:
    """Hands over lead after lead, repeating each deed under its own id until it is acknowledged."""

    client: httpx.AsyncClient
    ledger: Ledger
    over: asyncio.Event
    destinations: tuple[str, ...] = (BY_SLACK, BY_MAIL)

    async def hands_over(self) -> None:
        while not self.over.is_set():
            opened = (await self._insist("POST", "", body={"language": "da"}, token="")).json()
            path, token = f"/{opened['id']}", opened["token"]
            for name, value in VALUES.items():
                await self._insist("PUT", f"{path}/fields/{name}", body=deed(value=value), token=token)
            notice = (await self._insist("GET", f"{path}/review", token=token)).json()["notice_id"]
            consent = deed(destinations=list(self.destinations), notice_id=notice, consent=True)
            receipt = (await self._submits(path, consent, token=token)).json()
            references = tuple(each["reference"] for each in receipt["state"]["handoffs"])
            self.ledger.acknowledged[opened["id"]] = references

    async def _submits(self, path: str, consent: object, *, token: str) -> httpx.Response:
        self.ledger.submitting += 1
        try:
            return await self._insist("POST", f"{path}/consent", body=consent, token=token)
        finally:
            self.ledger.submitting -= 1

    async def _insist(self, method: str, path: str, *, token: str, body: object = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        while True:
            self.ledger.attempts += 1
            try:
                answer = await self.client.request(method, f"{API}{path}", json=body, headers=headers, timeout=10)
                if answer.is_success:
                    return answer
                self.ledger.refused += 1
                if answer.status_code < BUSY:
                    raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text}")
            except httpx.TransportError:
                self.ledger.cut_off += 1
            if self.over.is_set():
                raise asyncio.CancelledError
            await asyncio.sleep(ASKS_AGAIN_AFTER)
