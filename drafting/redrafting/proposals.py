"""What the ledger has that a draft did not print yet, proposed where it belongs; deletions are respected."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafting.audit.holding import right
from drafting.audit.survey import Survey
from drafting.binding import Key, serial
from drafting.composing.placing import FALLBACK, FIRST_PERSON, OTHER, PLAN, SHORTCOMINGS
from drafting.edit import Add, Comment, Edit, Renew
from drafting.edited import Edited, Paragraph
from drafting.phrases import bundled
from drafting.redrafting.fresh import Pieces, Sentence, clause, gap_marks, sentences
from storage.records import Entry

_GAP = re.compile("【(?:待补充|建议，请核定)：[^】]*】")
_SUGGESTED = re.compile(
    "没有法治培训记录|没有领导班子学法记录|没有任何工作记录|全年没有填报|[^：、]*年初目标"
)
_APART = frozenset({SHORTCOMINGS, PLAN, FIRST_PERSON, OTHER})  # chapters that tell of no results
_NOTES = {"问题不足": SHORTCOMINGS, "工作计划": PLAN}
_MOST = 6  # new events in one comment
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Proposed:
    """`changes`, `kept`: as in `Redraft`. `added`: the figures that are proposed."""

    edits: tuple[Edit, ...] = ()
    changes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    added: frozenset[Key] = frozenset()


def propose(edited: Edited, base: Survey, entries: Iterable[Entry]) -> Proposed:
    """Tracked insertions of new figures, gap marks that are no longer true, comments on new events."""
    work = _Proposals(edited, base)
    work.figures()
    work.deleted()
    work.gaps()
    work.events({entry.number: entry for entry in entries})
    added = {key for edit in work.edits if isinstance(edit, Add) for _, key in edit.pieces if key}
    return Proposed(tuple(work.edits), tuple(work.changes), tuple(work.kept), frozenset(added))


class _Proposals:
    """One pass over one report."""

    def __init__(self, edited: Edited, base: Survey) -> None:
        self.edited, self.base = edited, base
        self.body = edited.body
        self.numbers = {one.place: place for place, one in enumerate(self.body, start=1)}
        self.fresh = sentences(base.report)
        self.edits: list[Edit] = []
        self.changes: list[str] = []
        self.kept: list[str] = []
        self.stands = {key for one in base.seen for key in (*right(one, base.ledger), one.of_year) if key}

    def figures(self) -> None:
        """Figures that no draft had printed and nobody has written."""
        known = {key for key, _ in self.edited.printed.figures}
        new: dict[str, list[tuple[Sentence, Key]]] = {}
        for sentence in self.fresh:
            for key in sentence.keys:
                if key[2] is None and key not in known and key not in self.stands:
                    new.setdefault(key[0], []).append((sentence, key))
        for kind, found in new.items():
            self._kind(kind, found, {key[0] for key in known})

    def deleted(self) -> None:
        """Figures that people took out and that the ledger has gone on counting."""
        gone = [
            f"{key[0]}·{key[1]}（现为{span.text}）"
            for key, words in self.edited.printed.figures
            if key not in self.stands and key[2] is None
            if (span := self.base.ledger.expected.get(key)) and span.text != words
        ]
        self.kept += [f"{one}：报告里已经删去" for one in gone]

    def _kind(self, kind: str, found: Sequence[tuple[Sentence, Key]], printed: set[str]) -> None:
        beside = [one for one in self.base.seen if one.bound and one.key and one.key[0] == kind]
        if beside:
            last = beside[-1]
            pieces = _joined([clause(sentence, key) for sentence, key in found])
            at = _sentence_end(last.paragraph.text, last.end)
            self._add(last.paragraph, Add(last.paragraph.place, at, (("，", None), *pieces)))
            return
        if kind in printed:
            named = "、".join(clause_text for s, k in found for clause_text in [_text(clause(s, k))])
            self.kept.append(f"{kind}（{named}）：写它的那一段已经删去")
            return
        whole = tuple(dict.fromkeys(sentence for sentence, _ in found))
        pieces = tuple(piece for sentence in whole for piece in sentence.pieces)
        anchor = self._anchor(self.base.catalogue.kind(kind).topic)
        if anchor is None:
            self.kept.append(f"{kind}（{_text(pieces)}）：找不到合适的位置")
            return
        self._add(anchor, Add(anchor.place, 0, pieces, True, self._look(anchor)))

    def _add(self, paragraph: Paragraph, add: Add) -> None:
        self.edits.append(add)
        where = f"第{self.numbers[paragraph.place]}段" + ("后" if add.apart else "")
        self.changes.append(f"{where}新增（修订）：{add.text.strip('，')}")

    def _anchor(self, topic: str) -> Paragraph | None:
        """The last paragraph under a heading of the topic or of one in its stead, else of the results."""
        topics = self.base.sections.topics
        own = [one for one in self.body if not one.table and topic in topics.get(one.place, ())]
        if own or topic in (SHORTCOMINGS, PLAN):
            return own[-1] if own else None
        results = [
            one
            for one in self.body
            if not one.table and topics.get(one.place) and not _APART & set(topics[one.place])
        ]
        for near in FALLBACK.get(topic, ()):
            under = [one for one in results if near in topics[one.place]]
            if under:
                return under[-1]
        return results[-1] if results else None

    def _look(self, anchor: Paragraph) -> int | None:
        """A paragraph of plain text near the anchor, whose look a new one takes."""
        plain = [
            one.place
            for one in self.body
            if one.place not in self.base.sections.headings and len(one.text) > 30
        ]
        return min(plain, key=lambda place: abs(place - anchor.place), default=None)

    def gaps(self) -> None:
        """Gap marks of the draft that the ledger has filled since, wholly or in part."""
        now = gap_marks(self.base.report)
        standing = {mark for one in self.body for mark in _GAP.findall(one.text)}
        spare = [mark for mark in now if mark not in standing]
        for one in self.body:
            for found in _GAP.finditer(one.text):
                if found[0] in now or not _about_figures(found[0]):
                    continue
                instead = [mark for mark in spare if _names(mark) & _names(found[0])]
                spare = [mark for mark in spare if mark not in instead]
                text = "".join(instead)
                self.edits.append(Renew(one.place, found.start(), found.end(), text, True))
                change = f"改为{text}" if text else "台账已经补上，删去标记"
                self.changes.append(f"第{self.numbers[one.place]}段{found[0][:_LONGEST]}：{change}（修订）")

    def events(self, entries: dict[str, Entry]) -> None:
        """Events and notes that staff wrote since: a comment where they belong."""
        last = serial(self.edited.printed.last)
        told: dict[int, dict[str, list[str]]] = {}
        proposed = "".join(edit.text for edit in self.edits if isinstance(edit, Add))
        for sentence in self.fresh:
            for text, numbers in sentence.quoted:
                late = [number for number in numbers if serial(number) > last]
                entry = entries.get(late[0]) if late and len(late) == len(numbers) else None
                anchor = self._anchor(self._topic(entry.kind)) if entry else None
                written = text in proposed or any(text in one.text for one in self.body)
                if anchor and not written:
                    told.setdefault(anchor.place, {}).setdefault(late[0], []).append(text)
        for place, events in told.items():
            lines = [f"{number} {'，'.join(texts)}" for number, texts in events.items()]
            shown = "；".join(lines[:_MOST]) + (f"……共{len(lines)}条" if len(lines) > _MOST else "")
            self.edits.append(Comment(place, 0, 10**6, f"台账新增，可以补写：{shown}"))
            self.changes.append(f"第{self.numbers[place]}段批注：台账新增，可以补写：{shown}")

    def _topic(self, kind: str) -> str:
        return _NOTES.get(kind) or self.base.catalogue.kind(kind).topic


def _sentence_end(text: str, start: int) -> int:
    """Where the sentence ends, before its mark."""
    place = text.find("。", start)
    return place if place >= 0 else len(text)


def _joined(clauses: Sequence[Pieces]) -> Pieces:
    pieces: list[tuple[str, Key | None]] = []
    for found in clauses:
        pieces += [("，", None), *found] if pieces else found
    return tuple(pieces)


def _text(pieces: Pieces) -> str:
    return "".join(words for words, _ in pieces)


def _about_figures(mark: str) -> bool:
    """Whether a mark is about figures of the ledger, and not about what a person must tell."""
    if mark.startswith("【建议"):
        return _SUGGESTED.search(mark) is not None
    return bool(_names(mark)) and mark.rstrip("】").endswith(("未报", "核算", "核定", "核对"))


def _names(mark: str) -> set[str]:
    """The figures that a gap mark names, or what a suggestion is about."""
    if mark.startswith("【建议"):
        return set(_SUGGESTED.findall(mark))
    zeros = {words for words in bundled().zeros.values() if words in mark}
    return zeros | set(re.findall("[一-鿿]+的“[一-鿿]+”", mark))
