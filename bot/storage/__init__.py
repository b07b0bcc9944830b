"""The only room with SQL: what was said, who gets it, and what was read."""

from .conversations import SqlConversationStore
from .database import Database
from .documents import SqlDocuments
from .embeddings import SqlEmbeddings
from .inbox import SqlInbox
from .outbox import SqlOutbox
from .reports import SqlReports

__all__ = [
    "Database",
    "SqlConversationStore",
    "SqlDocuments",
    "SqlEmbeddings",
    "SqlInbox",
    "SqlOutbox",
    "SqlReports",
]
