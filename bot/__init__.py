"""Indgang: one entrance where companies ask, get proven answers, and meet the one who can act."""

import os

# onnxruntime looks up a host of its maker's from the moment it is loaded, unless it is told not to before that.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # noqa: TID251 - said to a library, not read
# Numpy multiplies a question's vector with some thousand others: waiting for a second thread takes longer than that.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # noqa: TID251 - said to a library, not read

__version__ = "0.1.0"
