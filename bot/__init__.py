"""Indgang: one entrance where companies ask, get proven answers, and meet the one who can act."""

__version__ = "0.1.0"
