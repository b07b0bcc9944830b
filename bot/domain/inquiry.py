"""From a vague wish to something a human can act on."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Self


class Field(StrEnum):
    """What can be known of an inquiry, in the order it is asked for."""

    NEED = "need"
    REGION_HOSPITAL = "region_hospital"
    PRODUCT = "product"
    PRODUCT_TYPE = "product_type"
    CE_STATUS = "ce_status"
    DEVICE_CLASS = "device_class"
    PATIENTS = "patients_involved"
    AI_USE = "ai_use"
    DATA = "data_access"
    STAGE = "stage"
    TIMELINE = "timeline"
    COMPANY_NAME = "company_name"
    CONTACT_EMAIL = "contact_email"


@dataclass(frozen=True, slots=True)
class Stated:
    """A value, the visitor's own words it was read from, and the message they stand in.

    `code` is the value's machine-readable form where the field is a closed set ("not_ce_marked"), else empty.
    """

    value: str
    quote: str
    message_id: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What the visitor has told us so far. Consent is not here: it is a deed, never something read."""

    stated: dict[Field, tuple[Stated, ...]] = field(default_factory=dict[Field, tuple[Stated, ...]])
    skipped: frozenset[Field] = frozenset()

    def get(self, name: Field) -> Stated | None:
        values = self.stated.get(name, ())
        return values[-1] if values else None

    def values(self, name: Field) -> tuple[Stated, ...]:
        return self.stated.get(name, ())

    def code(self, name: Field) -> str:
        stated = self.get(name)
        return stated.code if stated else ""

    def codes(self, name: Field) -> frozenset[str]:
        return frozenset(stated.code for stated in self.values(name) if stated.code)

    def with_stated(self, name: Field, *values: Stated) -> Self:
        return replace(self, stated={**self.stated, name: values}, skipped=self.skipped - {name})

    def without(self, name: Field) -> Self:
        return replace(self, stated={key: value for key, value in self.stated.items() if key is not name})

    def skip(self, name: Field) -> Self:
        return replace(self, skipped=self.skipped | {name})

    def is_settled(self, name: Field) -> bool:
        """Known, or the visitor chose not to say."""
        return name in self.skipped or bool(self.stated.get(name))


@dataclass(frozen=True, slots=True)
class Lead:
    """A qualified inquiry and the moment the visitor agreed to have it passed on."""

    inquiry: Inquiry
    consented_at: datetime
