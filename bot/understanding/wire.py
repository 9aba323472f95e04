"""The line format of `fazhibot parse`: a message in, its meaning out, as plain JSON values."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.understanding.explain import because
from bot.understanding.meaning import Meaning, TownWords
from bot.understanding.reader import understand
from storage.records import Doubt, EntryDraft, Figure


def answer(line: Mapping[str, Any], explain: bool = False) -> dict[str, Any]:
    """The meaning of a line {"id", "at", "sender", "unit", "text"}: the best guess always.

    `explain` adds "words" to every entry and figure (what it was read from) and "because": the words that
    intent, days and kinds came from.
    KeyError or ValueError where `at` or `text` is missing or malformed.
    """
    town = TownWords(sender_unit=str(line.get("unit") or ""))
    text, at = str(line["text"]), datetime.fromisoformat(str(line["at"]))
    row = {"id": line.get("id"), **meaning_row(understand(text, at, town), explain)}
    return row | {"because": because(text, at, town)} if explain else row


def meaning_row(meaning: Meaning, explain: bool = False) -> dict[str, Any]:
    return {
        "intent": meaning.intent.value,
        "entries": [_entry(entry, explain) for entry in meaning.entries],
        "doubts": [_doubt(doubt, explain) for doubt in meaning.doubts],
    }


def _entry(entry: EntryDraft, explain: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "kind": entry.kind,
        "on": entry.on.isoformat(),
        "until": entry.until.isoformat() if entry.until else None,
        "place": entry.place,
        "figures": [_figure(figure, explain) for figure in entry.figures],
        "attributes": dict(entry.attributes),
    }
    return row | {"words": entry.words} if explain else row


def _figure(figure: Figure, explain: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"measure": figure.measure, "value": _number(figure.value)}
    if figure.approx:
        row["approx"] = True
    if figure.implied:
        row["implied"] = True
    return row | {"words": figure.words, "hedge": figure.hedge.value} if explain else row


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _doubt(doubt: Doubt, explain: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"entry": doubt.entry, "part": doubt.part, "reason": doubt.reason}
    if explain:
        row |= {"measure": doubt.measure, "options": list(doubt.options)}
    return row
