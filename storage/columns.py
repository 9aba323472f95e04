"""Column types that SQLite lacks: moments with a zone, and exact decimals."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from storage.checks import aware


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime in and out, stored in UTC (SQLite keeps no zone, so it is put back on reading)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC; InvalidValueError for a time without a zone."""
        if value is None:
            return None
        aware(value)
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal kept as its digits in text, so that 0.1 is 0.1 on every database.

    SQLite has no decimal type (NUMERIC there is a binary float). Sums are made in Python, where each total
    also needs the entries that it came from.
    """

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else plain_digits(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


def plain_digits(value: Decimal) -> str:
    """The decimal without exponent or trailing zeros: 12000, 95.2, 0."""
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits or "0"
