"""Errors are sorted by what the caller can do."""

import pytest

from bot.domain import (
    ConfigurationError,
    ConversationMoved,
    IndgangError,
    NotPossibleNow,
    PermanentError,
    TransientError,
    UnknownConversation,
    UnknownLink,
    UnreadableDocument,
)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ConversationMoved(), TransientError),
        (UnknownConversation("c1"), PermanentError),
        (UnknownLink(), PermanentError),
        (NotPossibleNow(), PermanentError),
        (UnreadableDocument(), PermanentError),
        (ConfigurationError(), ConfigurationError),
    ],
)
def test_each_error_is_of_exactly_one_kind(error: IndgangError, kind: type[IndgangError]) -> None:
    kinds = (ConfigurationError, TransientError, PermanentError)
    assert [each for each in kinds if isinstance(error, each)] == [kind]


def test_an_unknown_conversation_says_which() -> None:
    error = UnknownConversation("c1")
    assert error.conversation_id == "c1"
    assert "'c1'" in str(error)
