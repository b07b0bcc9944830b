"""Where a conversation is led."""

from .budget import Budget
from .cards import Cards, audit_line
from .channels import Channels, NoChannels
from .delivery import Delivery
from .digesting import Digests
from .engine import Engine
from .feedback import FeedbackBox
from .listening import Heard, ModelListener
from .live_feed import LiveFeed
from .modelled import Modelled
from .replying import Replier
from .review import Review, ReviewField, ReviewRecipient
from .sending import Sender
from .shared_feed import SharedFeed
from .staff_door import StaffDoor
from .steering import Steering
from .suggesting import suggested_reply
from .touched import KNOWN_TO_STAFF, told
from .turn import Turn
from .upkeep import ReadDues, Upkeep, no_cards
from .wording import DISCLOSURE, LABELS, QUESTIONS, WHY

__all__ = [
    "DISCLOSURE",
    "KNOWN_TO_STAFF",
    "LABELS",
    "QUESTIONS",
    "WHY",
    "Budget",
    "Cards",
    "Channels",
    "Delivery",
    "Digests",
    "Engine",
    "FeedbackBox",
    "Heard",
    "LiveFeed",
    "ModelListener",
    "Modelled",
    "NoChannels",
    "ReadDues",
    "Replier",
    "Review",
    "ReviewField",
    "ReviewRecipient",
    "Sender",
    "SharedFeed",
    "StaffDoor",
    "Steering",
    "Turn",
    "Upkeep",
    "audit_line",
    "no_cards",
    "suggested_reply",
    "told",
]
