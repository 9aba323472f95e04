"""What there is to say of a topic: its kinds' sentences with their figures, named things, events and gaps."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from drafting.composing import excerpts, names
from drafting.composing.figures import Figures
from drafting.composing.sentences import Token, Values, load, render
from drafting.phrases import bundled
from drafting.privacy import is_told
from drafting.report import Gap, Source, Span, TextSpan
from drafting.totals import Rule, Total, Unknown
from storage.catalogue import Catalogue, Kind

_MOST_EVENTS = 6  # quoted events of one kind
_SUBJECTS = 5  # subjects in one sentence
_QUOTED = frozenset({"制度文件", "规范性文件"})


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes what there is to say of a topic.

    `places`: the town's units by name. `seed`: from town and year, so that wordings vary by rule.
    """

    figures: Figures
    catalogue: Catalogue
    places: Sequence[str]
    seed: int

    def sentences(self, topic: str) -> tuple[tuple[Kind, tuple[Span, ...]], ...]:
        """What is said of each kind of the topic, in the catalogue's order; silent kinds are left out."""
        kinds = [kind for kind in self.catalogue.kinds.values() if kind.topic == topic]
        said = ((kind, self._kind(kind)) for kind in kinds)
        return tuple((kind, spans) for kind, spans in said if spans)

    def topic(self, topic: str) -> tuple[Span, ...]:
        """All that is said of a topic, as one paragraph; empty where the ledger has nothing."""
        said = tuple(span for _, spans in self.sentences(topic) for span in spans)
        return (*said, *self.marks(topic))

    def _kind(self, kind: Kind) -> tuple[Span, ...]:
        totals = [total for total in self.figures.now if total.kind == kind.name]
        zeros = [total for total in totals if total.rule is Rule.ZERO]
        over = [total for total in totals if self._exceeds(total)]
        counted = [total for total in totals if total not in zeros and total not in over]
        spans: tuple[Span, ...] = ()
        if counted:
            spans += render(kind.id, self._values(kind, counted), self._way(kind.id))
        if over:
            spans += render("apart", {"各项": listed([self._labelled(total) for total in over])})
        if zeros:
            spans += render(
                "zeros", {"各项": listed([self._zero(total) for total in zeros])}, self._way(kind.group)
            )
        return spans + self._events(kind)

    def _values(self, kind: Kind, totals: Sequence[Total]) -> Values:
        """What the kind's template asks for: its measures, and lists of what the entries name."""
        values: dict[str, Token | None] = {measure.name: None for measure in kind.measures}
        for total in totals:
            values[total.measure] = self.figures.token(total, compared=total.measure == kind.primary)
        lists = {"名单": self._things, "主题": self._subjects, "节点": self._days, "类型": self._types}
        for name in load(kind.id).asked - values.keys():
            values[name] = _token(lists[name](kind))
        return values

    def _things(self, kind: Kind) -> tuple[Span, ...]:
        # Events without figures are told in full: a name beside them would say the same twice.
        flows = {measure.name for measure in kind.measures if not measure.stock}
        entries = self.figures.now.of(kind.name)
        counted = (entry for entry in entries if any(f.measure in flows for f in entry.figures))
        main = self.figures.now.get(kind.name, kind.primary or kind.measures[0].name)
        named = names.things(kind.name, counted, self.places)
        return names.listing(named, quoted=kind.name in _QUOTED, of=main.value if main else None)

    def _subjects(self, kind: Kind) -> tuple[Span, ...]:
        found = names.subjects(kind.name, self.figures.now.of(kind.name))
        return names.listing(dict(islice(found.items(), _SUBJECTS)))

    def _days(self, kind: Kind) -> tuple[Span, ...]:
        return names.days(self.figures.now.of(kind.name))

    def _types(self, kind: Kind) -> tuple[Span, ...]:
        return names.dispute_types(self.figures.now.of(kind.name))

    def _way(self, name: str) -> int:
        """Which wording of a template: the same for the same kind, town and year."""
        return self.seed + zlib.crc32(name.encode())

    def _exceeds(self, total: Total) -> bool:
        """A part that is more than its whole: it must not stand behind 其中."""
        whole = bundled().parts.get((total.kind, total.measure))
        known = self.figures.now.get(total.kind, whole) if whole else None
        return known is not None and total.value > known.value

    def _labelled(self, total: Total) -> Sequence[Span]:
        return (TextSpan(total.measure), self.figures.span(total))

    def _zero(self, total: Total) -> Sequence[Span]:
        words = bundled().zeros.get((total.kind, total.measure), total.kind + total.measure)
        return (self.figures.span(total), TextSpan(words))

    def _events(self, kind: Kind) -> tuple[Span, ...]:
        """Events that have no figures, in staff's words."""
        if not is_told(kind.name):
            return ()
        bare = [entry for entry in self.figures.now.of(kind.name) if not entry.figures]
        told = [spans for spans in map(excerpts.event, bare[: 2 * _MOST_EVENTS]) if spans][:_MOST_EVENTS]
        if not told:
            return ()
        values = {"事项": listed(told, "；"), "更多": Token() if len(bare) > len(told) else None}
        return render("events", values, self._way(kind.id))

    def marks(self, topic: str) -> tuple[TextSpan, ...]:
        """A mark for the figures of the topic that cannot be printed, those of one reason together."""
        reasons: dict[str, list[str]] = {}
        for item in self.figures.now.unknown:
            if self.catalogue.kind(item.kind).topic == topic:
                reasons.setdefault(item.reason, []).append(_name(item))
        return tuple(gap_mark(f"{'、'.join(named)}{reason}") for reason, named in reasons.items())


def gap_mark(words: str) -> TextSpan:
    """What a person must supply, as it stands in the text."""
    return TextSpan(f"【待补充：{words}】", Source.GAP)


def figure_gaps(unknown: Sequence[Unknown]) -> tuple[Gap, ...]:
    """A gap for each figure that cannot be printed."""
    return tuple(Gap(_name(item) + item.reason, item.kind, item.measure) for item in unknown)


def _name(item: Unknown) -> str:
    return bundled().zeros.get((item.kind, item.measure), f"{item.kind}的“{item.measure}”")


def listed(items: Sequence[Sequence[Span]], mark: str = "、") -> Token:
    """The items as one token, the mark between them."""
    spans: list[Span] = []
    for item in items:
        spans += [TextSpan(mark), *item] if spans else item
    return Token(*spans)


def _token(spans: Sequence[Span]) -> Token | None:
    return Token(*spans) if spans else None
