"""From what was raised to what the visitor is told: one table, and no traceback ever."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.domain import IndgangError, NotPossibleNow, PermanentError, UnknownConversation, UnknownLink

from .limits import Full, TooManyRequests
from .traps import FilledIn, TooSoon
from .troubles import (
    DIFFERENT_REPEAT,
    FILLED_IN,
    LATER,
    NOT_ALLOWED,
    NOT_POSSIBLE_NOW,
    NOT_UNDERSTOOD,
    OTHER_SITE,
    TOO_BIG,
    TOO_LONG,
    TOO_OFTEN,
    TOO_SOON,
    UNKNOWN,
    Problem,
)

RETRY_SECONDS = 5


class DifferentRepeat(PermanentError):
    """An id came back with other words."""


class UnknownSite(PermanentError):
    """No site has the key a page named itself by."""


_TABLE = {
    UnknownConversation: UNKNOWN,
    UnknownLink: UNKNOWN,
    NotPossibleNow: NOT_POSSIBLE_NOW,
    DifferentRepeat: DIFFERENT_REPEAT,
    UnknownSite: OTHER_SITE,
    FilledIn: FILLED_IN,
    TooSoon: TOO_SOON,
    PermanentError: NOT_UNDERSTOOD,
    IndgangError: LATER,
}
_BY_STATUS = {trouble.status: trouble for trouble in (UNKNOWN, NOT_ALLOWED)}

Documented = dict[int | str, dict[str, object]]
PROBLEMS: Documented = {
    trouble.status: {"model": Problem, "description": trouble.words.en}
    for trouble in (OTHER_SITE, UNKNOWN, TOO_BIG, NOT_UNDERSTOOD, TOO_OFTEN, LATER)
}
CONFLICT: Documented = {409: {"model": Problem, "description": NOT_POSSIBLE_NOW.words.en}}


def answer_errors(app: FastAPI) -> None:
    """Teach an app to answer every foreseen error from the table."""
    app.add_exception_handler(IndgangError, _on_ours)
    app.add_exception_handler(RequestValidationError, _on_shape)
    app.add_exception_handler(TooManyRequests, _on_haste)
    app.add_exception_handler(Full, _on_full)
    app.add_exception_handler(HTTPException, _on_http)


async def _on_ours(_: Request, error: Exception) -> Response:
    trouble = next(_TABLE[kind] for kind in type(error).__mro__ if kind in _TABLE)
    if isinstance(error, TooSoon):
        return trouble.response(retry_after=error.seconds)
    return trouble.response(retry_after=RETRY_SECONDS if trouble is LATER else 0)


async def _on_shape(_: Request, error: Exception) -> Response:
    kinds = (
        {str(found["type"]) for found in error.errors()} if isinstance(error, RequestValidationError) else set[str]()
    )
    return (TOO_LONG if "string_too_long" in kinds else NOT_UNDERSTOOD).response()


async def _on_haste(_: Request, error: Exception) -> Response:
    return TOO_OFTEN.response(retry_after=error.seconds if isinstance(error, TooManyRequests) else 1)


async def _on_full(_: Request, _error: Exception) -> Response:
    return LATER.response(retry_after=RETRY_SECONDS)


async def _on_http(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 0
    return _BY_STATUS.get(status, NOT_UNDERSTOOD).response()
