"""A message's events: which clauses tell of the same one, when and where it was."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.understanding import cues as tense
from bot.understanding import kinds
from bot.understanding.dates import DateSpan
from bot.understanding.places import place_of
from bot.understanding.scene import Scene
from bot.understanding.segments import Clause

_TURN = re.compile(
    r"(?:另外|另|此外|还有|同时|随后|接着|然后|之后|顺便|顺带|再有|其次|后来|完了又|又|还|最后|再|同日|同天|当天还|正好)"
)
_HOUR = re.compile(r"[^，。；]{0,2}?(?:上午|下午|晚上|中午|傍晚|当晚|早上|后晌|前晌|夜里|午后)")
_PART = re.compile(r"(?:其中|里面|里头|内含|含|包括|都是|均为|全是)")
_CASE = re.compile(r"(?:还有|另外?|又)?一[起个件桩宗](?:是|为)|(?:另外?|还有|再)一[起件桩宗]")
_HEADING = "：\n】"


@dataclass(slots=True)
class Event:
    """Clauses that tell of one event.

    `when`: the date span that it was said with; `inherited`: that span stands in another clause (a header's, or the
    event's before). `base`: the weights of the event or header before it, for clauses that name no kind.
    `case`: told as a case of its own ("一起是…，另一起是…").
    """

    clauses: list[Clause] = field(default_factory=list)
    when: DateSpan | None = None
    inherited: bool = False
    place: str | None = None
    weights: dict[str, float] = field(default_factory=dict)
    base: dict[str, float] = field(default_factory=dict)
    figures: bool = False
    header: bool = False
    case: bool = False

    def days(self, today: date) -> tuple[date, date | None]:
        return (self.when.on, self.when.until) if self.when else (today, None)

    @property
    def span(self) -> tuple[int, int]:
        return self.clauses[0].start, self.clauses[-1].end


@dataclass(frozen=True, slots=True)
class _Said:
    """What one clause says."""

    clause: Clause
    text: str
    when: DateSpan | None
    place: str | None
    weights: dict[str, float]
    figures: bool

    @property
    def acts(self) -> bool:
        return kinds.told(self.weights)

    @property
    def substance(self) -> bool:
        return self.figures or self.acts


def build(scene: Scene) -> list[Event]:
    """The events of a message in its order; clauses about the future, and mere greetings, belong to none."""
    events: list[Event] = []
    header: Event | None = None
    cases = len(_CASE.findall(scene.text)) >= 2
    for index, clause in enumerate(scene.clauses):
        said = _read(scene, clause)
        if _ahead(scene, said):
            continue
        current = events[-1] if events else None
        following = scene.clauses[index + 1] if index + 1 < len(scene.clauses) else None
        if _is_header(scene, said, current, following):
            header = Event([clause], said.when, place=said.place, weights=said.weights, header=True)
            events.append(header)
            continue
        if current and clause.aside and said.when and len(current.clauses) > 1 and not said.acts:
            events.append(current := _detach(current))
        case = cases and bool(_CASE.match(said.text.strip()))
        if current is None or case or _begins(current, said):
            events.append(_open(current, header, said, case))
        else:
            _add(current, said)
    return _tidy(events)


def _read(scene: Scene, clause: Clause) -> _Said:
    text = scene.said(clause)
    today = scene.at.date()
    spans = [one for one in scene.dates.within(clause.start, clause.end) if one.on <= today and not one.future]
    when = max(spans, key=lambda one: one.rank, default=None)
    return _Said(
        clause,
        text,
        when,
        place_of(text, scene.town.units),
        kinds.weigh(scene, clause.start, clause.end),
        scene.has_figures(clause),
    )


def _open(current: Event | None, header: Event | None, said: _Said, case: bool) -> Event:
    """A new event; what it does not say it inherits: an item from the header, others from the event before."""
    source = header if header and (said.clause.item or current is header or current is None) else current
    event = Event(case=case)
    if source:
        event.when, event.inherited = source.when, True
        event.base = dict(source.weights or source.base)
    _add(event, said)
    return event


def _add(event: Event, said: _Said) -> None:
    event.clauses.append(said.clause)
    event.place = event.place or said.place
    event.figures = event.figures or said.figures
    if said.when and (event.when is None or event.inherited or said.when.rank > event.when.rank):
        event.when, event.inherited = said.when, False
    kinds.join(event.weights, said.weights)


def _detach(event: Event) -> Event:
    """The event's last clause as one of its own, because a date in parentheses is said of it alone."""
    last = event.clauses.pop()
    return Event([last], event.when, True, None, {}, dict(event.weights or event.base), figures=True)


def _begins(current: Event, said: _Said) -> bool:
    """Whether a clause opens a new event after `current`."""
    if current.header:
        return True
    last = current.clauses[-1]
    if said.clause.aside or _PART.match(said.text.strip()):
        return False
    substance = current.figures or kinds.told(current.weights)
    if not (substance and said.substance):
        return False
    kind = kinds.best(said.weights)
    other_kind = said.acts and kind != kinds.best(current.weights or current.base)
    if said.when and current.when and _differ(said.when, current.when):
        if current.figures or min(said.when.rank, current.when.rank) > 3:
            return not current.inherited or current.figures
        return False
    if said.clause.line != last.line:
        return current.figures or other_kind
    if said.place and current.place and said.place != current.place:
        return True
    text = said.text.strip()
    if said.place and not current.place and current.figures and _HOUR.match(text):
        return True
    if said.clause.sentence != last.sentence:
        return other_kind
    return other_kind and bool(_TURN.match(text) or _HOUR.match(text))


def _differ(one: DateSpan, other: DateSpan) -> bool:
    return (one.on, one.until) != (other.on, other.until)


def _is_header(scene: Scene, said: _Said, current: Event | None, following: Clause | None) -> bool:
    """A line such as "3月工作小结：" whose date and kind hold for what follows."""
    if said.figures or following is None or said.clause.item or said.clause.aside:
        return False
    if current is not None and not current.header and said.clause.line == current.clauses[-1].line:
        return False
    mark = scene.text[said.clause.end : said.clause.end + 2].strip(" ")
    leads = said.text.rstrip().endswith("：") or mark[:1] in tuple(_HEADING) or following.item
    if current is not None and current.header and following.line != said.clause.line:
        leads = True
    return bool(leads and (said.when is None or said.when.rank <= 4 or following.item))


def _tidy(events: Sequence[Event]) -> list[Event]:
    """Events without figures and of no kind join their neighbour; headers that others follow are no events."""
    if len(events) > 1:
        events = [event for event in events if not event.header] or list(events)
    kept: list[Event] = []
    for event in events:
        if kept and not event.figures and not kinds.told(event.weights) and not event.case:
            kept[-1].clauses += event.clauses
            kept[-1].place = kept[-1].place or event.place
            continue
        kept.append(event)
    return kept


def _ahead(scene: Scene, said: _Said) -> bool:
    """Whether a clause tells what will be, or what was called off."""
    if not (tense.FUTURE_TIME.search(said.text) or tense.CUE.search(said.text)):
        return bool(tense.CANCELLED.search(said.text)) and not said.figures
    if said.when and said.when.last_day < scene.at.date():
        return False
    return not tense.DONE.search(said.text)
