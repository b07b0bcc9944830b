"""The suites: what is asked of the product, and which measures look at what it did."""

from collections.abc import Mapping

from evals.suite import Suite

from .answers import ANSWERS
from .latency import LATENCY
from .qualification import QUALIFICATION
from .refusal import REFUSAL
from .retrieval import RETRIEVAL
from .routing import ROUTING
from .safety import SAFETY

SUITES: Mapping[str, Suite] = {
    suite.name: suite for suite in (RETRIEVAL, ANSWERS, REFUSAL, QUALIFICATION, ROUTING, SAFETY, LATENCY)
}
