"""The single values of a YAML mapping: text, days, flags, choices. What is wrong is noted, and reading goes on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from .findings import Finding

Choice = TypeVar("Choice", bound=StrEnum)
_EMAIL = re.compile(r"[^\s@<>\"',;]+@[^\s@<>\"',;]+\.[^\s@<>\"',;]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    where: str
    values: Mapping[str, object]
    findings: list[Finding]

    def note(self, problem: str, fix: str) -> None:
        self.findings.append(Finding(self.where, problem, fix))

    def allow_only(self, *known: str) -> None:
        for key, value in self.values.items():
            if key in known:
                continue
            if value is None and (" " in key or "da" in known):
                self.note(f"{key!r} was cut off", "put the whole text in quotes: inside { } a comma ends it")
            else:
                self.note(f"unknown key {key!r}", f"use one of: {', '.join(known)}")

    def text(self, key: str, *, required: bool = False) -> str:
        value = self.values.get(key)
        if value is None or value == "":
            if required:
                self.note(f"{key!r} is missing", f"write {key}: …")
            return ""
        if isinstance(value, str):
            return value.strip()
        self.note(f"{key!r} is read by YAML as {value!r}, not as text", f'put it in quotes: {key}: "…"')
        return ""

    def email(self, key: str) -> str:
        """One e-mail address; empty where there is none, or what stands there is not one."""
        text = self.text(key)
        if text and not _EMAIL.fullmatch(text):
            self.note(f"{text!r} is not an e-mail address", f"write {key}: name@example.org")
            return ""
        return text

    def day(self, key: str, *, required: bool = False) -> date | None:
        value = self.values.get(key)
        if value is None or value == "":
            if required:
                self.note(f"{key!r} is missing", f"write {key}: 2026-01-31")
            return None
        if type(value) is date:
            return value
        self.note(f"{key!r} is {value!r}, not a date", f"write it as year-month-day: {key}: 2026-01-31")
        return None

    def day_or_year(self, key: str, *, required: bool = False) -> str:
        """As ISO text: a day, a month or only a year, as far as it is known."""
        value = self.values.get(key)
        text = str(value) if type(value) in (int, str) else ""
        if re.fullmatch(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?", text):
            return text
        day = self.day(key, required=required)
        return day.isoformat() if day else ""

    def flag(self, key: str) -> bool:
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.note(f"{key!r} is {value!r}", f"write {key}: true or {key}: false, without quotes")
        return False

    def choice(self, key: str, kind: type[Choice], *, required: bool = False) -> Choice | None:
        value = self.values.get(key)
        allowed = ", ".join(f'"{name}"' if name in ("yes", "no") else name for name in map(str, kind))
        if isinstance(value, bool):
            self.note(f"{key!r} is read by YAML as {value}", f"put it in quotes; one of: {allowed}")
            return None
        text = self.text(key, required=required)
        if not text:
            return None
        if text not in list(kind):
            self.note(f"{key!r} is {text!r}", f"use one of: {allowed}")
            return None
        return kind(text)
