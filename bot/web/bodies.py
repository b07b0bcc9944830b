"""What a visitor's browser may send: strict shapes that refuse anything unforeseen."""

from typing import Annotated
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
    field_validator,
)

from bot.domain import FeedbackReason, Language

from .traps import LeftEmpty

MESSAGE_LENGTH = 4_000
VALUE_LENGTH = 1_000

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MESSAGE_LENGTH)]
Value = Annotated[str, StringConstraints(strip_whitespace=True, max_length=VALUE_LENGTH)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]


def _is_yes(value: bool) -> bool:
    if not value:
        raise ValueError("consent is given by saying true")
    return value


Yes = Annotated[StrictBool, AfterValidator(_is_yes), WithJsonSchema({"type": "boolean", "const": True})]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _without_nul(cls, value: object) -> object:
        """Nobody means to write a NUL, and PostgreSQL keeps none: words that hold one are kept without it."""
        return value.replace("\0", "") if isinstance(value, str) else value


class Opening(Body):
    language: Language | None = None


class Deed(Body):
    id: UUID
    """Made by the client, so that a repeat is known."""


class Saying(Deed):
    text: Text


class FieldEdit(Deed):
    value: Value
    """The visitor's words; empty clears the field."""


class ConsentGiven(Deed):
    destinations: Annotated[list[Name], Field(min_length=1, max_length=20)]
    notice_id: Name
    consent: Yes
    left_empty: LeftEmpty = ""


class Opinion(Deed):
    helped: StrictBool
    reason: FeedbackReason | None = None
    comment: Value = ""


class Withdrawal(Deed):
    reference: Name
