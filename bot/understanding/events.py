"""A message's events: which clauses tell of the same one, when and where it was."""

import re
from dataclasses import dataclass, field
from datetime import date

from bot.understanding import cues as tense
from bot.understanding import kinds
from bot.understanding.dates import DateSpan
from bot.understanding.places import place_of
from bot.understanding.scene import Scene
from bot.understanding.segments import Clause

_TURN = re.compile(
    r"^[^，。；]{0,3}?(?:另外|另|此外|还有|同时|随后|接着|然后|之后|下午|上午|晚上|中午|傍晚|当晚|顺便|顺带|再有|其次|后来|完了又|又|还|最后)"
)
_AGAIN_TOLD = re.compile(r"^(?:其中|里面|里头|内含|含)")


@dataclass(slots=True)
class Event:
    """Clauses that belong together. `when`: the date span that it was said with; `period`: inherited from a header."""

    clauses: list[Clause] = field(default_factory=list)
    when: DateSpan | None = None
    place: str | None = None
    weights: dict[str, float] = field(default_factory=dict)

    @property
    def spans(self) -> list[tuple[int, int]]:
        return [(clause.start, clause.end) for clause in self.clauses]

    def days(self, at: date) -> tuple[date, date | None]:
        if self.when is None:
            return at, None
        return self.when.on, self.when.until


def build(scene: Scene) -> list[Event]:
    """The events of a message in its order; clauses about the future, and mere greetings, belong to none."""
    events: list[Event] = []
    header: DateSpan | None = None
    current: Event | None = None
    last: Clause | None = None
    for clause in scene.clauses:
        text = scene.text[clause.start : clause.end]
        if _ahead(scene, clause, text):
            continue
        when = _date_in(scene, clause)
        counted = _has_count(scene, clause)
        weights = kinds.weigh(scene, [(clause.start, clause.end)])
        if when and not counted and _is_header(scene, clause, text, weights, current):
            header = when
            current = Event(when=when, weights=weights)
            current.clauses.append(clause)
            events.append(current)
            last = clause
            continue
        place = place_of(text, scene.town.units)
        if current is None or _begins(current, clause, last, text, when, place, weights, counted):
            inherited = current.when if current and not (clause.item and header) else header
            current = Event(when=when or inherited or header, place=place)
            events.append(current)
        _add(current, clause, when, place, weights)
        last = clause
    return events


def _add(
    event: Event, clause: Clause, when: DateSpan | None, place: str | None, weights: dict[str, float]
) -> None:
    event.clauses.append(clause)
    event.when = event.when or when
    event.place = event.place or place
    for kind, weight in weights.items():
        event.weights[kind] = max(event.weights.get(kind, 0), weight) + 0.25 * min(
            event.weights.get(kind, 0), weight
        )


def _begins(
    current: Event,
    clause: Clause,
    last: Clause | None,
    text: str,
    when: DateSpan | None,
    place: str | None,
    weights: dict[str, float],
    counted: bool,
) -> bool:
    """Whether a clause opens a new event after `current`."""
    told = any(weight >= kinds.SURE for weight in current.weights.values())
    if _AGAIN_TOLD.match(text):
        return False
    kind = kinds.best(weights)
    new_kind = kind is not None and weights[kind] >= kinds.SURE and kind != kinds.best(current.weights)
    substance = counted or new_kind or (kind is not None and weights[kind] >= kinds.SURE)
    if when and current.when and (when.on, when.until) != (current.when.on, current.when.until):
        return told and (substance or place is not None)
    if last and clause.line != last.line:
        return told and substance
    if place and current.place and place != current.place:
        return told and substance
    if last and clause.sentence != last.sentence:
        return told and new_kind
    return bool(told and new_kind and _TURN.match(text))


def _date_in(scene: Scene, clause: Clause) -> DateSpan | None:
    return next((one for one in scene.dates if clause.start <= one.start < clause.end), None)


def _has_count(scene: Scene, clause: Clause) -> bool:
    return any(clause.start <= count.numeral < clause.end for count in scene.counts)


def _is_header(
    scene: Scene, clause: Clause, text: str, weights: dict[str, float], current: Event | None
) -> bool:
    """A first line such as "3月工作小结：" whose date holds for what follows."""
    return current is None and scene.text[clause.start : clause.end + 1].rstrip().endswith(("：", "\n"))


def _ahead(scene: Scene, clause: Clause, text: str) -> bool:
    if not (tense.FUTURE_TIME.search(text) or tense.CUE.search(text)):
        return bool(tense.CANCELLED.search(text)) and not _has_count(scene, clause)
    when = _date_in(scene, clause)
    return not (when and (when.until or when.on) < scene.at.date()) and not tense.DONE.search(text)
