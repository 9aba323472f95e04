"""A message's events: which clauses tell of the same one, when and where it was."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, takewhile

from bot.understanding import carried, cases, kinds, leads, listed, mentions, spread, sums, tidying, turns
from bot.understanding.again import at_table, names, of_work, returns
from bot.understanding.alongside import only_goes_with, told_by
from bot.understanding.date_reading import YEAR
from bot.understanding.dates import DateSpan
from bot.understanding.dealing import dealt, meant, on_its_day, rejoin, settle, share_times, without_place
from bot.understanding.lexicon import WEIGHTS
from bot.understanding.patterns import Pattern
from bot.understanding.place_ends import is_led
from bot.understanding.said import FIRM, Said, hear, is_ahead
from bot.understanding.scene import Scene
from bot.understanding.segments import Clause
from bot.understanding.tidying import differ

_PART = Pattern(r"(?:其中|里面|里头|内含|含|包括|都是|均为|全是)")
_AFTERWARDS = Pattern(r"(?:散场|散会|会|结束|完事|讲完|收摊|活动)了?[以之]?后$")
# "去了A村没找到人，在B村…"
_LEFT = Pattern(r"没(?:找|见|碰|遇|人|有人)|吃[了过]|路过|经过|出来|回来|扑[了个]*空")
_ALIKE = Pattern(r"[又也]|[都均]是|各[办讲开搞做]?一|同样")
_CLOSES = Pattern(r"收[队官尾工兵]|结束|告一段落|[完结]了|圆满|[总小]结|汇总|回顾")
_CALLS = Pattern(r"(?:就|也|都|可以|这|应该|应)*(?:算作?|记作?|计作|归为?)(?!上|了)")


@dataclass(slots=True)
class Event:
    """Clauses that tell of one event.

    `when`: the date span that it was said with; `inherited`: the span of a header or of the event before.
    `base`: the weights of the event or header before it, for clauses that name no kind.
    `counts`: its counts with all that they may mean. `sentence`: the last one that added to it.
    `case`: one of several that were told one by one. `year`: one that was named in passing.
    `group`: the clause that tells of several events at once, of which this is one.
    `visit`: it is known by its place and day alone, being the same work as before.
    `around`: the span that it was told under, where a parenthesis dates it alone.
    `head`: where the list begins whose counts it goes on with; their words may stand there.
    """

    clauses: list[Clause] = field(default_factory=list)
    when: DateSpan | None = None
    inherited: bool = False
    place: str | None = None
    weights: dict[str, float] = field(default_factory=dict)
    base: dict[str, float] = field(default_factory=dict)
    counts: list[mentions.Mention] = field(default_factory=list)
    figures: bool = False
    header: bool = False
    case: bool = False
    sentence: int = -1
    year: DateSpan | None = None
    group: Clause | None = None
    head: int | None = None
    visit: bool = False
    around: DateSpan | None = None

    def days(self, today: date) -> tuple[date, date | None]:
        """The first day and, of a span, the last one (days of a list may come in any order)."""
        if self.when is None:
            return today, None
        first, last = sorted((self.when.on, self.when.last_day))
        return first, last if last > first else None

    @property
    def kind(self) -> str | None:
        """The kind that it tells most of; mere hints ("水泥厂") say less than the event or header before."""
        hinted = max(self.weights.values(), default=0.0) <= WEIGHTS["hints"]
        return kinds.best(self.base if hinted and self.base else self.weights)

    @property
    def begins(self) -> int:
        """Where the words may begin that its counts are named by."""
        return self.span[0] if self.head is None else self.head

    @property
    def span(self) -> tuple[int, int]:
        return self.clauses[0].start, self.clauses[-1].end


def build(scene: Scene) -> list[Event]:
    """The events of a message in its order; clauses about the future, and mere greetings, belong to none."""
    together = leads.joined(scene, listed.joined(scene))
    clauses = [said for clause in together if not is_ahead(scene, said := hear(scene, clause))]
    lines: dict[int, list[Said]] = {}
    for said in clauses:
        lines.setdefault(said.clause.line, []).append(said)
    counted = {said.clause.sentence: said.clause.start for said in clauses if said.figures}
    told = cases.told(clauses)
    further = len(told) == 1 and cases.is_further(clauses, told[0])
    told = told if len(told) > 1 or further else []
    naming = told if cases.only_named(clauses, told) else []
    events: list[Event] = []
    header: Event | None = None
    heading = leads.heading(scene, clauses, lines)
    announced: list[mentions.Mention] = []
    for index, said in enumerate(clauses):
        current = events[-1] if events else None
        if said.clause.line == heading:
            header = header or _opened(events, Event(header=True))
            _add(scene, header, said)
            continue
        if known := on_its_day(events, said) or cases.named(current, said, naming):
            _add(scene, *known)
            continue
        if current and _tells_when(clauses, index) and leads.is_apart(scene, current):
            events.append(current := _detach(scene, current))
        case = cases.begins(said, told) and cases.of_event(current, said, len(told))
        if current and case and further:
            current.case = True
        elif current and case and cases.is_first(clauses[index - len(current.clauses)]):
            current.case = True  # it began with the first of them, and with no word of all
        elif current and case and not current.case and not current.header:
            announced = [mention for mention in current.counts if mention.count.value == len(told)]
            current.counts = [mention for mention in current.counts if mention not in announced]
            current.case, current.figures = True, True
            _add(scene, current, said)
            current.counts += cases.one_of(announced, said)
            continue
        said = of_work(scene, current, said) if current and not case else said
        if (
            current is None
            or case
            or _begins(scene, current, said, lines[said.clause.line], counted.get(said.clause.sentence, -1))
        ):
            event = _opened(events, _inheriting(current, header, said, case))
            event.base = {} if turns.needs_no_base(scene, current, said) else event.base
            event.visit = current is not None and not said.substance and _visits_again(scene, current, said)
            _add(scene, event, said)
            event.counts += cases.one_of(announced, said) if case else []
            events += spread.twins(scene, event, said, clauses[index + 1 :])
        elif twins := spread.by_days(scene, current, said):
            events += twins
        elif not dealt(events, said):
            target = meant(events, said) or returns(events, said) or current
            bare = not target.figures
            _add(scene, target, said)
            if bare and target is current:
                events += spread.twins(scene, target, said, clauses[index + 1 :])
    leads.dated_last(scene, events)
    leads.under_roof(scene, events)
    carried.named(scene, events)
    tidying.without_whole(events)
    tidying.without_named_days(events)
    share_times(events)
    rejoin(events)
    settle(scene, events)
    without_place(scene, events)
    sums.across(scene, events)
    for event in events:
        event.counts = sums.without_addends(scene, sums.of_each(scene, sums.told_once(scene, event.counts)))
    tidying.without_announced(scene, events)
    return tidying.tidy(scene, events)


def _opened(events: list[Event], event: Event) -> Event:
    events.append(event)
    return event


def _inheriting(current: Event | None, header: Event | None, said: Said, case: bool) -> Event:
    """A new event; what it does not say it inherits: an item from the header, others from the last event."""
    event = Event(case=case)
    moved = current is not None and current.clauses[-1].line != said.clause.line
    source = header if header and (said.clause.item or current is header or moved) else current
    if source:
        ended = source.clauses[-1:] and source.clauses[-1].aside and not said.clause.aside
        around = source.around if ended else None
        event.when, event.inherited = around or source.when or leads.told_before(current, said), True
        event.base = dict(source.weights)
        if not (source.header or kinds.told(source.weights)):
            kinds.join(event.base, source.base)
    return event


def _only_acts(scene: Scene, event: Event) -> bool:
    """Whether an event's place is only the village that its first clause tells of, as who did it."""
    if not (event.place or "").endswith(("村", "社区")):
        return False
    return not any(is_led(scene.said(clause), event.place or "") for clause in event.clauses)


def _add(scene: Scene, event: Event, said: Said) -> None:
    near = not event.figures or said.substance or said.clause.sentence == event.sentence
    narrows, moved = leads.narrows(scene, event, said), at_table(scene, event, said)
    if said.substance or not event.clauses:
        event.sentence = said.clause.sentence
    event.clauses.append(said.clause)
    if near or said.text.strip() == said.place:
        left = said.place and said.substance and not event.figures and not kinds.told(event.weights)
        left = left and any(_LEFT.search(scene.said(clause)) for clause in event.clauses[:-1])
        nearer = said.place and _only_acts(scene, event) and is_led(said.text, said.place)
        event.place = said.place if left or moved or nearer else event.place or said.place
    overrides = (near or event.when is None) and _overrides(scene, said, event)
    event.figures = event.figures or said.figures
    event.counts += said.counts
    if said.when and (overrides or narrows):
        event.around = event.when if said.clause.aside else None
        event.when, event.inherited = said.when, False
    event.when = leads.begun(scene, event, said) or event.when
    event.year = event.year or said.year
    kinds.join(event.weights, told_by(scene, event, said))


def _overrides(scene: Scene, said: Said, event: Event) -> bool:
    when = said.when
    if when is None or event.when is None or when.rank > event.when.rank:
        return when is not None
    if when.form in ("range", "since") and not event.figures and when.last_day <= event.when.on:
        return bool(_CLOSES.search(scene.text, event.span[0], when.start))  # "行动今天收队，9月1日到…"
    inherited = event.inherited and when.rank > 0 and differ(when, event.when)
    return inherited or leads.led_to(scene, event, said)


def _tells_when(clauses: Sequence[Said], index: int) -> bool:
    """Whether a parenthesis begins here that dates what stands before it ("教育1次（看守所，9月12日）")."""
    if not clauses[index].clause.aside or index == 0 or clauses[index - 1].clause.aside:
        return False
    inside = list(takewhile(lambda one: one.clause.aside, islice(clauses, index, None)))
    return any(one.when for one in inside)


def _detach(scene: Scene, event: Event) -> Event:
    """The event's last clause as one of its own, because a date in parentheses is said of it alone."""
    last = event.clauses.pop()
    taken = [mention for mention in event.counts if mention.clause is last]
    event.counts = [mention for mention in event.counts if mention.clause is not last]
    weights = kinds.weigh(scene, last.start, last.end)
    base = dict(event.weights or event.base)
    if not event.counts and not any(scene.zeros.within(one.start, one.end) for one in event.clauses):
        event.weights, event.figures = kinds.weigh(scene, *event.span), False
    return Event([last], event.when, True, None, weights, base, taken, True, sentence=last.sentence)


def _begins(scene: Scene, current: Event, said: Said, line: Sequence[Said], counted_to: int) -> bool:
    """Whether a clause opens a new event after `current`; `counted_to`: where its sentence counts last."""
    if current.header:
        return True
    last = current.clauses[-1]
    text = said.text.strip()
    within = said.clause.aside or _PART.match(text) or _CALLS.match(text) or at_table(scene, current, said)
    if within or only_goes_with(scene, current, said) or leads.led_to(scene, current, said):
        return False
    if not (current.figures or kinds.told(current.weights) or _visits_again(scene, current, said)):
        return False
    kind = kinds.best(said.weights)
    same_breath = said.clause.line == last.line and (not said.when or not current.when)
    if same_breath and not (current.weights or current.base or mentions.naming(scene, current.counts)):
        return False  # what it counted is of the kind that is named now
    other_kind = said.acts and kind != current.kind
    if turns.is_another(scene, current, said) or leads.dated_apart(current, said, line):
        return True
    told = current.figures or (said.clause.item and kinds.told(current.weights))
    if said.clause.line != last.line and (told or other_kind):
        return leads.opens_line(current, said, line)
    now = current.when
    until_now = now is not None and now.form == "since" and (said.substance or now.rank > YEAR)
    on_a_day = said.when is not None and said.when.form in ("day", "relative", "weekday")
    if until_now and on_a_day and current.figures and not current.inherited:
        return True  # "今年以来3次，最近一次是昨天"
    if not (said.acts or said.clause.start <= counted_to):
        return False
    if _visits_again(scene, current, said):
        return True
    tells = said.substance or said.place is not None or leads.heads_day(said, last)
    if tells and said.when and current.when and differ(said.when, current.when):
        told = not current.inherited or current.kind in turns.held(scene, current.clauses[0])
        return current.figures or (min(said.when.rank, current.when.rank) > FIRM and told)
    elsewhere = said.place and said.place != current.place
    if turns.to_village(current, said):
        return True
    if not (said.substance or (elsewhere and current.place and current.figures)):
        return False
    if elsewhere and (current.place or (current.figures and turns.HOUR.match(text))):
        return True
    if said.clause.sentence != (current if kind == turns.QUARREL else last).sentence:
        return other_kind or names(current, said)
    goes_on = turns.goes_on(current.kind, current, said)
    states = mentions.states_primary(scene, kind, said.counts) and not goes_on
    if other_kind and current.figures and (states or turns.counts_its_own(scene, current, said)):
        return True
    follows = turns.moves_on(text) or turns.is_turn(scene, last) or _AFTERWARDS.search(scene.said(last))
    apart = follows or turns.is_told_apart(scene, current, said, line) or turns.is_held(scene, current, said)
    return other_kind and bool(apart)


def _visits_again(scene: Scene, current: Event, said: Said) -> bool:
    """Whether the same work goes on at another place on another day ("周三去青石村，今天又去了南坪村")."""
    if said.place is None or current.place is None or said.place == current.place or current.inherited:
        return False
    on_days = said.when and current.when and differ(said.when, current.when)
    named = kinds.told(current.base) or kinds.told(current.weights)
    return bool(on_days and named and _ALIKE.search(scene.text[said.clause.start : said.clause.end + 16]))
