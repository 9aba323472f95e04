"""One clause that tells of several events at once: "上周二、周四各办一场", "A村和B村各讲一次"."""

import re
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.understanding.events import Event, Said

_EACH = re.compile(r"各|分别|每[村天场次]")
_ORDINALS = (
    re.compile(r"(?:头一|第一|前一|首)[次场个天期]|前者"),
    re.compile(r"(?:第二|后一|另一|二)[次场个天期]|后者"),
    re.compile(r"第三[次场个天期]"),
)
_VILLAGES = re.compile(r"(?:[\u4e00-\u9fff]{2,3}(?:村|社区)[、和与及]){1,5}[\u4e00-\u9fff]{2,3}(?:村|社区)")


def twins(event: "Event", said: "Said") -> list["Event"]:
    """The further events of a clause that opened `event` and tells of several; `event` becomes the first of them."""
    if not _EACH.search(said.text):
        return []
    if len(said.days) > 1:
        event.when = said.days[0]
        return [_twin(event, when=day) for day in said.days[1:]]
    if villages := _VILLAGES.search(_named(said.text)):
        names = re.split("[、和与及]", villages.group())
        event.place = names[0]
        return [_twin(event, place=name) for name in names[1:]]
    return []


def _named(text: str) -> str:
    return re.sub(r"^[昨今前][天日晚]?(?:上午|下午|晚上)?在?", "", text.strip())


def _twin(event: "Event", **changes: object) -> "Event":
    twin = copy(event)
    twin.clauses, twin.counts, twin.weights = list(event.clauses), list(event.counts), dict(event.weights)
    return replace(twin, **changes)  # type: ignore[arg-type]


def meant(events: list["Event"], said: "Said") -> "Event | None":
    """Which of the twin events a later clause is about, by its ordinal or its village; None where none is."""
    last = events[-1]
    twins = [event for event in events if event.clauses[0] is last.clauses[0]]
    if len(twins) < 2:
        return None
    for event, ordinal in zip(twins, _ORDINALS, strict=False):
        if ordinal.match(said.text.strip()):
            return event
    return next((event for event in twins if event.place and event.place in said.text), None)
