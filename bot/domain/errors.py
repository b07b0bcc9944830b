"""Errors, sorted by what the caller can do about them.

IndgangError
├── ConfigurationError     fix a setting or a file and start again
├── TransientError         try again later
│   ├── BudgetSpent        a day's tokens for a model are used up; tomorrow there are new ones
│   ├── ConversationMoved  someone wrote first; load it again
│   └── PostUncertain      the far side may have taken it, or not
└── PermanentError         trying again will not help
    ├── UnknownConversation
    ├── UnknownLink        a link that is wrong, expired or revoked
    ├── NotPossibleNow     the deed does not fit the conversation's state
    │   └── MoveRefused    a colleague's deed does not fit the lead; says so to them, in both languages
    ├── RouteClosed        nothing gets through this way until an operator mends it
    ├── PostRefused        this one post is refused; others may pass
    └── UnreadableDocument
"""

from datetime import timedelta

from .language import Bilingual


class IndgangError(Exception):
    """Ground of every error Indgang raises on purpose. The message names the fix."""


class ConfigurationError(IndgangError):
    """A setting or a knowledge file is missing or wrong. The message names it."""


class TransientError(IndgangError):
    """A neighbour (model, Slack, database) did not answer. Retrying may help, not before `retry_after` if it is set."""

    def __init__(self, message: str = "", *, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class BudgetSpent(TransientError):
    """A model is not asked, since its answer may cost more than the day has left."""


class ConversationMoved(TransientError):
    """The conversation changed since it was loaded."""


class PostUncertain(TransientError):
    """No answer came after the far side may have taken it; the next attempt should look first."""


class PermanentError(IndgangError):
    """Retrying will not help."""


class UnknownConversation(PermanentError):
    def __init__(self, conversation_id: str) -> None:
        super().__init__(f"no conversation {conversation_id!r}")
        self.conversation_id = conversation_id


class UnknownLink(PermanentError):
    """The link does not open anything."""


class NotPossibleNow(PermanentError):
    """What was asked for does not fit where the conversation stands."""


class MoveRefused(NotPossibleNow):
    """`words` tell the colleague politely, in both languages."""

    def __init__(self, words: Bilingual) -> None:
        super().__init__(words.en)
        self.words = words


class RouteClosed(PermanentError):
    """A channel that was archived, a token that was revoked, an address that does not exist."""


class PostRefused(PermanentError):
    """The far side will not take this post, however often it is tried."""


class UnreadableDocument(PermanentError):
    """A document cannot be imported. The message says why and what to do."""
