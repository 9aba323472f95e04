"""Entry numbers as staff write them: 128, 128号, 2023-128."""

import re

from bot.turn import Turn
from storage.errors import NotFoundError
from storage.records import Entry

_NUMBER = re.compile(r"#?\s*(?:(\d{4})\s*[-—–－]\s*)?(\d{1,9})\s*(?:号|条)?")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def find_entry(turn: Turn, written: str) -> Entry | None:
    """The entry of a number; without a year this year's, else last year's; None where there is none."""
    found = _NUMBER.fullmatch(written.strip().translate(_WIDE))
    if found is None:
        return None
    years = [int(found[1])] if found[1] else [turn.today.year, turn.today.year - 1]
    for year in years:
        try:
            return turn.entry(f"{year}-{int(found[2])}")
        except NotFoundError:
            continue
    return None
