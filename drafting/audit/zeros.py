"""无…, 未发生…: zeros that a report claims in words, held against what the ledger licenses."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from drafting.audit.findings import Finding, FindingType, at
from drafting.audit.ledger import Ledger
from drafting.audit.traps import mask
from drafting.edited import Paragraph
from drafting.phrases import bundled
from drafting.totals import Rule
from storage.catalogue import Catalogue

_DENIAL = re.compile(
    "(?<![有法论毫绝])(?:均?无(?![论法形效人缝障偿缺愧疑须声私穷限锡为微])|没有|未发生|未出现|未收到|未产生|未新增|零)"
)
_REACH = 26  # characters after the denial in which what is denied stands
_FAR = 12
_MOST = 300  # denials of one paragraph that are looked at


def zeros(paragraphs: Sequence[Paragraph], ledger: Ledger, catalogue: Catalogue) -> list[Finding]:
    """A finding for each zero that is claimed and not licensed."""
    return [found for one in paragraphs for found in _of(one, ledger, catalogue)]


def denied(
    paragraphs: Sequence[Paragraph], ledger: Ledger, catalogue: Catalogue
) -> frozenset[tuple[str, str]]:
    """The figures (kind, measure) that the words of a report make zero, licensed or not."""
    return frozenset(
        key
        for plain in (mask(one.text) for one in paragraphs)
        for found, end in _denials(plain)
        for key, _ in _denied(plain, found.end(), end, ledger, catalogue)
    )


def _denials(plain: str) -> Iterator[tuple["re.Match[str]", int]]:
    """The words that deny, each with where its clause ends."""
    for denial in islice(_DENIAL.finditer(plain), _MOST):
        stop = re.search("[，。；！？\n]", plain[denial.end() : denial.end() + _REACH])
        yield denial, denial.end() + (stop.start() if stop else _REACH)


def _of(paragraph: Paragraph, ledger: Ledger, catalogue: Catalogue) -> Iterator[Finding]:
    plain = mask(paragraph.text)
    for denial, end in _denials(plain):
        for key, last in _denied(plain, denial.end(), end, ledger, catalogue):
            if found := _judge(paragraph, denial.start(), last, key, ledger):
                yield found


def _denied(
    text: str, start: int, end: int, ledger: Ledger, catalogue: Catalogue
) -> Iterator[tuple[tuple[str, str], int]]:
    """The figures that a denial makes zero, each with where its word ends; the longest word wins."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for kind in catalogue.kinds.values():
        for measure in (measure for measure in kind.measures if measure.zero):
            words = ledger.vocabulary.by_key[kind.name, measure.name].zero
            for word in (*words, *_short(kind.name, measure.name)):
                at_ = text.find(word, start, end)
                if at_ < 0:
                    continue
                key = kind.name, measure.name
                if key not in found or len(word) > found[key][1] - found[key][0]:
                    found[key] = at_, at_ + len(word)
    for key, (first, last) in found.items():
        inside = any(
            other != key and one <= first and last <= two and two - one > last - first
            for other, (one, two) in found.items()
        )
        # 无行政复议案件和败诉案件: a list; what comes later after other words is not denied.
        if not inside and (first - start <= _FAR or re.search("[、和及或与]", text[start:first])):
            yield key, last


def _short(kind: str, measure: str) -> tuple[str, ...]:
    words = bundled().zeros.get((kind, measure), "")
    return (words.removesuffix("案件").removesuffix("情形").removesuffix("事项"),) if words else ()


def _judge(
    paragraph: Paragraph, start: int, end: int, key: tuple[str, str], ledger: Ledger
) -> Finding | None:
    total = ledger.totals.get(*key)
    if total and total.rule is Rule.ZERO:
        return None
    said = paragraph.text[start:end]
    name = f"{key[0]}·{key[1]}"
    if total and total.value:
        printed = ledger.printed(total)
        text = f"写的是“{said}”，台账“{name}”有{printed}"
        return at(FindingType.ZERO, text, paragraph, start, end, key=key, said=said, ledger=printed)
    if key == ("行政复议诉讼", "败诉") and _licensed(("行政复议诉讼", "诉讼"), ledger):
        return None
    reason = next((i.reason for i in ledger.totals.unknown if (i.kind, i.measure) == key), "全年未报")
    text = f"“{said}”没有依据：台账里{reason}，要逐月报零才能这样写"
    return at(FindingType.ZERO, text, paragraph, start, end, key=key, said=said)


def _licensed(key: tuple[str, str], ledger: Ledger) -> bool:
    total = ledger.totals.get(*key)
    return total is not None and total.rule is Rule.ZERO
