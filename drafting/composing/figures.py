"""Totals as figure spans, last year's figure beside them, and the rows of the annex."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from drafting.composing.sentences import Token
from drafting.report import Block, EntryRef, FigureSpan, SourceRow, Span, TextSpan
from drafting.totals import Rule, Total, Totals
from drafting.wording import house_unit, plain, word

_MOST_REFS = 30  # entries that a row of the annex names


@dataclass(frozen=True, slots=True)
class Figures:
    """The year's totals as they are printed: `words`: the house's; `last`: last year's, where known."""

    now: Totals
    last: Totals | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    def span(self, total: Total, period: str | None = None) -> FigureSpan:
        """A total as a span; a licensed zero reads 无."""
        text = "无" if total.rule is Rule.ZERO else word(total, self.words)
        return FigureSpan(text, total.kind, total.measure, total.value, total.numbers, total.approx, period)

    def token(self, total: Total | None, *, compared: bool = False) -> Token | None:
        """A total for a template. `compared`: with last year's figure and the change behind it."""
        if total is None:
            return None
        return Token(self.span(total), *(self._comparison(total) if compared else ()))

    def _comparison(self, total: Total) -> tuple[Span, ...]:
        """（上年198件，增加11件）; without the change where either is approximate."""
        last = self.last.get(total.kind, total.measure) if self.last else None
        if self.last is None or last is None or last.rule is not Rule.SUM or total.rule is not Rule.SUM:
            return ()
        year = str(self.last.period.on.year)
        spans: list[Span] = [TextSpan("（上年"), self.span(last, year)]
        if not last.approx and not total.approx:
            spans += self._change(total, last, year)
        return (*spans, TextSpan("）"))

    def _change(self, total: Total, last: Total, year: str) -> list[Span]:
        if total.value == last.value:
            return [TextSpan("，持平")]
        change = total.value - last.value
        text = plain(abs(change)) + house_unit(total.kind, total.unit, self.words)
        period = f"{year}-{self.now.period.on.year}"
        numbers = (*last.numbers, *total.numbers)
        span = FigureSpan(text, total.kind, total.measure, change, numbers, False, period)
        return [TextSpan("，增加" if change > 0 else "，减少"), span]

    def sources(self, blocks: Iterable[Block]) -> tuple[SourceRow, ...]:
        """A row of the annex for each figure that is printed, once, in the order of the text."""
        rows: dict[tuple[str, str, str | None], SourceRow] = {}
        for span in (span for block in blocks for span in block.spans):
            if isinstance(span, FigureSpan) and (key := (span.kind, span.measure, span.period)) not in rows:
                rows[key] = self._row(span)
        return tuple(rows.values())

    def _row(self, span: FigureSpan) -> SourceRow:
        now = self.now.get(span.kind, span.measure)
        last = self.last.get(span.kind, span.measure) if self.last else None
        total = now if span.period is None else last
        rule: str = total.rule.value if total else ""
        entries = total.entries if total else ()
        if span.period and "-" in span.period:
            rule, entries = "本年与上年之差", (*(last.entries if last else ()), *(now.entries if now else ()))
        refs = tuple(EntryRef(e.number, e.on, e.until, e.unit.name) for e in entries[:_MOST_REFS])
        return SourceRow(
            span.text, span.kind, span.measure, span.value, rule, refs, len(entries), span.period
        )
