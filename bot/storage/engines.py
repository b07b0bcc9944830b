"""From a URL to an engine, with the driver we use for each database."""

from datetime import timedelta
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.domain import ConfigurationError

from . import sqlite

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}

CONNECTIONS = 15
"""To a SQLite file at the same time; who comes then waits for one."""


def parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ConfigurationError("the database URL cannot be read: write it as sqlite:///state/indgang.db") from error
    return parsed.set(drivername=_DRIVERS.get(parsed.drivername, parsed.drivername))


def make(url: URL, *, patience: timedelta, keeps_foreign_keys: bool = True) -> AsyncEngine:
    is_sqlite = url.get_backend_name() == "sqlite"
    # No isolation level: the driver's own idea of when a transaction begins would undo ours.
    arguments: dict[str, Any] = {"isolation_level": None} if is_sqlite else {}
    # Kept once they are open: each has a thread and a cache, and to open and close them all day makes memory grow.
    kept: dict[str, Any] = {"pool_size": CONNECTIONS, "max_overflow": 0, "pool_use_lifo": True} if is_sqlite else {}
    try:
        # What visitors wrote must not reach a log through an error's parameters.
        engine = create_async_engine(url, hide_parameters=True, connect_args=arguments, **kept)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise ConfigurationError(
            f"no driver for {url.drivername}: use sqlite:///…, or install indgang[postgres] for PostgreSQL"
        ) from error
    if is_sqlite:
        sqlite.configure(engine, patience=patience, keeps_foreign_keys=keeps_foreign_keys)
    return engine
