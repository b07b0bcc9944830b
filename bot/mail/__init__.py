"""Leads and answers by e-mail."""

from .letters import Letters
from .notifier import CHANNEL, MailNotifier
from .smtp import Security, SmtpDoor

__all__ = ["CHANNEL", "Letters", "MailNotifier", "Security", "SmtpDoor"]
