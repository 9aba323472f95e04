"""Text that every database can hold: no lone surrogates, no NUL."""

import json
from collections.abc import Mapping
from typing import Any


def clean(text: str) -> str:
    """The text with each lone surrogate and NUL replaced by U+FFFD; everything else as it was.

    What staff wrote is kept as far as it can be, rather than refused: UTF-8 has no lone surrogates, and
    PostgreSQL's text has no NUL.
    """
    return text.replace("\x00", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clean_json(value: Any) -> Any:
    """A plain JSON value (mappings and sequences become dict and list) with each text in it cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): clean_json(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [clean_json(part) for part in value]
    return value


def dump_json(value: Any) -> str:
    """JSON as the database keeps it, with Chinese readable as it stands."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
