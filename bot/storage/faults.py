"""What a database error means to the one who must act on it."""

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.domain import ConfigurationError, IndgangError, NotPossibleNow, TransientError

_REMEDIES = (
    (("locked", "busy"), "is held by another process: stop that process, or wait for it, and start again"),
    (("malformed", "not a database", "corrupt"), "is damaged: put the latest backup in its place and start again"),
    (
        ("readonly", "read-only", "unable to open", "permission"),
        "cannot be written: check that the folder exists and that this account may write in it",
    ),
    (("full", "disk i/o"), "has no room or no working disk: free some space and start again"),
)


def at_start(error: DBAPIError | PoolTimeout, *, place: str) -> ConfigurationError:
    """The error as an operator should read it when Indgang cannot start."""
    found = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    remedy = next((remedy for signs, remedy in _REMEDIES if any(sign in found for sign in signs)), None)
    return ConfigurationError(f"the database {place} {remedy or 'did not answer: check its address and that it runs'}")


def at_work(error: DBAPIError | PoolTimeout, *, place: str) -> IndgangError:
    """The error sorted by whether trying again may help; never with the words that were to be stored."""
    match error:
        case IntegrityError():
            return NotPossibleNow("the store refused this: an id, a reference or a standing handoff exists already")
        case OperationalError() | PoolTimeout():
            return busy(place=place)
        case _:
            return at_start(error, place=place)


def busy(*, place: str) -> TransientError:
    return TransientError(f"the database {place} is busy or has no room: try again in a moment")
