"""A clerk who edits a .docx: types over figures, moves paragraphs, tracks changes; as Word leaves them."""

import copy
import io
import re
from collections.abc import Callable

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from drafting.binding import read_name

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Clerk:
    """An open document. A figure is (its bookmark's start, its runs)."""

    def __init__(self, content: bytes, skip: int = 0) -> None:
        """`skip`: how many figures that would do are passed over before one is taken."""
        self.skip = skip
        self.document = docx.Document(io.BytesIO(content))
        self.body = self.document.element.body

    def save(self) -> bytes:
        packed = io.BytesIO()
        self.document.save(packed)
        return packed.getvalue()

    @property
    def paragraphs(self) -> list:
        """Those of the report that hold text, without the annex."""
        found = []
        for paragraph in self.body.findall(qn("w:p")):
            if text_of(paragraph) == "数据来源表":
                break
            if text_of(paragraph).strip():
                found.append(paragraph)
        return found

    def figures(self) -> list:
        starts = [start for p in self.paragraphs for start in p.iter(qn("w:bookmarkStart"))]
        return [(start, self._inside(start)) for start in starts if read_name(start.get(qn("w:name")))]

    def figure(self, wanted: Callable[[str], bool] | str) -> tuple | None:
        """The first figure whose text is wanted, and that is of this year."""
        fits = wanted if callable(wanted) else lambda text: re.fullmatch(wanted, text) is not None
        found = []
        for start, runs in self.figures():
            key, _ = read_name(start.get(qn("w:name")))
            if runs and key[2] is None and fits(words(runs)):
                found.append((start, runs))
        return found[self.skip % len(found)] if found else None

    def _inside(self, start) -> list:
        found = []
        for part in start.itersiblings():
            if part.tag == qn("w:bookmarkEnd") and part.get(qn("w:id")) == start.get(qn("w:id")):
                return found
            if part.tag == qn("w:r") and part.find(qn("w:t")) is not None:
                found.append(part)
            found += [run for run in part.iter(qn("w:r")) if part.tag == qn("w:ins")]
        return found

    # What a clerk does to a figure

    def retype(self, figure: tuple, text: str) -> None:
        set_text(figure[1], text)

    def retype_number(self, figure: tuple, text: str) -> None:
        """The number is selected and typed over at the bookmark's edge: only the unit stays inside."""
        start, runs = figure
        unit = re.sub(r"^[\d.]+万?余?", "", words(runs))
        number = copy.deepcopy(runs[0])
        set_text([number], text)
        start.addprevious(number)
        set_text(runs, unit)

    def retype_whole(self, figure: tuple, text: str) -> None:
        """All of it is selected and typed over: Word takes bookmark and comment away."""
        start, runs = figure
        paragraph = start.getparent()
        set_text(runs, text)
        numbers = {start.get(qn("w:id"))}
        for end in paragraph.findall(qn("w:bookmarkEnd")):
            if end.get(qn("w:id")) in numbers:
                paragraph.remove(end)
        paragraph.remove(start)
        for part in list(runs[0].itersiblings(preceding=True))[:2] + list(runs[-1].itersiblings())[:2]:
            if part.tag in (qn("w:commentRangeStart"), qn("w:commentRangeEnd")):
                paragraph.remove(part)

    def track(self, figure: tuple, text: str) -> None:
        """Another text as a tracked change that nobody has accepted."""
        _, runs = figure
        new = copy.deepcopy(runs[0])
        set_text([new], text)
        runs[-1].addnext(changed("w:ins", [new]))
        for run in runs:
            for part in run.findall(qn("w:t")):
                part.tag = qn("w:delText")
            gone = changed("w:del", [])
            run.addprevious(gone)
            gone.append(run)

    def accept(self) -> None:
        """Accepts all tracked changes."""
        for gone in list(self.body.iter(qn("w:del"))):
            gone.getparent().remove(gone)
        for new in list(self.body.iter(qn("w:ins"))):
            for part in list(new):
                new.addprevious(part)
            new.getparent().remove(new)

    # What a clerk does to paragraphs

    def holding(self, text: str) -> object:
        return next(p for p in self.paragraphs if text in text_of(p))

    def say(self, text: str, after: object, *, tracked: bool = False) -> None:
        """A sentence at the end of a paragraph."""
        run = OxmlElement("w:r")
        holder = OxmlElement("w:t")
        holder.text = text
        holder.set(SPACE, "preserve")
        run.append(holder)
        after.append(changed("w:ins", [run]) if tracked else run)

    def replace(self, old: str, new: str) -> bool:
        """Words within one run."""
        for paragraph in self.paragraphs:
            for part in paragraph.iter(qn("w:t")):
                if old in (part.text or ""):
                    part.text = part.text.replace(old, new, 1)
                    return True
        return False

    def rewrite(self, paragraph, text: str) -> None:
        """All of a paragraph typed anew."""
        for part in list(paragraph):
            if part.tag != qn("w:pPr"):
                paragraph.remove(part)
        self.say(text, paragraph)

    def remove(self, *paragraphs) -> None:
        for paragraph in paragraphs:
            paragraph.getparent().remove(paragraph)

    def strike(self, paragraph) -> None:
        """A tracked deletion of a whole paragraph."""
        for run in [run for run in paragraph.iter(qn("w:r")) if run.getparent().tag != qn("w:del")]:
            for part in run.findall(qn("w:t")):
                part.tag = qn("w:delText")
            gone = changed("w:del", [])
            run.addprevious(gone)
            gone.append(run)

    def chapter(self, words_: str) -> list:
        """A chapter's heading and all below it."""
        found = []
        for paragraph in self.paragraphs:
            text = text_of(paragraph)
            top = re.match("[一二三四五六七八九十]+、", text)
            if found and (top or paragraph.style in ("Signature", "Date")):
                break
            if found or (top and words_ in text):
                found.append(paragraph)
        return found

    def merge(self, first, second) -> None:
        for part in list(second):
            if part.tag != qn("w:pPr"):
                first.append(part)
        second.getparent().remove(second)


def changed(name: str, runs: list):
    change = OxmlElement(name)
    change.set(qn("w:id"), "9000")
    change.set(qn("w:author"), "王芳")
    change.set(qn("w:date"), "2032-01-04T09:00:00Z")
    for run in runs:
        change.append(run)
    return change


def set_text(runs: list, text: str) -> None:
    for run in runs[1:]:
        for part in run.findall(qn("w:t")):
            part.text = ""
    runs[0].find(qn("w:t")).text = text


def words(runs: list) -> str:
    return "".join(part.text or "" for run in runs for part in run.findall(qn("w:t")))


def text_of(paragraph) -> str:
    return "".join(part.text or "" for part in paragraph.iter(qn("w:t")))
