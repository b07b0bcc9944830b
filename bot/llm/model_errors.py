"""What went wrong at a model, sorted by what a turn can do about it.

The messages name the kind of fault and never quote the other side: its words may hold a visitor's, or a key.
"""

import json

import httpx2
import openai

from bot.domain import IndgangError, PermanentError, TransientError

FAULTS = (
    openai.OpenAIError,
    httpx2.HTTPError,
    json.JSONDecodeError,
    UnicodeDecodeError,
    ValueError,
    KeyError,
    TypeError,
)
"""All that client libraries raise for a server that misbehaves; their own parsing gives up in several ways."""

_REFUSALS = {
    400: "the model refuses this request; check INDGANG_LLM__MODEL and its context length",
    401: "the model refuses the key; check INDGANG_LLM__API_KEY",
    403: "the key may not use this model; check INDGANG_LLM__API_KEY and INDGANG_LLM__MODEL",
    404: "no such model or address; check INDGANG_LLM__BASE_URL and INDGANG_LLM__MODEL",
    422: "the model refuses this request; check INDGANG_LLM__MODEL",
}
_LATER = frozenset({408, 409, 425, 429})
LONGEST_REST = 600.0


def sorted_out(error: BaseException) -> IndgangError:
    """The error as the rest of Indgang knows it."""
    match error:
        case openai.APITimeoutError() | httpx2.TimeoutException():
            return TransientError("the model was silent for too long")
        case openai.APIConnectionError() | httpx2.HTTPError():
            return TransientError("the model cannot be reached")
        case openai.APIStatusError(status_code=429):
            return TransientError("the model's quota is used up")
        case openai.APIStatusError(status_code=status) if status >= 500 or status in _LATER:
            return TransientError("the model's server failed")
        case openai.APIStatusError(status_code=status):
            return PermanentError(_REFUSALS.get(status, f"the model answered with status {status}"))
        case _:
            return TransientError("the model's reply could not be read")


def is_about_the_request(error: BaseException) -> bool:
    """Whether another request may well succeed now: one visitor's odd question must not silence the rest."""
    return isinstance(error, openai.APIStatusError) and error.status_code in {400, 413, 422}


def costs_nothing(error: BaseException) -> bool:
    """Whether a try that failed before its first word was refused or never arrived. A silent server may be at it."""
    match error:
        case openai.APITimeoutError() | httpx2.TimeoutException():
            return False
        case _:
            return isinstance(error, openai.APIStatusError | openai.APIConnectionError | httpx2.ConnectError)


def asked_to_wait(error: BaseException) -> float:
    """Seconds the other side asked for (`Retry-After`), else 0."""
    if not isinstance(error, openai.APIStatusError):
        return 0.0
    try:
        return min(LONGEST_REST, max(0.0, float(error.response.headers.get("retry-after", "0"))))
    except ValueError:
        return 0.0
