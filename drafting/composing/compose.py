"""Totals and an outline → the blocks of a report, and what it lacks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter

from drafting.composing import chapters, headings
from drafting.composing.placing import (
    FIRST_PERSON,
    OTHER,
    PLAN,
    SHORTCOMINGS,
    Path,
    has_heading,
    node_at,
    place,
    results,
    seat,
)
from drafting.composing.topics import Writer, figure_gaps, gap_mark
from drafting.heading_numbers import Form, number_of
from drafting.outline import TOPICS, Node, Outline, renewed
from drafting.report import Block, BlockType, Gap, Source, Span, TextSpan
from storage.records import Town

# The parts that the rule on supervising rule-of-law government (督察工作规定, 2019) asks for.
REQUIRED = {
    SHORTCOMINGS: "存在的不足和原因",
    FIRST_PERSON: "党政主要负责人履行推进法治建设第一责任人职责情况",
    PLAN: "下一年度主要安排",
    OTHER: "其他需要报告的情况",
}
_SPARE = "其他工作情况"
_ITEM_LEVEL = 3  # an item that runs on is one paragraph
_NAMED_BY_YEAR = "沿用上年标题，请核定今年是否仍然适用，并补充内容"
_MARK = "【待补充："

Paragraph = tuple[Span, ...]
Content = Mapping[Path, Sequence[Paragraph]]
Places = Mapping[str, Sequence[Path]]


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes one report. `suggested`: shortcomings that the ledger suggests. `today`: day of signature."""

    town: Town
    year: int
    outline: Outline
    writer: Writer
    suggested: Sequence[str] = ()
    today: date | None = None

    def blocks(self) -> tuple[Block, ...]:
        """The whole report, from the addressee to the date."""
        places = place(self.outline)
        content = self._content(places)
        found = [*self._front()]
        numbers = headings.numbers(self.outline.nodes)
        for index, node in enumerate(self.outline.nodes):
            found += self._node(node, (index,), content, numbers[index])
            if (index,) == results(self.outline, places):
                found += self._spare(node, places)
        return (*found, *self._missing_parts(places), *self._back())

    def _front(self) -> Iterator[Block]:
        superior = self.outline.addressee or self.town.superior
        addressee = TextSpan(superior, Source.SETTING) if superior else gap_mark("主送机关")
        yield Block(BlockType.ADDRESSEE, (addressee, TextSpan("：")))
        above = self.town.superior or superior
        yield _paragraph(chapters.opening(self.town, self.year, above, self.writer.seed))

    def _back(self) -> Iterator[Block]:
        body = self.outline.signature or self.town.full_name
        signature = TextSpan(body, Source.SETTING) if body else gap_mark("落款单位")
        yield Block(BlockType.SIGNATURE, (signature,))
        day = self.today
        written = f"{day.year}年{day.month}月{day.day}日" if day else ""
        yield Block(BlockType.DATE, (TextSpan(written, Source.SETTING) if day else gap_mark("成文日期"),))

    def _node(self, node: Node, path: Path, content: Content, number: str | None) -> Iterator[Block]:
        """A heading, what stands under it, and the headings below."""
        numbered, places = replace(node, number=number), self.writer.places
        yield headings.block(numbered, self.outline, year=self.year, town=self.town.name, places=places)
        paragraphs = content.get(path, [])
        if not paragraphs and not node.headings:
            paragraphs = [(gap_mark(self._what_is_missing(node, path)),)]
        if node.run_in and (node.level >= _ITEM_LEVEL or _is_item(node)):
            paragraphs = [tuple(span for paragraph in paragraphs for span in paragraph)]
        yield from map(_paragraph, paragraphs)
        numbers = headings.numbers(node.headings)
        for index, child in enumerate(node.headings):
            yield from self._node(child, (*path, index), content, numbers[index])

    def _content(self, places: Places) -> Content:
        """What stands under each heading: a paragraph for each of its topics, in the heading's own order."""
        content: dict[Path, list[tuple[int, Paragraph]]] = {}
        for rank, topic in enumerate(TOPICS):
            for path, paragraphs in self._topic(topic, places.get(topic, ())).items():
                held = node_at(self.outline, path).holds
                order = held.index(topic) if topic in held else len(TOPICS) + rank
                content.setdefault(path, []).extend((order, paragraph) for paragraph in paragraphs)
        by_order = itemgetter(0)
        return {path: [spans for _, spans in sorted(found, key=by_order)] for path, found in content.items()}

    def _topic(self, topic: str, paths: Sequence[Path]) -> dict[Path, list[Paragraph]]:
        """A topic's paragraphs by the heading that takes them; its gaps stand under the main one."""
        if not paths:
            return {}
        now, seed = self.writer.figures.now, self.writer.seed
        numbered = not any(map(_is_item, node_at(self.outline, paths[0]).headings))
        if topic == SHORTCOMINGS:
            return {paths[0]: chapters.shortcomings(now, self.suggested, seed, numbered=numbered)}
        if topic == PLAN:
            return {paths[0]: chapters.plan(now, self.year, seed, numbered=numbered)}
        said: dict[Path, Paragraph] = {}
        for kind, spans in self.writer.sentences(topic):
            path = seat(kind, paths, self.outline)
            said[path] = (*said.get(path, ()), *spans)
        if marks := self.writer.marks(topic):
            said[paths[0]] = (*said.get(paths[0], ()), *marks)
        found = {path: [spans] for path, spans in said.items()}
        if topic == FIRST_PERSON and topic in node_at(self.outline, paths[0]).holds:
            found[paths[0]] = [chapters.first_person(self.town, now), *found.get(paths[0], [])]
        return found

    def _spare(self, node: Node, places: Places) -> Iterator[Block]:
        """A last sub-section of the results, for what has no place in the outline."""
        homeless = [topic for topic in TOPICS if topic not in places and topic not in (SHORTCOMINGS, PLAN)]
        paragraphs = [said for topic in homeless if (said := self.writer.topic(topic))]
        if not paragraphs:
            return
        last = node.headings[-1] if node.headings else None
        spans: list[Span] = []
        if last and (number := headings.next_number(last.number, len(node.headings))):
            spans.append(TextSpan(number, Source.NUMBER))
        run_in = bool(last and last.run_in)
        spans.append(TextSpan(_SPARE + ("。" if run_in else "")))
        level = last.level if last else node.level + 1
        yield Block(BlockType.HEADING, tuple(spans), level, (), fallback=True, run_in=run_in)
        yield from map(_paragraph, paragraphs)

    def _what_is_missing(self, node: Node, path: Path) -> str:
        chapter = set(self.outline.nodes[path[0]].topics)
        words = renewed(node.text, self.outline, year=self.year, town=self.town.name)
        if chapter & {SHORTCOMINGS, PLAN} or (chapter == {FIRST_PERSON} and len(path) > 1):
            return f"“{words}”{_NAMED_BY_YEAR}"
        if node.topics == (OTHER,):
            return "其他需要报告的情况，没有的请写明"
        about = f"“{words}”" if words.endswith("情况") else f"“{words}”的情况"
        return f"{about}，台账中没有可以写在这里的记录"

    def _missing_parts(self, places: Places) -> Iterator[Block]:
        """A mark for each required part that the outline has no heading for."""
        for topic, words in REQUIRED.items():
            if not has_heading(topic, self.outline, places):
                yield _paragraph((gap_mark(f"{words}（本提纲没有这一部分，按规定应当写明）"),))


def missing(blocks: Iterable[Block], writer: Writer) -> tuple[Gap, ...]:
    """All that the report lacks: the figures, then what the other marks in the text ask for."""
    counted = {mark.text for topic in TOPICS for mark in writer.marks(topic)}
    marks = dict.fromkeys(s.text for b in blocks for s in b.spans if s.source is Source.GAP)
    asked = (mark for mark in marks if mark.startswith(_MARK) and mark not in counted)
    return (*figure_gaps(writer.figures.now.unknown), *(Gap(mark[len(_MARK) : -1]) for mark in asked))


def _is_item(node: Node) -> bool:
    """Whether a heading is numbered 一是 or 首先: by custom one paragraph, at whatever level it stands."""
    numbered = number_of(node.number or "")
    return numbered is not None and numbered.form in (Form.ITEM, Form.ORDER)


def _paragraph(spans: Paragraph) -> Block:
    return Block(BlockType.PARAGRAPH, tuple(spans))
