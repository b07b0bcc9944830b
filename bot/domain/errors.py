"""Errors, sorted by what the caller can do about them.

IndgangError
├── ConfigurationError     fix a setting or a file and start again
├── TransientError         try again later
│   └── ConversationMoved  someone wrote first; load it again
└── PermanentError         trying again will not help
    ├── UnknownConversation
    ├── UnknownLink        a status link that is wrong, expired or revoked
    ├── NotPossibleNow     the deed does not fit the conversation's state
    └── UnreadableDocument
"""


class IndgangError(Exception):
    """Ground of every error Indgang raises on purpose. The message names the fix."""


class ConfigurationError(IndgangError):
    """A setting or a knowledge file is missing or wrong. The message names it."""


class TransientError(IndgangError):
    """A neighbour (model, Slack, database) did not answer. Retrying may help."""


class ConversationMoved(TransientError):
    """The conversation changed since it was loaded."""


class PermanentError(IndgangError):
    """Retrying will not help."""


class UnknownConversation(PermanentError):
    def __init__(self, conversation_id: str) -> None:
        super().__init__(f"no conversation {conversation_id!r}")
        self.conversation_id = conversation_id


class UnknownLink(PermanentError):
    """The signed link does not open anything."""


class NotPossibleNow(PermanentError):
    """What was asked for does not fit where the conversation stands."""


class UnreadableDocument(PermanentError):
    """A document cannot be imported. The message says why and what to do."""
