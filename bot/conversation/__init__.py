"""Where a conversation is led."""

from .cards import Cards, audit_line
from .channels import Channels, NoChannels
from .delivery import Delivery
from .digesting import Digests
from .engine import Engine
from .live_feed import LiveFeed
from .replying import Replier
from .review import Review, ReviewField, ReviewRecipient
from .sending import Sender
from .staff_door import StaffDoor
from .steering import Steering
from .suggesting import suggested_reply
from .turn import Turn
from .wording import DISCLOSURE, LABELS, QUESTIONS, WHY

__all__ = [
    "DISCLOSURE",
    "LABELS",
    "QUESTIONS",
    "WHY",
    "Cards",
    "Channels",
    "Delivery",
    "Digests",
    "Engine",
    "LiveFeed",
    "NoChannels",
    "Replier",
    "Review",
    "ReviewField",
    "ReviewRecipient",
    "Sender",
    "StaffDoor",
    "Steering",
    "Turn",
    "audit_line",
    "suggested_reply",
]
