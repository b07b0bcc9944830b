"""The colleagues' door in Slack: lead cards, deeds, answers to the company, and questions of their own."""

from .app import SlackDoor, make_client, open_slack
from .config import SlackConfig
from .desk import Behind
from .entrance import SlackEntrance, open_entrance
from .examining import Finding, examine
from .notifier import SlackNotifier
from .people import CHANNEL, LeadChannels
from .posting import Posting

__all__ = [
    "CHANNEL",
    "Behind",
    "Finding",
    "LeadChannels",
    "Posting",
    "SlackConfig",
    "SlackDoor",
    "SlackEntrance",
    "SlackNotifier",
    "examine",
    "make_client",
    "open_entrance",
    "open_slack",
]
