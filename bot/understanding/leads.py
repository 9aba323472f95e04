"""Clauses that only tell when, or that something is reported: "12月29日：全年…", "…；本周：调解2件"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding import kinds
from bot.understanding.patterns import Pattern
from bot.understanding.said import Said
from bot.understanding.scene import Scene
from bot.understanding.segments import Clause

if TYPE_CHECKING:
    from bot.understanding.events import Event

_NOTHING_ELSE = Pattern(r"[ 份的]*(?:工作|小结|情况|数据|报表|报数|这边|期间|方面|部分)?[ ]*")
_REPORTS = Pattern(r"报|汇总|统计|小结|总结|补|填|交")
_OF_IT = Pattern(r"的|例会|会议|推进会|调度会|培训|讲座|专题")
_WITHIN = 45  # days: a period that ended so long before the day of its report


def joined(scene: Scene, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, with one that only tells a day or period joined to what follows it: "本周：调解2件"."""
    found: list[Clause] = []
    for clause in clauses:
        before = found[-1] if found else None
        if (
            before is not None
            and len(found) > 1
            and before.sentence == clause.sentence
            and (before.sentence != found[-2].sentence or scene.text[before.end] == "：")
            and not before.aside
            and not clause.aside
            and _only_tells_when(scene, before)
            and not scene.dates.within(clause.start, clause.end)
        ):
            found[-1] = replace(clause, start=before.start, item=before.item)
        else:
            found.append(clause)
    return found


def _only_tells_when(scene: Scene, clause: Clause) -> bool:
    inside = scene.dates.within(clause.start, clause.end)
    if len(inside) != 1 or scene.text[clause.start : inside[0].start].strip():
        return False
    return bool(_NOTHING_ELSE.fullmatch(scene.text, inside[0].end, clause.end))


def narrows(scene: Scene, event: "Event", said: Said) -> bool:
    """Whether a clause's own period or day is meant, not that of what only headed the message before it.

    "四季度：10月3件" is October's; "12月29日：全年0件" the year's, for the day is that of the report.
    """
    when, head = said.when, event.when
    if when is None or head is None or not event.clauses:
        return False
    if not said.figures or event.figures or kinds.told(event.weights):
        return False
    if when.start - said.clause.start > 1 or (when.on, when.until) == (head.on, head.until):
        return False
    count = next(iter(scene.counts.within(when.end, said.clause.end)), None)
    stop = count.start if count else said.clause.end
    if _OF_IT.search(scene.text, when.end, stop):
        return False
    if head.until is not None:
        return head.on <= when.on and when.last_day <= head.last_day
    if when.until is None or not when.on <= head.on or (head.on - when.last_day).days > _WITHIN:
        return False
    last = event.clauses[-1]
    reported = any(_REPORTS.search(scene.said(clause)) for clause in event.clauses)
    return reported or scene.text[last.end : last.end + 1] in ("：", "\n")
