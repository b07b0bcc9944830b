"""An engine whose model takes half a minute."""

import asyncio
from typing import Self

from bot.conversation import Engine
from bot.domain import Conversation, VisitorMessage
from bot.ports import Tell


class SlowEngine(Engine):
    answered = 0

    @classmethod
    def over(cls, engine: Engine) -> Self:
        return cls(**{name: getattr(engine, name) for name in Engine.__dataclass_fields__})

    async def hear_visitor(self, heard: VisitorMessage, *, tell: Tell | None = None) -> Conversation:
        await asyncio.sleep(30)
        SlowEngine.answered += 1
        return await super().hear_visitor(heard, tell=tell)
