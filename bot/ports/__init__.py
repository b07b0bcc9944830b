"""Every door to the outside world, as the core would like it to be.

The rooms that do I/O implement these; the rooms that think only know these.
"""

from .clock import Clock
from .finding import Passages, Retriever
from .installing import Installations, States
from .keeping import ConversationStore, FeedbackStore, Reports, Signals, VisitorFeed
from .models import ChatModel, Embedder, ModelAccount, ModelRequest, Receipt, Tell
from .posting import Due, Inbox, Outbox, StaffNotifier, Unplaced, VisitorMailer

__all__ = [
    "ChatModel",
    "Clock",
    "ConversationStore",
    "Due",
    "Embedder",
    "FeedbackStore",
    "Inbox",
    "Installations",
    "ModelAccount",
    "ModelRequest",
    "Outbox",
    "Passages",
    "Receipt",
    "Reports",
    "Retriever",
    "Signals",
    "StaffNotifier",
    "States",
    "Tell",
    "Unplaced",
    "VisitorFeed",
    "VisitorMailer",
]
