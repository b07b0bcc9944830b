"""Brings one string through every door at once, and looks at what comes out of each."""

import json
import re
from html.parser import HTMLParser
from typing import cast
from urllib.parse import quote, urlencode

import httpx2 as httpx

from bot.domain import ConversationId, LeadCard, LeadKey
from bot.slack.lead_card import card_blocks, card_text
from bot.slack.lead_thread import draft_blocks, history_blocks, transcript_blocks

from .world import API, VALUES, World, deed

OURS = re.compile(r"<!date\^\d+\^\{date_short_pretty\} \{time\}\|[\d :-]+ UTC>")
TRACES = ("Traceback (most recent call last)", 'File "', "site-packages")
ADDRESS = "ann@syd.example"


class Tags(HTMLParser):
    """Every tag of a page, with its attributes' names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(f"{tag} {' '.join(name for name, _ in attrs)}".strip())

    @classmethod
    def of(cls, html: str) -> set[str]:
        parser = cls()
        parser.feed(html)
        return parser.found


class Doors:
    """`faults` names what went wrong, by door; never with the string itself."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.faults: list[str] = []
        self.sent = 0
        self.usual: set[str] = set()
        """The tags of a lead's page when nothing strange is on it."""

    def bring(self, text: str) -> None:
        opened = self._sends("POST", "", token="", body={"language": "da"}).json()
        path, token = f"/{opened['id']}", opened["token"]
        self._sends("POST", f"{path}/messages", token=token, body=deed(text=text))
        for field, value in VALUES.items():
            self._sends("PUT", f"{path}/fields/{field}", token=token, body=deed(value=value))
        for field in ("product", "company_name"):
            self._sends("PUT", f"{path}/fields/{field}", token=token, body=deed(value=text))
            if not self.world.ask("GET", f"{API}{path}", token=token).is_success:
                self.faults.append("the conversation cannot be read any more")
        self._strange_ids(text, path, token)
        review = self._sends("GET", f"{path}/review", token=token).json()
        if "company_name" in review["missing"] or "product" in review["missing"]:
            for field in ("product", "company_name"):
                self._sends("PUT", f"{path}/fields/{field}", token=token, body=deed(value="syngende seng"))
        chosen = [each["destination_id"] for each in review["recipients"][:1]]
        consent = deed(destinations=chosen, notice_id=review["notice_id"], consent=True)
        if self._sends("POST", f"{path}/consent", token=token, body=consent).is_success:
            self._staff(text, ConversationId(opened["id"]))

    def _strange_ids(self, text: str, path: str, token: str) -> None:
        """Where an id, a link, a language or a key is expected."""
        strange = quote(text.encode("utf-8", "replace")[:300], safe="")
        for method, at in (
            ("GET", f"/{strange}"),
            ("PUT", f"{path}/fields/{strange}"),
            ("GET", f"{path}/messages?after={strange}"),
        ):
            self._sends(method, at, token=token, body=deed(value="x") if method == "PUT" else None)
        self._sends("POST", f"{path}/messages", token=token, body={"id": text, "text": "x", text: text})
        self._sends("POST", f"{path}/withdraw", token=token, body=deed(reference=text))
        self._sends(
            "POST", f"{path}/consent", token=token, body=deed(destinations=[text], notice_id=text, consent=True)
        )
        self._sends("POST", f"{path}/messages/{strange}/feedback", token=token, body=deed(helped=True, comment=text))
        for page in (f"/status/{strange}", f"/api/v1/status/{strange}", f"/lead/{strange}", f"/lead/x?lang={strange}"):
            self._looks(self.world.ask("GET", page), page.split("/")[1])

    def _staff(self, text: str, key: ConversationId) -> None:
        run, desk = self.world.runner.run, self.world.desk
        [handoff] = run(desk.store.get(key)).handoffs
        link = f"/lead/{self.world.links.issue(LeadKey(key, handoff.id, ADDRESS))}"
        for values in (
            {"move": "claim", "remark": text},
            {"move": "answer", "text": text},
            {"move": text, "detail": text},
        ):
            body = urlencode(deed(**values), errors="replace")
            form = {"content": body, "headers": {"Content-Type": "application/x-www-form-urlencoded"}}
            self._looks(self.world.runner.run(self.world.client.post(link, **form)), "lead form")  # type: ignore[arg-type]
        page = self.world.ask("GET", link)
        self._looks(page, "lead page")
        if strange := Tags.of(page.text) - self.usual:
            if self.usual:
                self.faults.append(f"lead page: new tags {len(strange)}")
            else:
                self.usual = Tags.of(page.text)
        self._slack(run(desk.door.card(key, handoff.id)))

    def _slack(self, card: LeadCard) -> None:
        blocks = [*card_blocks(card), *transcript_blocks(card), *draft_blocks(card), *history_blocks(card)]
        for words in (card_text(card), *_marked_up(blocks)):
            if "<" in (left := OURS.sub("", words)) or ">" in re.sub(r"(?m)^> ?", "", left):
                self.faults.append("slack: a mark that is not ours")

    def _sends(self, method: str, path: str, *, token: str, body: object = None) -> httpx.Response:
        raw = json.dumps(body) if body is not None else ""
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
        answer = self.world.runner.run(self.world.client.request(method, f"{API}{path}", content=raw, headers=headers))
        self._looks(answer, f"{method} {path.rpartition('/')[2][:12]}")
        return answer

    def _looks(self, answer: httpx.Response, door: str) -> None:
        self.sent += 1
        if answer.status_code >= 500:
            self.faults.append(f"{door}: {answer.status_code}")
        if any(trace in answer.text for trace in TRACES):
            self.faults.append(f"{door}: a traceback")


def _marked_up(part: object) -> list[str]:
    """Every mrkdwn text in blocks."""
    if isinstance(part, list):
        return [text for each in cast("list[object]", part) for text in _marked_up(each)]
    if isinstance(part, dict):
        held = cast("dict[str, object]", part)
        own = [str(held["text"])] if held.get("type") == "mrkdwn" else []
        return own + [text for each in held.values() for text in _marked_up(each)]
    return []
