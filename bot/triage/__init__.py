"""How handoffs are looked after: pure rules on state and time."""

from .calendar import day_of, next_opening
from .deadlines import Reminder, answer_by, is_overdue, next_reminder, reminder_at
from .deeds import DEEDS, deed_of
from .digest import Week, weekly_digest
from .moving import POSSIBLE, answer, move, passed_on, possible_moves, withdraw
from .next_up import colleague_of, should_take, who_is_next
from .retrying import next_attempt

__all__ = [
    "DEEDS",
    "POSSIBLE",
    "Reminder",
    "Week",
    "answer",
    "answer_by",
    "colleague_of",
    "day_of",
    "deed_of",
    "is_overdue",
    "move",
    "next_attempt",
    "next_opening",
    "next_reminder",
    "passed_on",
    "possible_moves",
    "reminder_at",
    "should_take",
    "weekly_digest",
    "who_is_next",
    "withdraw",
]
