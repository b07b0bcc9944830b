"""The colleagues' door in Slack: lead cards, deeds, answers to the company, and questions of their own."""

from .app import SlackDoor, open_slack
from .channels import CHANNEL, LeadChannels
from .config import SlackConfig
from .desk import Behind
from .entrance import SlackEntrance, open_entrance
from .examining import Finding, examine
from .installing import Installing
from .notifier import SlackNotifier
from .posting import Posting
from .workspaces import PostingEverywhere, Workspaces, make_client

__all__ = [
    "CHANNEL",
    "Behind",
    "Finding",
    "Installing",
    "LeadChannels",
    "Posting",
    "PostingEverywhere",
    "SlackConfig",
    "SlackDoor",
    "SlackEntrance",
    "SlackNotifier",
    "Workspaces",
    "examine",
    "make_client",
    "open_entrance",
    "open_slack",
]
