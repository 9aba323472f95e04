"""What the words of a foreign row tell, under the kind that its label or its sheet names. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.understanding import understand
from bot.understanding.dates import find_dates
from bot.understanding.meaning import Intent
from bot.workbooks.kinds import EXACT, KindWord, group_of, kind_of
from bot.workbooks.making import Making
from bot.workbooks.measures import measure_of
from bot.workbooks.reading import Row
from storage.catalogue import bundled
from storage.records import EntryDraft, Figure

OTHER = "其他"
_AHEAD = re.compile("计划|拟|将要|即将|准备|打算|定于|下一步|下步|待开展|尚未|预计")
_TWO_KINDS = "表是{sheet}的，内容像是{text}。是哪一类？"
_PLANNED = "内容像是还没办的事。办了吗？"


def read_text(making: Making, label: str, free: str, at: datetime) -> tuple[str | None, Sequence[EntryDraft]]:
    """The row's kind by its label or its sheet (None: the text may say), and what its text tells.

    `label`: under 类别; `free`: the row's other words; `at`: the end of the row's last day.
    """
    context = making.context
    told = kind_of(label, at, context.town) if label else None
    if told is None and context.kind is None:
        return None, [one for one in understood(making, free, at) if one.kind != OTHER]
    if told is None and context.kind is not None:
        told = context.kind
        quietly = understood(making, free, at, quiet=True)
        read = next((one.kind for one in _absorbed(told.kind, quietly) if one.kind != OTHER), None)
        if read and read != told.kind and not context.fixed and _fits(making.row, told.kind, read):
            if group_of(read) == group_of(told.kind) and told.weight < EXACT:
                told = KindWord(read, EXACT)
            elif told.weight < EXACT:
                reason = _TWO_KINDS.format(sheet=told.kind, text=read)
                making.doubt("kind", reason, None, (told.kind, read))
    assert told is not None
    return told.kind, _absorbed(told.kind, understood(making, f"{told.kind}：{free}", at)) if free else ()


def _absorbed(kind: str, drafts: Sequence[EntryDraft]) -> Sequence[EntryDraft]:
    """The drafts, with those that only count what the kind counts as well (咨询) as a part of its first."""
    own = [draft for draft in drafts if draft.kind == kind]
    kept: list[EntryDraft] = []
    for draft in drafts:
        stated = tuple(figure for figure in draft.figures if not figure.implied)
        if draft.kind == kind or not stated or not _counts(kind, draft.kind, stated):
            kept.append(draft)
        elif not own:
            kept.append(replace(draft, kind=kind, figures=stated, attributes={}))
        elif not {one.measure for one in stated} & {one.measure for one in own[0].figures}:
            own[0] = replace(own[0], figures=(*own[0].figures, *stated))
    rest = [draft for draft in kept if draft.kind != kind or not own]
    return [*own, *rest]


def _counts(kind: str, other: str, figures: Sequence[Figure]) -> bool:
    """Whether a kind counts all that figures of another kind say, in the same units."""
    mine, theirs = bundled().kind(kind), bundled().kind(other)
    return all(
        mine.has(one.measure) and mine.measure(one.measure).unit == theirs.measure(one.measure).unit
        for one in figures
    )


def _fits(row: Row, kind: str, other: str) -> bool:
    """Whether the row's counts of one kind may as well be counts of the other."""
    heads = [one.head for one in row.counts()]
    return all(measure_of(head, other) for head in heads if (own := measure_of(head, kind)) and own.sure)


def understood(making: Making, text: str, at: datetime, *, quiet: bool = False) -> Sequence[EntryDraft]:
    """The entries that a text tells, as of the row's own day.

    Where a day's name makes a plan of it (法治宣传月, 3·15), it is read as of now, and then without its days.
    """
    if not text:
        return ()
    town, now = making.context.town, making.context.when.at
    meaning = understand(text, at, town)
    if meaning.intent is Intent.PLAN and _AHEAD.search(text) and not quiet:
        making.doubt("intent", _PLANNED)
    for again, when in ((text, now), (_without_days(text, now), at)):
        if meaning.intent is not Intent.LOG:
            meaning = understand(again, when, town)
    return meaning.entries


def _without_days(text: str, at: datetime) -> str:
    for span in reversed(find_dates(text, at)):
        text = text[: span.start] + text[span.end :]
    return text
