"""The one place that talks SMTP, and what each of its refusals means for a post."""

from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import StrEnum

import aiosmtplib as smtp

from bot.domain import IndgangError, PostRefused, PostUncertain, RouteClosed, TransientError

FIRST_PERMANENT = 500


class Security(StrEnum):
    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"
    """Only for a relay on the same machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpDoor:
    host: str
    port: int
    security: Security = Security.STARTTLS
    username: str = ""
    password: str = field(default="", repr=False)
    timeout_seconds: float = 20.0

    async def send(self, letter: EmailMessage) -> None:
        """Hand a letter to the server.

        Raises:
            TransientError: later, perhaps. PostUncertain: the server may have it.
            RouteClosed: no such mailbox, or we are not let in. PostRefused: this letter is not taken.
        """
        try:
            await self._send(letter)
        except (smtp.SMTPException, OSError) as error:
            raise meaning_of(error) from error

    async def look(self) -> None:
        """Connect and log in, and send nothing. Raises as `send` does."""
        client = self._client()
        try:
            async with client:
                await client.noop()
        except (smtp.SMTPException, OSError) as error:
            raise meaning_of(error) from error

    async def _send(self, letter: EmailMessage) -> None:
        client = self._client()
        await client.connect()
        try:
            await client.send_message(letter)
        finally:
            # The letter is taken or refused by now; how the goodbye ends changes nothing.
            client.close()

    def _client(self) -> smtp.SMTP:
        return smtp.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.username or None,
            password=self.password or None,
            timeout=self.timeout_seconds,
            use_tls=self.security is Security.TLS,
            start_tls=self.security is Security.STARTTLS,
        )


def meaning_of(error: Exception) -> IndgangError:
    """What a refusal or a silence of the server's means for the post."""
    match error:
        case smtp.SMTPRecipientsRefused():
            worst = max(error.recipients, key=lambda each: each.code)
            return _closed(worst) if worst.code >= FIRST_PERMANENT else _later(worst)
        case smtp.SMTPDataError() if error.code >= FIRST_PERMANENT:
            return PostRefused(f"the mail server does not take this letter: {error.code}")
        case smtp.SMTPResponseException() if error.code >= FIRST_PERMANENT:
            return _closed(error)
        case _ if isinstance(error, smtp.SMTPNotSupported) or type(error) is smtp.SMTPException:
            # The library raises its plain exception where the server offers no STARTTLS.
            return RouteClosed("the mail server lacks what was asked for; check INDGANG_MAIL__SECURITY and the login")
        case smtp.SMTPConnectError() | smtp.SMTPResponseException():
            return _later(error)
        case smtp.SMTPServerDisconnected() | smtp.SMTPReadTimeoutError():
            return PostUncertain("the mail server went silent")
        case _:
            return _later(error)


def _closed(error: smtp.SMTPResponseException) -> RouteClosed:
    return RouteClosed(f"the mail server refuses with {error.code} ({type(error).__name__})")


def _later(error: Exception) -> TransientError:
    return TransientError(f"the mail server cannot be reached or is busy ({type(error).__name__})")
