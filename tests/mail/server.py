"""A real SMTP server on loopback that keeps what it gets, or refuses as it is told."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from bot.mail import Security, SmtpDoor
from tests.serving import free_port


@dataclass
class Mailroom:
    """`answers` by command ("RCPT", "DATA", …): what is said instead of OK."""

    answers: dict[str, str] = field(default_factory=dict[str, str])
    letters: list[EmailMessage] = field(default_factory=list[EmailMessage])
    unknown: set[str] = field(default_factory=set[str])
    port: int = 0
    password: str = ""
    hangs_up_after_data: bool = False

    async def handle_MAIL(self, _: Any, __: Any, envelope: Any, address: str, ___: Any) -> str:  # noqa: N802
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, _: Any, __: Any, envelope: Any, address: str, ___: Any) -> str:  # noqa: N802
        if answer := self.answers.get("RCPT"):
            return answer
        if address in self.unknown:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _: Any, envelope: Any) -> str:  # noqa: N802
        if answer := self.answers.get("DATA"):
            return answer
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        if self.hangs_up_after_data:
            server.transport.abort()
        return "250 OK"

    def lets_in(self, _: Any, __: Any, ___: Any, ____: str, data: Any) -> AuthResult:
        is_right = data.password.decode() == self.password
        return AuthResult(success=is_right, handled=is_right)

    def door(self, *, password: str = "", timeout: float = 5) -> SmtpDoor:
        return SmtpDoor(
            host="127.0.0.1",
            port=self.port,
            security=Security.NONE,
            username="indgang" if password else "",
            password=password,
            timeout_seconds=timeout,
        )


@contextmanager
def open_mailroom(*, password: str = "") -> Generator[Mailroom]:
    room = Mailroom(password=password)
    controller = Controller(
        room,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=room.lets_in if password else None,
        auth_required=bool(password),
        auth_require_tls=False,
    )
    controller.start()
    room.port = controller.port
    try:
        yield room
    finally:
        controller.stop()
