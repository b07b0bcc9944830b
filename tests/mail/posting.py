"""An office whose colleagues are reached by letter, with the pages their links open."""

import re
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path

from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from bot.conversation import Channels, Engine
from bot.domain import Answering, Delivery, Directory, Language, Terms
from bot.mail import MailNotifier
from bot.settings import MailSettings, Settings
from bot.web import LeadLinks, Limits, Sites, add_lead_pages, create_app
from bot.wiring import make_delivery, make_mail
from tests.conversation.office import Office, open_office
from tests.conversation.samples import DESK, SYD, directory

from .server import Mailroom

SECRET = "a secret that is long enough for a signature"  # noqa: S105 - it guards nothing
URL = "https://indgang.example"
ANN = "ann@syd.example"


def delivered_to(address: str = ANN, *, language: Language = Language.ENGLISH, desk: str = "") -> Directory:
    """The small world's directory, with a mailbox behind the southern door."""
    plain = directory()
    syd, front = plain.destinations[SYD], plain.destinations[DESK]
    return replace(
        plain,
        destinations=plain.destinations
        | {
            SYD: replace(syd, delivery=Delivery(email=address)),
            DESK: replace(front, delivery=Delivery(email=desk)),
        },
        answering=Answering(default=Terms(language=language)),
    )


@dataclass
class Post:
    """An office whose only channel is e-mail."""

    office: Office
    mailroom: Mailroom
    mail: MailNotifier
    page: AsyncClient
    app: FastAPI

    @property
    def got(self) -> list[EmailMessage]:
        """What arrived, but for the digests the front desk gets."""
        return [letter for letter in self.mailroom.letters if letter["To"] != "desk@here.example"]

    def link(self, place: int = -1) -> str:
        found = re.search(r"https://indgang\.example(/\S+)", self.got[place].get_content())
        assert found
        return found[1]


@asynccontextmanager
async def open_post(
    folder: Path,
    mailroom: Mailroom,
    known: Directory | None = None,
    *,
    engine_of: Callable[[Engine], Engine] = lambda made: made,
    limits: Limits | None = None,
    sites: Sites | None = None,
) -> AsyncGenerator[Post, None]:
    known = known or delivered_to(desk="desk@here.example")
    settings = Settings.model_validate(
        {
            "secret": SECRET,
            "public_url": URL,
            "mail": MailSettings(host="127.0.0.1", port=mailroom.port, security="none", sender="indgang@here.example"),
        }
    )
    async with open_office(folder, known=known) as office:
        office.engine = engine_of(office.engine)
        mail = make_mail(settings, known, clock=office.clock)
        office.delivery = make_delivery(office.desk, Channels({"mail": mail}), mailer=mail)
        app = create_app(
            door=office.engine, feed=office.feed, clock=office.clock, secret=SECRET, limits=limits, sites=sites
        )
        add_lead_pages(app, staff=office.desk.door, links=LeadLinks(secret=SECRET, clock=office.clock))
        # In the office's own loop, as in the product: a client with another would share the database's locks.
        transport = ASGITransport(app, raise_app_exceptions=False)
        async with AsyncClient(transport=transport, base_url="http://testserver", follow_redirects=True) as page:
            yield Post(office, mailroom, mail, page, app)


def form(page: str, kind: str) -> dict[str, str]:
    """What the page's form for a move would send as it was shown."""
    body = next(found for found in re.findall(r"<form.*?</form>", page, re.S) if f'value="{kind}"' in found)
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', body))
    chosen = re.search(r'<option value="([^"]*)"', body)
    return {**hidden, "move": kind} | ({"detail": chosen[1]} if chosen else {})
