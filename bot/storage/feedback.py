"""What visitors think of answers, kept beside their conversations."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.domain import ConversationId, Feedback, FeedbackReason, UnknownConversation

from . import tables
from .database import Database
from .feedback_table import feedback
from .inserting import insert_or_ignore
from .rows import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlFeedback:
    database: Database

    async def keep(self, told: Feedback) -> None:
        """A repeated id changes nothing. Raises UnknownConversation where it was deleted meanwhile."""
        values = {
            "conversation_id": told.conversation_id,
            "id": told.id,
            "message_id": told.message_id,
            "helped": told.helped,
            "reason": told.reason and str(told.reason),
            "comment": told.comment,
            "question": told.question,
            "cards": list(told.cards),
            "at": told.at,
        }
        async with self.database.writing() as connection:
            table = tables.conversations
            known = await connection.scalar(select(table.c.id).where(table.c.id == told.conversation_id))
            if known is None:
                raise UnknownConversation(told.conversation_id)
            await connection.execute(insert_or_ignore(connection, feedback).values(**values))

    async def all(self) -> list[Feedback]:
        async with self.database.reading() as connection:
            query = select(feedback).order_by(feedback.c.at.desc(), feedback.c.conversation_id, feedback.c.id)
            return [_feedback_from(row) for row in await connection.execute(query)]


def _feedback_from(row: AnyRow) -> Feedback:
    return Feedback(
        id=row.id,
        conversation_id=ConversationId(row.conversation_id),
        message_id=row.message_id,
        helped=row.helped,
        reason=FeedbackReason(row.reason) if row.reason else None,
        comment=row.comment,
        question=row.question,
        cards=tuple(row.cards),
        at=row.at,
    )
