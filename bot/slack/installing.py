"""Further workspaces install Indgang: Slack's own page grants it, and what comes back is kept sealed."""

import html
import logging
from dataclasses import dataclass

from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store import Installation as Granted
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import Bilingual, IndgangError, Installation
from bot.ports import Clock, Installations, States

from .config import SCOPES, SlackConfig
from .faults import error_of, sorted_faults
from .wording import INSTALL_CANCELLED, INSTALL_FAILED, INSTALLED

logger = logging.getLogger(__name__)
INSTALL, REDIRECT = "/slack/install", "/slack/oauth_redirect"
_HEADERS = {
    "content-type": ["text/html; charset=utf-8"],
    "cache-control": ["no-store"],
    "content-security-policy": ["default-src 'none'; frame-ancestors 'none'"],
    "referrer-policy": ["no-referrer"],
    "x-content-type-options": ["nosniff"],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Installing:
    """Where installations are kept, and how it is known that one began here."""

    installations: Installations
    states: States
    clock: Clock


class Kept(AsyncInstallationStore):
    """Slack's own store protocol over ours. Of what was granted only the bot's part is kept."""

    def __init__(self, installing: Installing) -> None:
        self._installing = installing

    @property
    def logger(self) -> logging.Logger:
        return logger

    async def async_save(self, installation: Granted) -> None:
        """Raises ValueError where the grant names no single workspace, or no bot."""
        if installation.is_enterprise_install or not installation.team_id or not installation.bot_token:
            raise ValueError("an installation is for one workspace, with a bot")
        await self._installing.installations.save(
            Installation(
                team_id=installation.team_id,
                team_name=installation.team_name or "",
                bot_user=installation.bot_user_id or "",
                bot_id=installation.bot_id or "",
                token=installation.bot_token,
                scopes=frozenset(installation.bot_scopes or ()),
                enterprise_id=installation.enterprise_id or "",
                installed_at=self._installing.clock.now(),
            )
        )

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        found = await self._installing.installations.get(team_id or "")
        if found is None or not found.token or is_enterprise_install:
            return None
        return Bot(
            enterprise_id=enterprise_id,
            team_id=found.team_id,
            bot_token=found.token,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user,
            bot_scopes=sorted(found.scopes),
            installed_at=found.installed_at.timestamp(),
        )

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        del enterprise_id
        await self._installing.installations.remove(team_id or "", told_at=self._installing.clock.now())


class Issued(AsyncOAuthStateStore):
    """Slack's own protocol over ours."""

    def __init__(self, states: States) -> None:
        self._states = states

    @property
    def logger(self) -> logging.Logger:
        return logger

    async def async_issue(self, *args: object, **kwargs: object) -> str:
        del args, kwargs
        return await self._states.issue()

    async def async_consume(self, state: str) -> bool:
        return await self._states.consume(state)


class InstallFlow(AsyncOAuthFlow):
    """Bolt's flow: the state is issued here, comes back with the same browser's cookie, and opens once."""

    paths = frozenset({INSTALL, REDIRECT})

    async def answer(self, path: str, request: AsyncBoltRequest) -> BoltResponse:
        try:
            if path == INSTALL:
                return await self.handle_installation(request)
            return await self.handle_callback(request)
        except (IndgangError, ValueError) as error:
            logger.warning("slack.not_installed", extra={"reason": type(error).__name__})
            return _page(INSTALL_FAILED, status=503)

    async def run_installation(self, code: str) -> Granted | None:
        """As Bolt's, which would write the code and Slack's answer to the log."""
        try:
            with sorted_faults():
                return await self._granted(code)
        except IndgangError as error:
            cause = error.__cause__
            reason = error_of(cause) if isinstance(cause, SlackApiError) else type(error).__name__
            logger.warning("slack.code_refused", extra={"reason": reason})
            return None

    async def _granted(self, code: str) -> Granted:
        asked = {
            "code": code,
            "client_id": self.settings.client_id,
            "client_secret": self.settings.client_secret,
            "redirect_uri": self.settings.redirect_uri,
        }
        # The library's own method warns of what its HTTP client is about to drop.
        told = await self.client.api_call("oauth.v2.access", data=asked)
        token = str(told.get("access_token") or "")
        # Slack's answer does not say the bot's id.
        bot_id = (await self.client.auth_test(token=token)).get("bot_id") if token else None
        team, enterprise = told.get("team") or {}, told.get("enterprise") or {}
        return Granted(
            app_id=told.get("app_id"),
            enterprise_id=enterprise.get("id"),
            team_id=team.get("id"),
            team_name=team.get("name"),
            bot_token=token,
            bot_id=bot_id,
            bot_user_id=told.get("bot_user_id"),
            bot_scopes=str(told.get("scope") or ""),
            user_id=str((told.get("authed_user") or {}).get("id") or ""),
            is_enterprise_install=bool(told.get("is_enterprise_install")),
        )


def make_flow(config: SlackConfig, installing: Installing | None) -> InstallFlow | None:
    """None where this installation takes no further workspaces."""
    if installing is None:
        return None
    settings = AsyncOAuthSettings(
        client_id=config.client_id,
        client_secret=config.client_secret,
        scopes=sorted(SCOPES),
        user_scopes=[],
        redirect_uri=f"{config.public_url.rstrip('/')}{REDIRECT}",
        install_path=INSTALL,
        redirect_uri_path=REDIRECT,
        install_page_rendering_enabled=False,
        authorization_url=config.authorize_url,
        installation_store=Kept(installing),
        installation_store_bot_only=True,
        state_store=Issued(installing.states),
        callback_options=AsyncCallbackOptions(success=_succeeded, failure=_failed),
        logger=logger,
    )
    client = AsyncWebClient(base_url=config.api_url, timeout=10, retry_handlers=[])
    return InstallFlow(client=client, settings=settings, logger=logger)


async def _succeeded(args: AsyncSuccessArgs) -> BoltResponse:
    team = args.installation
    logger.info("slack.installed", extra={"team_id": team.team_id})
    return _page(INSTALLED.filled(name=team.team_name or "Slack", team=team.team_id or ""), status=200, args=args)


async def _failed(args: AsyncFailureArgs) -> BoltResponse:
    # The reason came through somebody's browser: it is not repeated.
    if args.reason == "access_denied":
        return _page(INSTALL_CANCELLED, status=200, args=args)
    logger.warning("slack.not_installed", extra={"reason": args.reason[:40]})
    return _page(INSTALL_FAILED, status=args.suggested_status_code, args=args)


def _page(words: Bilingual, *, status: int, args: AsyncSuccessArgs | AsyncFailureArgs | None = None) -> BoltResponse:
    done = {"set-cookie": [args.settings.state_utils.build_set_cookie_for_deletion()]} if args else {}
    said = "".join(f'<p lang="{lang}">{html.escape(text)}</p>' for lang, text in (("da", words.da), ("en", words.en)))
    body = f'<!doctype html><html lang="da"><meta charset="utf-8"><title>Indgang</title><h1>Indgang</h1>{said}</html>'
    return BoltResponse(status=status, body=body, headers={**_HEADERS, **done})
