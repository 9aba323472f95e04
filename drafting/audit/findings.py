"""What an audit finds in a report, worst first."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from drafting.edited import Paragraph

_AROUND = 10  # characters of a quotation before its place
_FURTHER = 20  # as far back as its clause may begin
_LONGEST = 60
_SHORT = 8  # a quotation that says too little gets what follows


class FindingType(StrEnum):
    """What is wrong, in the order of its weight; the values are the public names in the JSON."""

    PERSONAL = "personal"  # a phone or ID number
    TOWN = "town"  # another town's name where the report's own should stand
    CHANGED = "changed"  # a figure says something else than the ledger
    ZERO = "zero"  # 无… that is not licensed, or that the ledger contradicts
    MISCOMPUTED = "miscomputed"  # a rate that does not follow from the figures beside it
    PART = "part"  # 其中 beyond its whole, parts that do not add up
    CONFLICT = "conflict"  # the same figure, different in two places
    HEDGE = "hedge"  # 余 on an exact number or upwards, two hedges on one number
    UNLEDGERED = "unledgered"  # the ledger does not have it
    BEHIND = "behind"  # the ledger has gone on since the draft was written
    YEAR = "year"
    REQUIRED = "required"  # a required part is missing
    ADDRESSEE = "addressee"
    SIGNATURE = "signature"
    DATE = "date"
    GAP = "gap"  # 【待补充 still open
    PENDING = "pending"  # 待确认 entries behind a figure
    UNIT = "unit"
    REMOVED = "removed"  # what the draft had printed, and people took out
    TRACKED = "tracked"  # tracked changes that nobody accepted or refused yet


ORDER = {type_: place for place, type_ in enumerate(FindingType)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One point, in plain Chinese. `place`: the document's paragraph, None for the report as a whole.

    `start`, `end`: where in its text. `number`: which paragraph with text it is, from 1. `kind`, `measure`:
    which figure; `said`: as it stands there; `ledger`: as the ledger would print it; `entries`: numbers.
    """

    type: FindingType
    text: str
    place: int | None = None
    start: int = 0
    end: int = 0
    quote: str = ""
    number: int = 0
    kind: str | None = None
    measure: str | None = None
    said: str = ""
    ledger: str = ""
    entries: tuple[str, ...] = ()


def at(
    type_: FindingType,
    text: str,
    paragraph: Paragraph,
    start: int,
    end: int,
    *,
    key: tuple[str, str] | None = None,
    said: str = "",
    ledger: str = "",
    entries: tuple[str, ...] = (),
) -> Finding:
    """A finding at [start, end) of a paragraph."""
    kind, measure = key or (None, None)
    quote = quoted(paragraph.text, start, end)
    return Finding(type_, text, paragraph.place, start, end, quote, 0, kind, measure, said, ledger, entries)


def quoted(text: str, start: int, end: int) -> str:
    """The place with what leads to it: from its clause's beginning, not too far back."""
    clause = max(text.rfind(stop, 0, start) + 1 for stop in "。；，】\n")
    first = clause if start - clause <= _FURTHER else start - _AROUND
    while 0 < first < start and text[first - 1].isdigit() and text[first].isdigit():
        first -= 1
    if end - first < _SHORT:
        behind = text[end : end + _AROUND]
        cut = min((behind.find(stop) for stop in "。；，、" if stop in behind), default=len(behind))
        end += cut
    while first < end < len(text) and text[end - 1].isdigit() and text[end].isdigit():
        end += 1
    return text[first:end][:_LONGEST].strip()


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Worst first; of one weight in reading order, each once."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda one: (ORDER[one.type], one.place or 0, one.start)))
