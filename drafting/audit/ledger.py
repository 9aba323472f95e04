"""Each count of a report held against the ledger: unchanged, changed, overtaken, or not in it at all."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from drafting.audit.findings import Finding, FindingType, at
from drafting.audit.seen import Seen
from drafting.audit.verdicts import Verdict, verdict
from drafting.audit.vocabulary import Vocabulary
from drafting.binding import Key, checksum
from drafting.report import FigureSpan
from drafting.totals import Rule, Total, Totals
from drafting.wording import word
from storage.records import Entry, EntryState

_MOST_NUMBERS = 5
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Ledger:
    """What the year's ledger says. `expected`: the figures as a draft of today prints them.

    `settings`: counts that are the town's own facts (how many villages). `words`: the house's.
    """

    totals: Totals
    entries: Sequence[Entry]
    expected: Mapping[Key, FigureSpan]
    vocabulary: Vocabulary
    settings: frozenset[Decimal] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def texts(self) -> str:
        """All that staff wrote, without blanks."""
        return "\n".join(_SPACE.sub("", entry.text) for entry in self.entries)

    @property
    def empty(self) -> bool:
        return not self.totals.entries

    def printed(self, total: Total) -> str:
        span = self.expected.get((total.kind, total.measure, None))
        return span.text if span else word(total, self.words)


def hold(seen: Sequence[Seen], ledger: Ledger) -> tuple[list[Finding], dict[int, str]]:
    """The findings, and the status of each count by its place in `seen` (unchanged, changed, entry …)."""
    sound: set[Key | None] = {key for one in seen for key in right(one, ledger)}
    often = Counter(one.key for one in seen if one.key and not one.bound)
    findings: list[Finding] = []
    status: dict[int, str] = {}
    for place, one in enumerate(seen):
        found = _bound(one, ledger) if one.bound else _free(one, ledger, sound, often)
        if isinstance(found, Finding):
            findings.append(found)
            status[place] = found.type.value
        else:
            status[place] = found
        if one.key and status[place] == "unchanged":
            findings += _pending(one, ledger)
    return findings, status


def right(one: Seen, ledger: Ledger) -> list[Key]:
    """The figures that a count gives as the ledger has them."""
    if one.bound and one.key:
        return [] if isinstance(_bound(one, ledger), Finding) else [one.key]
    return [(*key, None) for key in one.likely if _agrees(one, key, ledger)]


def _agrees(one: Seen, key: tuple[str, str], ledger: Ledger) -> bool:
    total = ledger.totals.get(*key)
    return total is not None and _verdict(one, total) is Verdict.SAME


def _bound(one: Seen, ledger: Ledger) -> Finding | str:
    assert one.key is not None, "what binds a count says what it is"
    kind, measure, period = one.key
    total = ledger.totals.get(kind, measure) if period is None else None
    expected = ledger.expected.get(one.key)
    if expected and one.words == expected.text:
        return "unchanged"
    if period is not None:
        return _of_other_span(one, expected)
    if total is None:
        return _finding(one, FindingType.CHANGED, "台账里已经没有这个数" + _why(kind, measure, ledger), "")
    printed = ledger.printed(total)
    said = _verdict(one, total)
    if said is not Verdict.SAME:
        return _wrong(one, total, said, printed)
    if one.count and not _unit_fits(one, ledger):
        return _finding(one, FindingType.UNIT, f"单位与台账不同，台账是{printed}", printed)
    return "unchanged"


def _wrong(one: Seen, total: Total, said: Verdict, printed: str) -> Finding:
    mark = one.bound
    if mark and mark.check and mark.check == checksum(one.words):
        text = f"起草以后台账有更新，现在是{printed}"
        return _finding(one, FindingType.BEHIND, text, printed, total.numbers)
    if said is Verdict.OTHER or one.count is None:
        was = one.paragraph.before(one.start, one.end)
        before = (
            f"（修订前是{was}{'，与台账一致' if was == printed else ''}）" if was and was != one.words else ""
        )
        return _finding(
            one, FindingType.CHANGED, f"改成了{one.words}，台账是{printed}{before}", printed, total.numbers
        )
    return _finding(one, FindingType.HEDGE, _hedged(said, printed), printed, total.numbers)


def _hedged(said: Verdict, printed: str) -> str:
    if said is Verdict.ON_EXACT:
        return f"台账是确数{printed}，不加“余”“约”"
    if said is Verdict.AS_EXACT:
        return f"台账里是约数，应写{printed}"
    return f"“余”只能往小里写，台账支持{printed}"


def _of_other_span(one: Seen, expected: FigureSpan | None) -> Finding | str:
    """A figure of last year, or the change since."""
    if expected is None:
        return _finding(one, FindingType.CHANGED, "台账里已经没有这个对比数", "")
    said = one.count.value if one.count else Decimal(0)
    if said == abs(expected.value) and (one.count is None or not one.count.more):
        return "unchanged"
    return _finding(
        one, FindingType.CHANGED, f"改成了{one.words}，台账是{expected.text}", expected.text, expected.entries
    )


def _free(one: Seen, ledger: Ledger, sound: set[Key | None], often: Mapping[Key, int]) -> Finding | str:
    """A count that nothing binds: it may be any of the likely figures, staff's own words, or nothing."""
    count = one.count
    if count is None or count.foreign or ledger.empty:
        return "skipped"
    kin = one.matched.kin if one.matched and not count.small else ()
    if any(_agrees(one, key, ledger) for key in (*one.likely, *kin)):
        return "unchanged"
    if _in_entries(one, ledger.texts):
        return "entry"
    if count.value in ledger.settings and count.unit in ("个", "个村", "个社区", "个村居", "个村（社区）"):
        return "setting"
    total = ledger.totals.get(one.key[0], one.key[1]) if one.key else None
    if total and total.value:
        several = one.key is not None and often.get(one.key, 0) > 1
        return _against(one, total, ledger, one.key in sound, several)
    if count.small:
        return "skipped"
    about = f"（像是{one.key[0]}·{one.key[1]}）" if one.key else ""
    return _finding(one, FindingType.UNLEDGERED, f"{one.words}在台账里查不到{about}", "")


def _against(one: Seen, total: Total, ledger: Ledger, sound: bool, often: bool) -> Finding:
    """A count that differs from its total. `sound`: another place has it right; `often`: there are more."""
    printed = ledger.printed(total)
    name = f"{total.kind}·{total.measure}"
    if sound or (often and one.count and one.count.value < total.value):
        where = "，报告另有一处写对了" if sound else ""
        text = f"{one.words}在台账里查不到；{name}全年是{printed}{where}"
        return _finding(one, FindingType.UNLEDGERED, text, printed, total.numbers)
    said = _verdict(one, total)
    if said is Verdict.OTHER:
        return _finding(
            one,
            FindingType.CHANGED,
            f"写的是{one.words}，台账“{name}”是{printed}",
            printed,
            total.numbers,
        )
    return _finding(one, FindingType.HEDGE, _hedged(said, printed), printed, total.numbers)


def _verdict(one: Seen, total: Total) -> Verdict:
    if one.count is None:
        return Verdict.SAME if total.rule is Rule.ZERO or total.value == 0 else Verdict.OTHER
    return verdict(one.count, total)


def _unit_fits(one: Seen, ledger: Ledger) -> bool:
    if one.key is None or one.count is None:
        return True
    known = ledger.vocabulary.by_key.get((one.key[0], one.key[1]))
    return known is None or known.takes(one.count.unit) or one.count.unit == ""


def _in_entries(one: Seen, texts: str) -> bool:
    """Whether staff wrote this count, with what stands right before or behind it."""
    text, words = one.paragraph.text, _SPACE.sub("", one.words)
    before = _SPACE.sub("", text[max(one.start - 8, 0) : one.start])[-2:]
    behind = _SPACE.sub("", text[one.end : one.end + 8])[:2]
    near = [piece for piece in (before + words, words + behind) if len(piece) > len(words) + 1]
    return any(piece in texts for piece in near)


def _pending(one: Seen, ledger: Ledger) -> list[Finding]:
    assert one.key is not None
    total = ledger.totals.get(one.key[0], one.key[1]) if one.key[2] is None else None
    numbers = [e.number for e in total.entries if e.state is EntryState.PENDING] if total else []
    if not numbers:
        return []
    shown = "、".join(numbers[:_MOST_NUMBERS]) + (
        f"等{len(numbers)}条" if len(numbers) > _MOST_NUMBERS else ""
    )
    return [_finding(one, FindingType.PENDING, f"这个数里有待确认的记录：{shown}", "", tuple(numbers))]


def _why(kind: str, measure: str, ledger: Ledger) -> str:
    reason = next(
        (item.reason for item in ledger.totals.unknown if (item.kind, item.measure) == (kind, measure)), ""
    )
    return f"：{reason}" if reason else ""


def _finding(
    one: Seen, type_: FindingType, text: str, printed: str, entries: tuple[str, ...] = ()
) -> Finding:
    key = one.key[:2] if one.key else None
    return at(
        type_,
        text,
        one.paragraph,
        one.start,
        one.end,
        key=key,
        said=one.words,
        ledger=printed,
        entries=entries,
    )
