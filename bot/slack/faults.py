"""Slack's errors, sorted by what the caller can do about them."""

import contextlib
from collections.abc import Generator
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.domain import PostRefused, PostUncertain, RouteClosed, TransientError

ROUTE_ERRORS = frozenset(
    "is_archived channel_not_found not_in_channel account_inactive token_revoked token_expired invalid_auth not_authed "
    "missing_scope no_permission access_denied org_login_required team_access_not_granted restricted_action "
    "ekm_access_denied".split()
)
# Of these the last: a message that is still growing cannot be changed yet.
WAIT_ERRORS = frozenset(
    {"ratelimited", "rate_limited", "accesslimited", "team_added_to_org", "streaming_state_conflict"}
)
# Slack says of these that part of the work may have been done.
UNCERTAIN_ERRORS = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
_LONGEST_WAIT = timedelta(minutes=15)


@contextlib.contextmanager
def sorted_faults() -> Generator[None, None, None]:
    """Raise ours for theirs: RouteClosed, PostRefused, TransientError, or PostUncertain where it may have arrived."""
    try:
        yield
    except SlackApiError as error:
        raise _sorted(error) from error
    except (aiohttp.ClientConnectorError, ConnectionRefusedError) as error:
        raise TransientError("Slack cannot be reached") from error
    except (TimeoutError, aiohttp.ClientError, SlackClientError, OSError) as error:
        raise PostUncertain("Slack did not answer in time") from error


def error_of(error: SlackApiError) -> str:
    """The error's name ("channel_not_found"); empty where Slack gave none."""
    answer = error.response
    return str(answer.get("error", "")) if hasattr(answer, "get") and isinstance(answer.data, dict) else ""


def _sorted(error: SlackApiError) -> Exception:
    status, name = getattr(error.response, "status_code", 200), error_of(error)
    if status == 429 or name in WAIT_ERRORS:
        return TransientError("Slack asks us to wait", retry_after=_wait(error))
    if name in ROUTE_ERRORS:
        return RouteClosed(f"Slack says {name}")
    if status >= 500 or not name or name in UNCERTAIN_ERRORS:
        return PostUncertain(f"Slack answered {status}")
    return PostRefused(f"Slack says {name}")


def _wait(error: SlackApiError) -> timedelta | None:
    headers = {key.lower(): value for key, value in dict(getattr(error.response, "headers", {})).items()}
    told = str(headers.get("retry-after", ""))
    return min(timedelta(seconds=int(told)), _LONGEST_WAIT) if told.isdigit() else None
