"""The only room with SQL: what was said, who gets it, and what was read."""

from .backing import back_up, restore
from .conversations import SqlConversationStore
from .database import Database
from .documents import SqlDocuments
from .embeddings import SqlEmbeddings
from .feedback import SqlFeedback
from .inbox import SqlInbox
from .outbox import SqlOutbox
from .reports import SqlReports
from .signals import PostgresSignals

__all__ = [
    "Database",
    "PostgresSignals",
    "SqlConversationStore",
    "SqlDocuments",
    "SqlEmbeddings",
    "SqlFeedback",
    "SqlInbox",
    "SqlOutbox",
    "SqlReports",
    "back_up",
    "restore",
]
