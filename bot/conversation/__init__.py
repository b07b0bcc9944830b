"""Where a conversation is led."""

from .delivery import Delivery
from .engine import Engine
from .live_feed import LiveFeed
from .replying import Replier, Turn
from .review import Review, ReviewField, ReviewRecipient
from .wording import DISCLOSURE, LABELS, QUESTIONS, WHY

__all__ = [
    "DISCLOSURE",
    "LABELS",
    "QUESTIONS",
    "WHY",
    "Delivery",
    "Engine",
    "LiveFeed",
    "Replier",
    "Review",
    "ReviewField",
    "ReviewRecipient",
    "Turn",
]
