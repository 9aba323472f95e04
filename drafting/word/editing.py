"""Carrying out edits on a .docx: comments at places, figures renewed, tracked insertions.

Every place is one of the text that edited_reader.py read; nothing else of the document is touched.
"""

import io
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from drafting.annex import TITLE
from drafting.binding import Key, name_of
from drafting.edit import Add, Comment, Edit, Renew
from drafting.word.bookmarks import bookmark, keep
from drafting.word.cutting import last_run, new_run, outermost, runs_at
from drafting.word.edited_reader import OURS, custom_properties, open_docx, subject
from drafting.word.package import fixed
from drafting.word.pieces import paragraphs, pieces
from drafting.word.runs import printable
from drafting.word.xml_tree import attribute, local

if TYPE_CHECKING:
    from docx.document import Document

Element = Any
AUTHOR = "fazhibot"
_INITIALS = "账"


def edit(
    content: bytes,
    edits: Sequence[Edit],
    at: datetime,
    *,
    properties: Mapping[str, str] | None = None,
    notes: Mapping[Key, str] | None = None,
    annex: Sequence[Sequence[str]] = (),
    author: str = AUTHOR,
) -> bytes:
    """The document with the edits. `at`: when they are made. `properties`: what it now prints.

    `notes`: what our comments on figures are to say, by what the figure is. `annex`: the rows of its
    数据来源表, where it has one.
    """
    document = open_docx(content)
    work = _Work(document, at.astimezone(UTC), author)
    for one in sorted(edits, key=_from_the_end):
        work.do(one)
    if notes:
        _renew_notes(document, notes)
    if annex:
        _renew_annex(document, annex)
    if properties is not None:
        others = {k: v for k, v in custom_properties(document).items() if not k.startswith("fazhibot")}
        keep(document, properties, others)
    packed = io.BytesIO()
    document.save(packed)
    return fixed(packed.getvalue())


def _from_the_end(one: Edit) -> tuple[int, int, int]:
    """Later places first, so that earlier ones stay where they were read; comments before what moves text."""
    if isinstance(one, Add):
        return -one.place, -(10**9 if one.apart else one.at), 1
    place = one.place if one.place is not None else -1
    return -place, -one.start, 1 if isinstance(one, Renew) else 0


class _Work:
    """One pass over one document."""

    def __init__(self, document: "Document", at: datetime, author: str) -> None:
        self.document, self.at, self.author = document, at.replace(microsecond=0), author
        self.paragraphs = paragraphs(document.element.body)
        self.text = [
            i for i, p in enumerate(self.paragraphs) if any(x.text and not x.gone for x in pieces(p))
        ]
        taken = document.element.body.xpath(".//w:bookmarkStart/@w:id | .//w:ins/@w:id | .//w:del/@w:id")
        self.number = max((int(number) for number in taken if number.lstrip("-").isdigit()), default=0)

    def do(self, one: Edit) -> None:
        if isinstance(one, Comment):
            self.comment(one)
        elif isinstance(one, Renew):
            self.renew(one)
        else:
            self.add(one)

    def next(self) -> int:
        self.number += 1
        return self.number

    def comment(self, one: Comment) -> None:
        """A comment; a place without text gets it on the whole paragraph."""
        from docx.text.run import Run

        place = one.place if one.place is not None else next(iter(self.text), 0)
        paragraph = self.paragraphs[place]
        runs = runs_at(paragraph, one.start, one.end) or runs_at(paragraph, 0, 10**6)
        if not runs:
            return
        first, last = Run(runs[0], None), Run(runs[-1], None)  # type: ignore[arg-type]
        words = printable(one.text)
        note = self.document.add_comment([first, last], words, self.author, _INITIALS)
        note._comment_elm.date = self.at

    def renew(self, one: Renew) -> None:
        """Other words for a figure, in the look of the old ones, within their bookmark."""
        paragraph = self.paragraphs[one.place]
        runs = runs_at(paragraph, one.start, one.end)
        if not runs:
            return
        if not one.text:
            self.strike(runs)
            return
        if one.tracked and not any(local(run.getparent()) == "ins" for run in runs):
            new = self.tracked([new_run(one.text, runs[0])])
            last = self.strike(runs)
            last.addnext(new)
        else:
            new = new_run(one.text, runs[0])
            runs[0].addprevious(new)
            for run in runs:
                run.getparent().remove(run)
        self.rename(paragraph, one, new)

    def rename(self, paragraph: Element, one: Renew, new: Element) -> None:
        """The bookmark around the figure says what is printed now; a figure without one gets one."""
        from docx.oxml.ns import qn

        for start in paragraph.iter(qn("w:bookmarkStart")):
            if one.mark and attribute(start, "name") == one.mark and one.name:
                start.set(qn("w:name"), one.name)
                self.wrap(paragraph, start, new)
                return
        if one.name:
            start, end = bookmark(one.name, self.next())
            new.addprevious(start)
            new.addnext(end)

    def wrap(self, paragraph: Element, start: Element, new: Element) -> None:
        """Sets the ends of a bookmark around an element that may have come to stand beside it."""
        from docx.oxml.ns import qn

        number = attribute(start, "id")
        for end in paragraph.iter(qn("w:bookmarkEnd")):
            if attribute(end, "id") == number:
                new.addprevious(start)
                new.addnext(end)
                return

    def add(self, one: Add) -> None:
        """New words with their figures bound, as a tracked insertion."""
        paragraph = self.paragraphs[one.place]
        like = last_run(paragraph if one.like is None else self.paragraphs[one.like])
        parts: list[Element] = []
        for words, key in one.pieces:
            new = new_run(words, like)
            name = name_of(key, words, self.next()) if key else None
            if name:
                start, end = bookmark(name, self.next())
                parts += [start, self.tracked([new]), end]
            else:
                parts.append(self.tracked([new]))
        if one.apart:
            self.after(paragraph, parts, self.paragraphs[one.place if one.like is None else one.like])
            return
        before = runs_at(paragraph, max(one.at - 1, 0), one.at)
        if before:
            anchor = outermost(before[-1])
            for part in reversed(parts):
                anchor.addnext(part)

    def after(self, paragraph: Element, parts: list[Element], like: Element) -> None:
        """A paragraph of its own, set like another, inserted as a tracked change."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        new = OxmlElement("w:p")
        old = like.find(qn("w:pPr"))
        properties = deepcopy(old) if old is not None else OxmlElement("w:pPr")
        for name in ("w:numPr", "w:rPr", "w:sectPr", "w:keepNext", "w:pPrChange", "w:outlineLvl"):
            for part in properties.findall(qn(name)):
                properties.remove(part)
        mark = OxmlElement("w:rPr")
        mark.append(self.change("w:ins"))
        properties.append(mark)
        new.append(properties)
        for part in parts:
            new.append(part)
        paragraph.addnext(new)

    def change(self, name: str) -> Element:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        new = OxmlElement(name)
        new.set(qn("w:id"), str(self.next()))
        new.set(qn("w:author"), self.author)
        new.set(qn("w:date"), self.at.strftime("%Y-%m-%dT%H:%M:%SZ"))
        return new

    def tracked(self, runs: list[Element]) -> Element:
        new = self.change("w:ins")
        for run in runs:
            new.append(run)
        return new

    def strike(self, runs: list[Element]) -> Element:
        """The runs as a tracked deletion; the last of them."""
        from docx.oxml.ns import qn

        gone = runs[0]
        for run in runs:
            gone = self.change("w:del")
            run.addprevious(gone)
            gone.append(run)
            for text in run.findall(qn("w:t")):
                text.tag = qn("w:delText")
        return gone


def _renew_notes(document: "Document", notes: Mapping[Key, str]) -> None:
    """Our comments on figures say what the ledger says now."""
    from docx.oxml.ns import qn

    for comment in document.comments if _has_comments(document) else ():
        key = subject(comment.text) if comment.author == OURS else None
        if key is not None and key in notes:
            texts = list(comment._comment_elm.iter(qn("w:t")))
            for text in texts[1:]:
                text.text = ""
            if texts:
                texts[0].text = printable(notes[key])


def _renew_annex(document: "Document", rows: Sequence[Sequence[str]]) -> None:
    """The rows of the 数据来源表 anew, in the look of its first; a report without one is left so."""
    from docx.oxml.ns import qn

    lines = document.element.body.findall(qn("w:p"))
    titles = [line for line in lines if "".join(piece.text for piece in pieces(line)).strip() == TITLE]
    table = next((titles[-1].itersiblings(qn("w:tbl"))), None) if titles else None
    old = table.findall(qn("w:tr"))[1:] if table is not None else []
    if table is None or not old:
        return
    for row in rows:
        new = deepcopy(old[0])
        for cell, text in zip(new.findall(qn("w:tc")), row, strict=False):
            first, *others = cell.findall(qn("w:p"))
            runs = [run for paragraph in (first, *others) for run in paragraph.iter(qn("w:r"))]
            written = new_run(text, runs[0] if runs else None)
            for part in [part for part in first if part.tag != qn("w:pPr")] + others:
                part.getparent().remove(part)
            first.append(written)
        table.append(new)
    for row in old:
        table.remove(row)


def _has_comments(document: "Document") -> bool:
    return any(relation.reltype.endswith("/comments") for relation in document.part.rels.values())
