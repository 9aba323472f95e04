"""One clause that tells of several events at once: "上周二、周四各办一场", "A村和B村各讲一次"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.understanding.events import Event
    from bot.understanding.mentions import Mention
    from bot.understanding.said import Said

_EACH = re.compile(r"各(?!位|类|项|级|种|界|方|单位|部门|站所|村[^、和]{0,3}$)|分别|每[村天场次]")
_ORDINALS = (
    re.compile(r"(?:头一|第一|前一|首)[次场个天期]|前者"),
    re.compile(r"(?:第二|后一|另一|二)[次场个天期]|后者"),
    re.compile(r"第三[次场个天期]"),
)
_VILLAGE = r"[\u4e00-\u9fff]{2,3}(?:村|社区)"
_VILLAGES = re.compile(rf"(?:{_VILLAGE}[、和与及]){{1,5}}{_VILLAGE}")
_LEADING = re.compile(rf"[，在到给](?={_VILLAGE}[、和与及])")


def twins(event: "Event", said: "Said") -> list["Event"]:
    """The further events of a clause that opened `event` and tells of several; it becomes their first."""
    if not _EACH.search(said.text):
        return []
    start = said.when.end - said.clause.start if said.when else 0
    villages = _villages(said.text, max(start, 0))
    number = max(len(villages), len(said.days))
    if number < 2 or len(villages) not in (0, number) or len(said.days) not in (0, 1, number):
        return []
    event.clauses, first = list(event.clauses), event
    events = [first, *(_twin(event) for _ in range(number - 1))]
    listed = len(event.counts) == number and len({mention.count.unit for mention in event.counts}) == 1
    lists = _named_alike(event.counts) if listed else []
    for index, one in enumerate(events):
        if len(said.days) == number:
            one.when = said.days[index]
        if villages:
            one.place = villages[index]
        one.counts = [lists[index]] if lists else [_share(mention, number) for mention in one.counts]
    return events[1:]


def _villages(text: str, start: int) -> list[str]:
    """The villages that a clause lists ("A村和B村") after its date."""
    starts = [start, *(match.end() for match in _LEADING.finditer(text, start))]
    found = next((match for one in starts if (match := _VILLAGES.match(text, one))), None)
    return re.split("[、和与及]", found.group()) if found else []


def _twin(event: "Event") -> "Event":
    return replace(
        event,
        clauses=list(event.clauses),
        counts=list(event.counts),
        weights=dict(event.weights),
        figures=True,
    )


def _share(mention: "Mention", number: int) -> "Mention":
    """A count of as many times as there are events is one for each of them."""
    if mention.count.value == number and mention.count.unit in ("次", "场", "场次", "期"):
        return replace(mention, count=replace(mention.count, value=Decimal(1)))
    return mention


def meant(events: list["Event"], said: "Said") -> "Event | None":
    """Which of the twin events a later clause is about, by its ordinal or its village; None where none is."""
    alike = _alike(events)
    if len(alike) < 2:
        return None
    for event, ordinal in zip(alike, _ORDINALS, strict=False):
        if ordinal.match(said.text.strip()):
            return event
    return next((event for event in alike if event.place and event.place in said.text), None)


def dealt(events: list["Event"], said: "Said") -> bool:
    """Deal out a list of as many counts as there are twin events ("听众31人、27人"); whether it was one."""
    alike = _alike(events)
    if len(alike) < 2 or len(said.counts) != len(alike) or len({one.count.unit for one in said.counts}) > 1:
        return False
    for event, mention in zip(alike, _named_alike(said.counts), strict=True):
        event.clauses.append(said.clause)
        event.counts.append(mention)
    return True


def _named_alike(mentions: Sequence["Mention"]) -> list["Mention"]:
    """Counts of one list mean what the first of them means."""
    first = mentions[0]
    return [first, *(replace(other, options=first.options, local=first.local) for other in mentions[1:])]


def _alike(events: list["Event"]) -> list["Event"]:
    """The last events, as long as they were opened by one clause; in order."""
    alike = takewhile(lambda event: event.clauses[0] is events[-1].clauses[0], reversed(events))
    return list(alike)[::-1]
