"""Where a conversation is led."""

from .delivery import Delivery
from .engine import Engine
from .feedback import FeedbackBox
from .listening import Heard, ModelListener
from .live_feed import LiveFeed
from .modelled import Modelled
from .replying import Replier
from .review import Review, ReviewField, ReviewRecipient
from .steering import Steering
from .turn import Turn
from .wording import DISCLOSURE, LABELS, QUESTIONS, WHY

__all__ = [
    "DISCLOSURE",
    "LABELS",
    "QUESTIONS",
    "WHY",
    "Delivery",
    "Engine",
    "FeedbackBox",
    "Heard",
    "LiveFeed",
    "ModelListener",
    "Modelled",
    "Replier",
    "Review",
    "ReviewField",
    "ReviewRecipient",
    "Steering",
    "Turn",
]
