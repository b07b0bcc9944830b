"""Indgang: one entrance where companies ask, get proven answers, and meet the one who can act."""

import os

# onnxruntime looks up a host of its maker's from the moment it is loaded, unless it is told not to before that.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # noqa: TID251 - said to a library, not read

__version__ = "0.1.0"
