"""The entries of a message, made of its events: which kinds, which figures, and what is doubtful."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.understanding import bids, choosing, doubts, kinds, mentions, statements, strays, zeros
from bot.understanding.choosing import Chosen
from bot.understanding.disputes import dispute_kind
from bot.understanding.events import Event
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from bot.understanding.standing import AS_OF_NOW
from bot.understanding.statements import Item, Told
from storage.catalogue import bundled as catalogue
from storage.records import EntryDraft, Hedge

DISPUTE = "纠纷类型"
NAMED = 8.0  # the least score by which a count's own word names a kind
MEDIATION = "人民调解"
_STANDING = Pattern(rf"{AS_OF_NOW}|截[至止]今")
_NOW = Pattern(rf"(?<!截至)(?<!截止)(?<!到)(?:{AS_OF_NOW})")
_SO_FAR = Pattern(r"(?:已经?|累计)[^，。；\d]{0,4}$")
_TAKEN_ON = Pattern(r"聘(?![用期])|新签|续签|签约")  # "续聘3名，合同昨天签的": an event, whenever it is dated
_RUNNING = Pattern(
    r"(?:累计|总数|总量|总共)?(?:已|共)?达到?了?$|累计(?:已|共)?(?:有|建成|创成|创建)?$|"
    r"(?:今年|年内|全年|本年|年初至今|至今|至此|[到截]至?目前)[^，。；\d]{0,4}(?:共|累计|总|达)[^，。；\d]{0,4}$"
)
LEAST, LEAST_UNCOUNTED = 1.4, 3.9  # the least weight that makes a kind of an event, with and without a figure


@dataclass(slots=True)
class Part:
    """An entry in the making."""

    kind: str
    on: date
    until: date | None
    place: str | None
    figures: list[Item]
    span: tuple[int, int]
    case: bool = False
    running: bool = False
    worries: list[doubts.Worry] = field(default_factory=list)
    taken: frozenset[int] = frozenset()  # where the counts start that became its event's figures


def parts_of(page: Scene, event: Event, original: str) -> list[Part]:
    """The entries of one event: one for each kind that its figures belong to."""
    weights = _weights(page, event)
    kind = kinds.best_of_work(weights)
    if kind is None or weights[kind] < (LEAST if event.figures else LEAST_UNCOUNTED):
        return []
    beside = _act_of(page, event, weights, kind)
    kind = _main(page, event, weights, beside)
    chosen = choosing.choose(page, kind, event.counts, event.begins)
    other = _counted_kind(event, kind, chosen)
    if other:
        chosen = choosing.choose(page, other, event.counts, event.begins)
        kind, beside = other, other
    told = _told(page, kind, chosen, original)
    for name in [name for name in told if name != kind and _goes_beside(page, event, name, kind)]:
        told.pop(name)
    strays.drop_findings(page, event.span, kind, told)
    if event.when is None and any(item.sums for found in told.values() for item in found):
        event.when = event.year
    _zeros(page, event, kind, told, original)
    asked = _without_bids(page, told)
    statements.fill_out(page, event.span, told)
    if not any(told.values()) and weights[kind] < LEAST_UNCOUNTED:
        return []
    if not told[kind] and len(told) > 1 and strays.names_nothing(page, event, kind, chosen):
        del told[kind], weights[kind]
        kind = next(iter(told))
    parts = []
    for name, found in _in_order(page, event, told):
        parts += _by_standing(page, event, name, found)
    if parts:
        parts[0].worries += [
            *doubts.about_kind(_rivals(page, event, weights, kind), kind, told, event, chosen),
            *doubts.about_counts(page, kind, event.counts, chosen),
            *doubts.about_date(page, event),
            *asked,
        ]
        parts[0].taken = frozenset(one.count.start for one in chosen)
    if event.when and (event.when.until or event.when.form in ("since", "year")):
        for part in parts:
            part.running = any(item.sums or _is_so_far(page.text, item) for item in part.figures)
    return parts


def _is_so_far(text: str, item: Item) -> bool:
    """Whether a count is told as what has come together by now ("本月已检查5次")."""
    return bool(_SO_FAR.search(text, max(0, item.start - 8), item.start))


def _counted_kind(event: Event, kind: str, chosen: Sequence[Chosen]) -> str | None:
    """The kind that its money, or two counts or more, are named for, where its own has and implies none."""
    if catalogue().kind(kind).primary or any(one.reading.kind == kind for one in chosen):
        return None
    named = Counter(
        name
        for mention in event.counts
        for name in {of.kind for of in mention.options if of.word and not of.general and of.score >= NAMED}
    )
    best = max(named, key=lambda name: (named[name], event.weights.get(name, 0)), default=None)
    least = 1 if all(mention.count.unit == "元" for mention in event.counts) else 2
    return best if best and best != kind and least <= named[best] > named[kind] else None


def _act_of(page: Scene, event: Event, weights: Mapping[str, float], kind: str) -> str:
    """The act that turned the kind's figures up (hazards: a joint act, by an inspection), or the kind."""
    acts = [
        name
        for name, yields in page.lexicon.yields.items()
        if kind in yields and strays.told_weight(event, name) >= kinds.SURE
    ]
    act = max(acts, key=lambda name: weights[name], default=kind)
    return act if act == kind else _act_of(page, event, weights, act)


def _main(page: Scene, event: Event, weights: Mapping[str, float], kind: str) -> str:
    """The work that an event was, where its kind is only what went beside it: a lecture's leaflets."""
    others = {
        name
        for name, weight in event.weights.items()
        if weight >= kinds.SURE and name != kind and _goes_beside(page, event, kind, name)
    }
    return max(others, key=lambda name: weights[name], default=kind)


def _goes_beside(page: Scene, event: Event, kind: str, main: str) -> bool:
    """Whether nothing but what was handed out tells of a kind, where the main one is held in sessions too."""
    alike = kinds.session(kind) is not None and kinds.session(kind) == kinds.session(main)
    return alike and kinds.handed_out([cue for cue in page.cues.within(*event.span) if cue.kind == kind])


def _rivals(page: Scene, event: Event, weights: Mapping[str, float], kind: str) -> dict[str, float]:
    """The weights of the kinds that an event may be, without those of what only went beside its own."""
    return {
        name: weight
        for name, weight in weights.items()
        if name == kind or not _goes_beside(page, event, name, kind)
    }


def _told(page: Scene, kind: str, chosen: Sequence[Chosen], original: str) -> Told:
    """The chosen counts as items of their kinds, the event's own first."""
    told: Told = {kind: []}
    last = {(one.reading.kind, one.reading.measure): one for one in chosen}
    for one in chosen:
        count, reading = one.count, one.reading
        item = Item(
            reading.measure,
            count.value,
            count.hedge,
            original[count.start : count.end],
            start=count.start,
            sums=statements.is_total(
                page.text, count.start, reading.word, one is last[reading.kind, reading.measure]
            ),
            part=statements.is_part(page, one, chosen),
            word=reading.word,
            listed=one.listed,
            running=bool(_RUNNING.search(page.text, max(0, count.start - 6), count.start)),
        )
        told.setdefault(reading.kind, []).append(item)
    return told


def _without_bids(page: Scene, told: Told) -> list[doubts.Worry]:
    """What is to be asked about a quarrel's sums, of which only those agreed on are kept."""
    if MEDIATION not in told:
        return []
    told[MEDIATION], worries = bids.results(page.text, told[MEDIATION])
    return worries


def _weights(page: Scene, event: Event) -> dict[str, float]:
    """What an event's cues, counts and zeros, and the events or header before it, say of its kind."""
    named = mentions.naming(page, event.counts)
    own = max((weight + named.get(kind, 0) for kind, weight in event.weights.items()), default=0.0)
    inherited = 0.5 if own >= kinds.SURE else 1.0
    weights = {kind: weight * inherited for kind, weight in event.base.items()}
    kinds.join(weights, event.weights)
    for kind, weight in named.items():
        weights[kind] = weights.get(kind, 0) + weight
    for clause in event.clauses:
        for zero in page.zeros.within(clause.start, clause.end):
            for sense in zero.senses:
                weights[sense.kind] = weights.get(sense.kind, 0) + 2
    return weights


def _in_order(page: Scene, event: Event, told: Told) -> list[tuple[str, list[Item]]]:
    """The kinds of an event in the order in which the message comes to speak of them."""
    firsts: dict[str, int] = {}
    for cue in page.cues.within(*event.span):
        if cue.weight > 2:
            firsts.setdefault(cue.kind, cue.start)
    return sorted(told.items(), key=lambda pair: firsts.get(pair[0], len(page.text)))


def _by_standing(page: Scene, event: Event, kind: str, found: list[Item]) -> list[Part]:
    """An event's entry of a kind; its standing numbers (目前在册12人) are another, on the day of writing."""
    on, until = event.days(page.at.date())
    today = page.at.date()
    measures = {measure.name: measure.stock for measure in catalogue().kind(kind).measures}
    standing = [
        figure for figure in found if measures.get(figure.measure) and _is_standing(page, event, figure)
    ]
    if standing:
        standing += [
            one
            for one in found
            if measures.get(one.measure) and one not in standing and one.start > standing[0].start
        ]
    if not standing or (on, until) == (today, None) or len(event.clauses) < 1:
        return [Part(kind, on, until, event.place, found, event.span, event.case)]
    flows = [figure for figure in found if figure not in standing]
    parts = [Part(kind, today, None, event.place, standing, event.span, event.case)]
    if flows:
        flow = Part(kind, on, until, event.place, flows, event.span, event.case)
        parts.insert(0 if flows[0].start < standing[0].start else 1, flow)
    return parts


def _is_standing(page: Scene, event: Event, figure: Item) -> bool:
    """Whether a stock is told as of now: with 目前/现有, or before the event's own date is said."""
    for clause in event.clauses:
        if clause.start <= figure.start < clause.end:
            said_from = 1 + max(page.text.rfind(mark, 0, clause.start) for mark in "；。\n")
            if _NOW.search(page.text, said_from, figure.start):
                return True
            since = event.when if event.when and event.when.form == "since" else None
            if since and "目前" in page.text[since.start : since.end]:
                return True
            if _STANDING.search(page.said(clause)):
                return since is None
            return bool(
                event.when
                and not event.inherited
                and not clause.aside
                and event.when.start >= clause.end
                and not _TAKEN_ON.search(page.said(clause))
            )
    return False


def _zeros(page: Scene, event: Event, kind: str, told: Told, original: str) -> None:
    for clause in event.clauses:
        for zero in page.zeros.within(clause.start, clause.end):
            acts = kinds.weigh(page, clause.start, clause.end)
            whole = zeros.denies_all(page.text, zero, page.lexicon)
            named = [kind] if any(sense.kind == kind for sense in zero.senses) else []
            named += [name for name in whole if name in told or acts.get(name, 0) >= kinds.SURE]
            if not named:
                continue
            found = told.setdefault(named[0], [])
            told_of = {figure.measure for figure in found}
            meant = [one for one in zero.senses if one.kind == named[0] and one.measure not in told_of]
            for sense in [one for one in meant[:1] if not statements.is_belied(named[0], one.measure, found)]:
                found.append(
                    Item(sense.measure, Decimal(0), Hedge.EXACT, original[zero.start : zero.end], zero.start)
                )


def draft(page: Scene, part: Part, original: str) -> EntryDraft:
    """The entry that a part makes: its figures settled, its dispute type named."""
    typed = DISPUTE in catalogue().kind(part.kind).attributes
    dispute = dispute_kind(page.text[slice(*part.span)]) if typed else None
    parts = {
        name for name, words in page.lexicon.measures.get(part.kind, {}).items() if words.base or words.raises
    }
    return EntryDraft(
        part.kind,
        part.on,
        part.until,
        part.place,
        statements.settle(part.kind, part.figures, parts if part.until else frozenset()),
        {DISPUTE: dispute[0]} if dispute else {},
        original[slice(*part.span)].strip(),
    )


def other(page: Scene) -> Part:
    """What is worth logging and of no kind that is known."""
    today = page.at.date()
    when = max((one for one in page.dates.things if one.on <= today), key=lambda one: one.rank, default=None)
    on, until = (when.on, when.until) if when else (today, None)
    part = Part("其他", on, until, None, [], (0, len(page.text)))
    part.worries.append(doubts.Worry("kind", "没看出是哪类工作，先按“其他”记"))
    return part
