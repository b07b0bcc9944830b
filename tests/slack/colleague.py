"""Somebody in Slack: writes, presses, fills in, opens, as the clients would report it."""

import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .edge import APP, BOT_TOKEN, BOT_USER, Edge, Json, kind_of
from .schemas import fault_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    edge: Edge
    name: str
    id: str
    token: str
    team: str = ""

    async def says(self, channel: str, text: str, *, thread_ts: str = "", event_id: str = "") -> str:
        """The message's ts. A mention comes as two events, as from Slack."""
        said = await self.edge.emulated(
            "chat.postMessage",
            {"channel": channel, "text": text, **({"thread_ts": thread_ts} if thread_ts else {})},
            token=self.token,
        )
        assert said["ok"], said
        event = self.message(channel, said["ts"], text, thread_ts=thread_ts)
        await self.edge.event(event, event_id=event_id)
        if f"<@{BOT_USER}>" in text and channel[0] != "D":
            await self.edge.event({**_without(event, "channel_type"), "type": "app_mention"})
        return str(said["ts"])

    def message(self, channel: str, ts: str, text: str, *, thread_ts: str = "") -> Json:
        return {
            **{"type": "message", "user": self.id, "text": text, "ts": ts, "event_ts": ts, "channel": channel},
            **{"channel_type": kind_of(channel), "team": self.edge.team, "client_msg_id": str(uuid.uuid4())},
            **({"thread_ts": thread_ts} if thread_ts else {}),
        }

    async def edits(self, channel: str, ts: str, before: str, after: str, *, thread_ts: str) -> None:
        now = str(time.time())
        old = self.message(channel, ts, before, thread_ts=thread_ts)
        event = {
            **{"type": "message", "subtype": "message_changed", "channel": channel, "hidden": True},
            **{"channel_type": "channel", "ts": now, "event_ts": now},
            "message": {**old, "text": after, "edited": {"user": self.id, "ts": now}},
            "previous_message": old,
        }
        await self.edge.deliver("events_api", _wrapped(self.edge, event))

    async def deletes(self, channel: str, ts: str, text: str, *, thread_ts: str) -> None:
        now = str(time.time())
        old = self.message(channel, ts, text, thread_ts=thread_ts)
        event = {
            **{"type": "message", "subtype": "message_deleted", "channel": channel, "hidden": True},
            **{"channel_type": "channel", "ts": now, "event_ts": now, "deleted_ts": ts, "previous_message": old},
        }
        await self.edge.deliver("events_api", _wrapped(self.edge, event))

    async def presses(self, message: Json, action_id: str, *, channel: str, value: str = "") -> tuple[int, Any]:
        """A button on a message, or one of the options behind its dots, by value's beginning or deed."""
        block, element = _element(message["blocks"], action_id)
        return await self._acts(
            block,
            element,
            value=value,
            container={
                **{"type": "message", "message_ts": message["ts"], "channel_id": channel, "is_ephemeral": False},
                **({"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}),
            },
            more={
                "channel": {"id": channel, "name": "triage"},
                "message": {"type": "message", "user": BOT_USER, "text": "", **message},
                "response_url": f"{self.edge.url}/respond/{uuid.uuid4().hex}",
            },
        )

    async def presses_at_home(self, view: Json, action_id: str) -> tuple[int, Any]:
        block, element = _element(view["blocks"], action_id)
        return await self._acts(
            block,
            element,
            value="",
            container={"type": "view", "view_id": view["id"]},
            more={"view": _whole(view, self), "response_url": ""},
        )

    async def fills_in(self, view: Json, **values: object) -> tuple[int, Any]:
        """Send a modal. `values` are the states of its inputs, by block id."""
        state = {block["block_id"]: {"v": _state(block, None)} for block in view["blocks"] if block["type"] == "input"}
        state |= {
            block["block_id"]: {"v": _state(block, values[block["block_id"]])}
            for block in view["blocks"]
            if block.get("block_id") in values
        }
        payload = {
            **{"type": "view_submission", "trigger_id": await self._trigger(), "response_urls": []},
            **self._whoever(),
            "user": {"id": self.id, "name": self.name, "team_id": self.team or self.edge.team},
            "view": {**_whole(view, self), "state": {"values": state}},
        }
        return await self._delivers("Submission", "interactive", payload)

    async def commands(self, channel: str, text: str) -> tuple[int, Any]:
        payload = {
            **{"token": "x", "team_id": self.edge.team, "team_domain": "indgang", "channel_id": channel},
            **{"channel_name": "triage", "user_id": self.id, "user_name": self.name, "command": "/indgang"},
            **{"text": text, "api_app_id": APP, "is_enterprise_install": "false"},
            "response_url": f"{self.edge.url}/respond/{uuid.uuid4().hex}",
            "trigger_id": await self._trigger(),
        }
        return await self._delivers("Command", "slash_commands", payload)

    async def uses_shortcut(self, callback_id: str) -> tuple[int, Any]:
        payload = {
            **{"type": "shortcut", "callback_id": callback_id, "trigger_id": await self._trigger()},
            **{"action_ts": str(time.time()), **_without(self._whoever(), "api_app_id")},
            "user": {"id": self.id, "username": self.name, "team_id": self.team or self.edge.team},
        }
        return await self._delivers("GlobalShortcutPayload", "interactive", payload)

    async def uses_on_message(self, callback_id: str, message: Json, *, channel: str) -> tuple[int, Any]:
        payload = {
            **{"type": "message_action", "callback_id": callback_id, "trigger_id": await self._trigger()},
            **{"action_ts": str(time.time()), "message_ts": message["ts"], **_without(self._whoever(), "api_app_id")},
            **{"channel": {"id": channel, "name": "triage"}, "message": message},
            "response_url": f"{self.edge.url}/respond/{uuid.uuid4().hex}",
        }
        return await self._delivers("MessageShortcutPayload", "interactive", payload)

    async def opens(self, tab: str, *, channel: str) -> None:
        event = {"type": "app_home_opened", "user": self.id, "channel": channel, "tab": tab, "event_ts": _now()}
        await self.edge.event(event)

    async def _acts(self, block: Json, element: Json, *, value: str, container: Json, more: Json) -> tuple[int, Any]:
        action: Json = {
            **{"type": element["type"], "action_id": element["action_id"], "block_id": block.get("block_id", "x")},
            "action_ts": _now(),
        }
        if element["type"] == "overflow":
            action["selected_option"] = next(each for each in element["options"] if f"|{value}|" in each["value"])
        else:
            action |= {"text": element["text"], "value": element["value"]}
        payload = {
            **{"type": "block_actions", "container": container, "trigger_id": await self._trigger()},
            **{"actions": [action], "is_enterprise_install": False, **self._whoever(), **more},
        }
        return await self._delivers("Actions", "interactive", payload)

    async def _delivers(self, root: str, kind: str, payload: Json) -> tuple[int, Any]:
        if fault := fault_in(root, payload):
            raise AssertionError(f"the rig made a bad payload: {fault}")
        return await self.edge.deliver(kind, payload)

    async def _trigger(self) -> str:
        answer = await self.edge.emulated("views.generateTriggerId", {"user_id": self.id}, token=BOT_TOKEN)
        return str(answer["trigger_id"])

    def _whoever(self) -> Json:
        team = self.team or self.edge.team
        return {
            "user": {"id": self.id, "username": self.name, "name": self.name, "team_id": team},
            **{"team": {"id": self.edge.team, "domain": "indgang"}, "api_app_id": APP, "token": "x"},
            "is_enterprise_install": False,
        }


def _wrapped(edge: Edge, event: Json) -> Json:
    if fault := fault_in("Events", event):
        raise AssertionError(f"the rig made a bad event: {fault}")
    return {
        **{"token": "x", "team_id": edge.team, "api_app_id": APP, "event": event, "type": "event_callback"},
        **{"event_id": f"Ev{uuid.uuid4().hex[:9].upper()}", "event_time": int(time.time())},
        "authorizations": [{"enterprise_id": None, "team_id": edge.team, "user_id": BOT_USER, "is_bot": True}],
    }


def _element(blocks: list[Json], action_id: str) -> tuple[Json, Json]:
    """The element with that action id, and its block. Raises where nothing of that kind is shown."""
    for block in blocks:
        accessory = [block["accessory"]] if "accessory" in block else []
        for element in [*block.get("elements", []), *accessory]:
            if element.get("action_id") == action_id:
                return block, element
    raise LookupError(f"no {action_id} among {json.dumps(blocks)[:400]}")


def _state(block: Json, value: Any) -> Json:
    """An input as it is reported: what it began with, where nothing was done to it."""
    element = block["element"]
    match element["type"]:
        case "plain_text_input" | "email_text_input" as kind:
            text = element.get("initial_value") if value is None else value
            return {"type": kind, "value": text}
        case "static_select":
            picked = next((each for each in element["options"] if each["value"] == value), None)
            return {"type": "static_select", "selected_option": picked}
        case "checkboxes":
            return {"type": "checkboxes", "selected_options": _ticked(element["options"], value)}
        case "datepicker":
            return {"type": "datepicker", "selected_date": value}
        case _:
            return {"type": "users_select", "selected_user": value}


def _ticked(options: list[Json], value: Any) -> list[Json]:
    """All of them where only that something is ticked is said; else those named."""
    return [each for each in options if value is True or each["value"] in (value or ())]


def _whole(view: Json, who: Colleague) -> Json:
    """A view as Slack reports it."""
    return {
        **{"team_id": who.edge.team, "app_id": APP, "bot_id": "B1", "hash": "1.a", "root_view_id": view["id"]},
        **{"previous_view_id": None, "app_installed_team_id": who.edge.team, "external_id": "", "close": None},
        **{"clear_on_close": False, "notify_on_close": False, "submit": None, "private_metadata": ""},
        **{"callback_id": "", "title": {"type": "plain_text", "text": "x"}, "state": {"values": {}}},
        **_without(view, "user_id"),
    }


def _without(values: Mapping[str, Any], *names: str) -> Json:
    return {name: value for name, value in values.items() if name not in names}


def _now() -> str:
    return f"{time.time():.6f}"
