"""The only room with SQL: what was said, who gets it, and what was read."""

from .backing import back_up, restore
from .conversations import SqlConversationStore
from .database import Database
from .documents import SqlDocuments
from .embeddings import SqlEmbeddings
from .feedback import SqlFeedback
from .harvested import Ledger, drop_harvested, files_with, harvest_label
from .inbox import SqlInbox
from .installations import SqlInstallations, SqlStates
from .outbox import SqlOutbox
from .persons import Copy, Erasure, Person, SqlPersons
from .reports import SqlReports
from .revoking import SqlLinks
from .sealing import Sealer
from .sightings import SqlSightings
from .signals import PostgresSignals
from .tallies import SqlTallies

__all__ = [
    "Copy",
    "Database",
    "Erasure",
    "Ledger",
    "Person",
    "PostgresSignals",
    "Sealer",
    "SqlConversationStore",
    "SqlDocuments",
    "SqlEmbeddings",
    "SqlFeedback",
    "SqlInbox",
    "SqlInstallations",
    "SqlLinks",
    "SqlOutbox",
    "SqlPersons",
    "SqlReports",
    "SqlSightings",
    "SqlStates",
    "SqlTallies",
    "back_up",
    "drop_harvested",
    "files_with",
    "harvest_label",
    "restore",
]
