"""How handoffs are looked after: pure rules on state and time."""

from .retrying import next_attempt

__all__ = ["next_attempt"]
