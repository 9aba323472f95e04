"""An edited report brought up to the ledger: figures renewed where they stand, every word of people kept.

A figure as it was drafted is renewed; one that a person changed, and wrongly, by a tracked change. What
the ledger has anew is proposed as a tracked insertion at its place; what people deleted stays deleted.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.annex import cells, comment
from drafting.annex import rules as rules_of
from drafting.audit.findings import quoted
from drafting.audit.holding import right
from drafting.audit.ledger import Ledger
from drafting.audit.seen import Seen
from drafting.audit.survey import Books, Survey, survey
from drafting.audit.vocabulary import like
from drafting.binding import Key, Printed, checksum, name_of, printed, properties
from drafting.edit import Comment, Edit, Renew
from drafting.edited import Edited
from drafting.redrafting.proposals import Proposed, propose
from drafting.report import FigureSpan

_FIRST_MARK = 1000  # bookmarks of a redraft are numbered from here
_UNIT = re.compile(r"^(?P<number>约?[\d.]+万?余?)(?P<unit>[^\d]*)$")
_TURNED = {"增加": "减少", "减少": "增加"}


@dataclass(frozen=True, slots=True)
class Redraft:
    """`edits`: for the .docx; each change in plain Chinese: figures that are `renewed`, those that people had
    changed or copied and that are `restored` (tracked), and what is `proposed`. `kept`: left alone, and why.

    `properties`: what the document prints now. `notes`: what comments on figures say. `annex`: its rows.
    """

    edits: tuple[Edit, ...]
    renewed: tuple[str, ...]
    restored: tuple[str, ...]
    proposed: tuple[str, ...]
    kept: tuple[str, ...]
    properties: dict[str, str]
    notes: tuple[tuple[Key, str], ...]
    annex: tuple[tuple[str, ...], ...]

    @property
    def changes(self) -> tuple[str, ...]:
        return (*self.renewed, *self.restored, *self.proposed)


def redraft(edited: Edited, books: Books) -> Redraft:
    """What is to be done to an edited report, and the list of it."""
    base = survey(edited, books)
    numbers = {one.place: place for place, one in enumerate(edited.body, start=1)}
    edits: list[Edit] = []
    renewed: list[str] = []
    restored: list[str] = []
    lost = _lost(edited.printed, base.seen)
    for place, one in enumerate(base.seen):
        made = _renewed(one, base.ledger, edited.printed, lost, _FIRST_MARK + place)
        if made:
            found, words_, tracked = made
            edits += found
            quote = quoted(one.paragraph.text, one.start, one.end)
            told = restored if tracked else renewed
            told.append(f"第{numbers[one.paragraph.place]}段“{quote}”：{words_}")
    new = propose(edited, base, books.entries) if edited.printed.known else Proposed()
    now = printed(base.report)
    shown = {one.key for one in base.seen} | new.added
    rows = [row for row in base.report.sources if (row.kind, row.measure, row.period) in shown]
    return Redraft(
        (*edits, *new.edits),
        tuple(renewed),
        tuple(restored),
        new.changes,
        new.kept,
        properties(_known(edited.printed, now, base)),
        _notes(base),
        tuple(cells(row) for row in rows),
    )


def _lost(before: Printed, seen: Sequence[Seen]) -> frozenset[Key]:
    """Printed figures that lost their bookmark and are known by their words, at one place alone."""
    bound = {one.key for one in seen if one.bound}
    free = Counter(one.of_year for one in seen if one.of_year and not one.bound)
    return frozenset(key for key, _ in before.figures if key not in bound and free[key] == 1)


def _renewed(
    one: Seen, ledger: Ledger, before: Printed, lost: frozenset[Key], number: int
) -> tuple[list[Edit], str, bool] | None:
    """The edits that bring a figure up to the ledger, what they do, and whether people are to decide on them.

    None where it is right as it is.
    """
    copied = _copied(one, before)
    key = one.of_year or copied
    if key is None or not (one.bound or copied or key in lost):
        return None
    place = one.paragraph.place
    expected = ledger.expected.get(key)
    if expected is None:
        text = "台账里已经没有这个数，请核对后删改"
        return [Comment(place, one.start, one.end, text)], text, True
    if one.words == expected.text:
        return None
    touched = copied is not None or _touched(one, key, before)
    if touched and right(one, ledger) and not (one.count and one.count.doubled):
        return None
    text = _in_their_unit(expected.text, one)
    if text == one.words:
        return None
    mark = one.bound.name if one.bound else ""
    name = name_of(key, text, number) or ""
    edits: list[Edit] = [Renew(place, one.start, one.end, text, touched, mark, name)]
    edits += _direction(one, key, expected)
    return edits, f"{one.words}→{text}", touched


def _copied(one: Seen, before: Printed) -> Key | None:
    """The figure that a count without a bookmark repeats as printed: a copy goes along, tracked."""
    if one.bound or one.span or one.count is None or one.count.small:
        return None
    likely: list[Key] = [(kind, measure, None) for kind, measure in one.likely]
    keys = [key for key in ([one.key] if one.key else likely) if before.words(key) == one.words]
    return keys[0] if len(keys) == 1 else None


def _touched(one: Seen, key: Key, before: Printed) -> bool:
    """Whether a person changed what the draft had printed."""
    if one.bound and one.bound.check:
        return one.bound.check != checksum(one.words)
    return before.words(key) not in (None, one.words)


def _in_their_unit(text: str, one: Seen) -> str:
    """The figure with the unit that people put there, where it counts the same: 215起 for 215件."""
    new = _UNIT.match(text)
    if new is None or one.count is None or not one.count.unit or one.count.unit == "%":
        return text
    known = one.matched.count.unit if one.matched else one.count.unit
    fits = known in like(new["unit"]) and "人次" not in (known, new["unit"])  # 人 is not 人次
    return new["number"] + known if fits else text


def _direction(one: Seen, key: Key, expected: FigureSpan) -> list[Edit]:
    """增加 becomes 减少 where the change against last year has turned."""
    if not (key[2] and "-" in key[2]):
        return []
    said = one.paragraph.text[max(one.start - 2, 0) : one.start]
    wanted = "增加" if expected.value > 0 else "减少"
    if said not in _TURNED or said == wanted:
        return []
    return [Renew(one.paragraph.place, one.start - 2, one.start, wanted)]


def _known(before: Printed, now: Printed, base: Survey) -> Printed:
    """What was ever printed stays known, so that what was deleted is not proposed again."""
    figures = {**dict(before.figures), **dict(now.figures)}
    return Printed(base.report.year, now.last or before.last, tuple(figures.items()))


def _notes(base: Survey) -> tuple[tuple[Key, str], ...]:
    rules = rules_of(base.report)
    return tuple((key, comment(span, rules)) for key, span in base.ledger.expected.items())


def summary(made: Redraft, most: int | None = None) -> str:
    """The list of changes as a person reads it; of each sort at most `most`."""
    if not made.changes and not made.kept:
        return "报告里的数与台账一致，没有改动。"
    parts = (
        ("数字换新{}处：", made.renewed),
        ("有人改过或另写过，按台账改回{}处（用修订标出，由您定）：", made.restored),
        ("新内容{}处（用修订、批注标出，由您定）：", made.proposed),
        ("没有写入{}处：", made.kept),
    )
    lines = [] if made.changes else ["没有改动。"]
    for head, some in parts:
        lines += [head.format(len(some)), *_listed(some, most)] if some else []
    return "\n".join(lines)


def _listed(some: Sequence[str], most: int | None) -> list[str]:
    more = [f"· 另有{len(some) - most}处，都在文件里"] if most is not None and len(some) > most else []
    return [*(f"· {one}" for one in some[:most]), *more]
