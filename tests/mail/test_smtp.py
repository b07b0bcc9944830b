"""What a real mail server says, and what it means for a post."""

import socket
from collections.abc import Iterator
from email.message import EmailMessage

import aiosmtplib
import pytest

from bot.domain import PostRefused, PostUncertain, RouteClosed, TransientError
from bot.mail import Security, SmtpDoor
from bot.mail.smtp import meaning_of

from .server import Mailroom, open_mailroom

pytestmark = pytest.mark.anyio


@pytest.fixture
def mailroom() -> Iterator[Mailroom]:
    with open_mailroom() as room:
        yield room


def letter() -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "indgang@here.example", "ann@there.example", "Hej"
    made.set_content("Æblehjælp\n")
    return made


async def test_a_letter_arrives(mailroom: Mailroom) -> None:
    await mailroom.door().look()
    await mailroom.door().send(letter())
    [got] = mailroom.letters
    assert (got["To"], got.get_content().strip()) == ("ann@there.example", "Æblehjælp")


@pytest.mark.parametrize(
    ("command", "answer", "means"),
    [
        ("RCPT", "550 no such mailbox", RouteClosed),
        ("RCPT", "450 mailbox busy", TransientError),
        ("MAIL", "550 not from you", RouteClosed),
        ("MAIL", "451 later", TransientError),
        ("DATA", "554 spam", PostRefused),
        ("DATA", "452 disk full", TransientError),
    ],
)
async def test_each_refusal_has_its_meaning(
    mailroom: Mailroom, command: str, answer: str, means: type[Exception]
) -> None:
    mailroom.answers[command] = answer
    with pytest.raises(means) as told:
        await mailroom.door().send(letter())
    assert type(told.value) is means
    assert "ann@there" not in str(told.value)
    assert mailroom.letters == []


async def test_a_server_that_hangs_up_after_the_letter_may_have_it(mailroom: Mailroom) -> None:
    mailroom.hangs_up_after_data = True
    with pytest.raises(PostUncertain):
        await mailroom.door().send(letter())
    assert len(mailroom.letters) == 1


async def test_a_server_that_is_down_is_tried_later() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        door = SmtpDoor(host="127.0.0.1", port=taken.getsockname()[1], security=Security.NONE, timeout_seconds=2)
        for attempt in (door.send(letter()), door.look()):
            with pytest.raises(TransientError) as told:
                await attempt
            assert type(told.value) is TransientError


async def test_a_server_without_encryption_is_not_talked_to_in_the_clear(mailroom: Mailroom) -> None:
    door = SmtpDoor(host="127.0.0.1", port=mailroom.port, security=Security.STARTTLS, timeout_seconds=2)
    with pytest.raises(RouteClosed, match="INDGANG_MAIL__SECURITY"):
        await door.send(letter())


# The test server warns of its own login without encryption, and of its own old attributes.
@pytest.mark.filterwarnings("ignore")
async def test_a_login_opens_and_a_wrong_one_closes_the_route() -> None:
    right, wrong = "open sesame", "shut sesame"
    with open_mailroom(password=right) as room:
        await room.door(password=right).send(letter())
        with pytest.raises(RouteClosed) as told:
            await room.door(password=wrong).send(letter())
    assert len(room.letters) == 1
    assert "sesame" not in f"{told.value} {room.door(password=wrong)!r}"


def test_several_refused_recipients_are_judged_by_the_worst() -> None:
    refused = [aiosmtplib.SMTPRecipientRefused(code, "no", "a@b.example") for code in (450, 550)]
    assert type(meaning_of(aiosmtplib.SMTPRecipientsRefused(refused))) is RouteClosed
    assert type(meaning_of(aiosmtplib.SMTPReadTimeoutError("silence"))) is PostUncertain
    assert type(meaning_of(OSError("no route"))) is TransientError
