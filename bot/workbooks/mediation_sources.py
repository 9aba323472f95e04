"""Where mediated disputes come from, as the monthly form asks: by the words of the messages. Pure."""

import re
from collections.abc import Iterable
from decimal import Decimal

from storage.records import Entry

ACTIVE, APPLIED, REFERRED, UNSAID = "主动调解", "当事人申请", "委托移送", "没写来源"
SOURCES = (ACTIVE, APPLIED, REFERRED, UNSAID)
# The first that fits: who refers a case has often been asked by the parties before.
_WORDS = (
    (REFERRED, re.compile(r"委托|委派|移送|移交|转办|转交|转来|交办|警情转调|诉前调解|联动派单")),
    (
        APPLIED,
        re.compile(
            r"申请(?!了?(?:司法)?确认)|求助|(?:来所|来村|来访|上门|主动)(?:要求|请求|找)|(?:要求|请求)调解"
        ),
    ),
    (ACTIVE, re.compile(r"主动|(?:排查|走访|巡查)(?:中|时)?(?:发现|出|得知)|了解到|得知")),
)


def sources(entries: Iterable[Entry], taken: str, referred: str) -> dict[str, Decimal]:
    """How many of the cases came from where; together they are all. `taken`, `referred`: the measures of the
    cases taken on, and of those that the police handed over.
    """
    sums = dict.fromkeys(SOURCES, Decimal(0))
    for entry in entries:
        cases = _sum(entry, taken)
        moved = min(_sum(entry, referred), cases)
        sums[REFERRED] += moved
        sums[source_of(entry.text)] += cases - moved
    return sums


def source_of(text: str) -> str:
    """What the words of a message say of where its case came from."""
    return next((name for name, words in _WORDS if words.search(text)), UNSAID)


def _sum(entry: Entry, measure: str) -> Decimal:
    return sum((figure.value for figure in entry.figures if figure.measure == measure), Decimal(0))
