"""What a fresh draft says, in pieces that may be put into an edited report: clauses, sentences, gap marks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafting.binding import Key
from drafting.report import Block, BlockType, EntrySpan, FigureSpan, Report, Source, Span

Pieces = tuple[tuple[str, Key | None], ...]

_STOPS = "，。；、：（）【】"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the draft: its words with what their figures count, and the entries that it quotes."""

    pieces: Pieces
    quoted: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(key for _, key in self.pieces if key)

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.pieces)


def sentences(report: Report) -> list[Sentence]:
    """The sentences of the report's paragraphs, without gap marks."""
    return [one for block in report.blocks if block.type is BlockType.PARAGRAPH for one in _sentences(block)]


def _sentences(block: Block) -> Iterator[Sentence]:
    pieces: list[tuple[str, Key | None]] = []
    quoted: list[tuple[str, tuple[str, ...]]] = []
    for span in block.spans:
        if span.source is Source.GAP:
            continue
        if isinstance(span, EntrySpan):
            quoted.append((span.text, span.entries))
        rest = span.text
        while not isinstance(span, (FigureSpan, EntrySpan)) and "。" in rest:
            head, _, rest = rest.partition("。")
            yield Sentence((*pieces, (head + "。", None)), tuple(quoted))
            pieces, quoted = [], []
        if rest:
            pieces.append((rest, _key(span)))
    if pieces:
        yield Sentence((*pieces, ("。", None)), tuple(quoted))


def clause(sentence: Sentence, key: Key) -> Pieces:
    """The clause of a sentence that gives a figure: 签订调解协议19份."""
    at = next(place for place, (_, one) in enumerate(sentence.pieces) if one == key)
    before = "".join(words for words, _ in sentence.pieces[:at])
    behind = "".join(words for words, _ in sentence.pieces[at + 1 :])
    start = max((before.rfind(stop) + 1 for stop in _STOPS), default=0)
    end = min((place for stop in _STOPS if (place := behind.find(stop)) >= 0), default=len(behind))
    lead = before[start:].removeprefix("其中")
    found = ((lead, None), sentence.pieces[at], (behind[:end], None))
    return tuple(piece for piece in found if piece[0])


def gap_marks(report: Report) -> list[str]:
    """The gap marks and suggestions as they stand in the text."""
    spans: Iterable[Span] = (span for block in report.blocks for span in block.spans)
    marks = (span.text for span in spans if span.source is Source.GAP)
    return [mark for mark in marks if mark.startswith(("【待补充", "【建议"))]


def _key(span: Span) -> Key | None:
    return (span.kind, span.measure, span.period) if isinstance(span, FigureSpan) else None
