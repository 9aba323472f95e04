"""A letterhead read: its marks joined and checked, and the place of the body held by a bookmark."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from drafting.audit.counts import find_counts
from drafting.letterhead import marks, package, pages
from drafting.letterhead.fields import BODY, PARTS, field_of
from drafting.letterhead.grammar import Reader
from drafting.letterhead.marks import Mark
from drafting.letterhead.problems import Problem, unique
from drafting.word.bookmarks import bookmark
from drafting.word.xml_tree import local

if TYPE_CHECKING:
    from docx.document import Document

Element = Any
ANCHOR = "_fz_letterhead_body"
_ANCHOR_ID = 99_999
_MOST_BRACES = 2_000
_TOO_MANY = "模板里的花括号太多了。一份红头有几十个标记就够"
_NO_BODY = "没有写“{{ 正文 }}”，不知道报告的正文放在哪里。请单独起一段写上"
_TWICE = "“{{ 正文 }}”写了不止一处，只能有一处"
_ALONE = "“{{ 正文 }}”要单独占一段，不能放在表格、文本框、内容控件、页眉页脚里，也不能放在条件里"
_HIDDEN = "有标记写在图片说明、域代码这些看不见的地方，请删去"
_TYPED = "模板里写着数字“{count}”，像是报告里的数。报告的数要从台账来，请删去或改成标记"
_OPEN = "{{% {word} %}} 没有写 {{% end{word} %}}"
_SPLIT = "if、for 和它的 end 要写在同一段里，或者各自单独占一段"
_ABOVE = frozenset({"标题", "主送"})  # parts that stand above the body, or not as parts
_ROWS = "不能用 tr、tc 重复表格的行列"
_NOTES = ("footnotes", "endnotes")


@dataclass(slots=True)
class Letterhead:
    """A letterhead that was read. `document`: its marks are joined, ANCHOR stands at the body's place."""

    document: "Document"
    problems: list[Problem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # fields, by their Chinese names
    placed: set[str] = field(default_factory=set)  # those of them that stand in the text itself
    anchors: list[Element] = field(default_factory=list)

    @property
    def usable(self) -> bool:
        return not any(problem.stops for problem in self.problems)

    def facts(self) -> dict[str, Any]:
        """What writing a report into it needs to know."""
        if not self.anchors:
            return {}
        return {
            **pages.facts(self.anchors[0]),
            "placed": sorted(PARTS[name] for name in self.placed if name in PARTS),
            "fields": sorted(self.used),
        }


def read(content: bytes) -> Letterhead:
    """The letterhead with all that is wrong with it; UnreadableReportError where it is no .docx at all."""
    document = package.opened(content)
    found = Letterhead(document, package.problems(document))
    package.detach(document)
    _drop_comments(document)
    stories = list(package.stories(document))
    if sum(marks.count(root) for _, root in stories) > _MOST_BRACES:
        found.problems = [Problem(_TOO_MANY)]
        return found
    for name, root in stories:
        _story(found, name, root)
    if not found.anchors:
        found.problems.append(Problem(_NO_BODY))
    elif len(found.anchors) > 1:
        found.problems.append(Problem(_TWICE))
    found.problems += pages.problems(document)
    found.problems = list(unique([*found.problems, *_notes(document)]))
    return found


def _story(found: Letterhead, name: str, root: Element) -> None:
    reader = Reader()
    opened: list[Mark] = []
    for number, paragraph in enumerate(marks.paragraphs(root), start=1):
        where = marks.place_of(paragraph, name, number)
        before = marks.text_of(paragraph)
        if name == "正文":
            found.problems += _typed(before, where)
        for fault in _paragraph(found, reader, opened, paragraph, name):
            found.problems.append(Problem(fault, where, before))
        found.problems += [Problem(fault, where, before) for fault in marks.faults(paragraph)]
        if any(local(one) in ("ins", "del", "moveFrom") for one in paragraph if isinstance(one.tag, str)):
            found.problems.append(Problem("有没接受的修订，请先接受或拒绝", where, before, stops=False))
    if marks.hidden(root):
        found.problems.append(Problem(_HIDDEN, name))
    for mark in opened:
        word = mark.inner.split()[0]
        found.problems.append(Problem(_OPEN.format(word=word), name, mark.written))
    found.used |= reader.used


def _paragraph(
    found: Letterhead, reader: Reader, opened: list[Mark], paragraph: Element, story: str
) -> list[str]:
    """The faults of a paragraph's marks; the marks are written anew as docxtpl wants them."""
    faults: list[str] = []
    found_marks = marks.join(paragraph)
    # "{{ 日期 }}印发" is when it was printed; a line of marks alone is the report's own part.
    bare = marks.without_marks(paragraph).strip("：:《》（）() 　")
    for mark in found_marks:
        if mark.kind == "note":
            continue
        if mark.kind == "output" and field_of(mark.inner) is BODY:
            faults += _anchor(found, mark, story, inside=bool(reader.open))
            continue
        faults += (reader.output if mark.kind == "output" else reader.tag)(mark.inner)
        if mark.kind == "output" and story == "正文" and not bare.strip():
            found.placed |= reader.named - (_ABOVE if found.anchors else frozenset())
        if mark.prefix in ("tr", "tc"):
            faults.append(_ROWS)
        if mark.kind == "tag":
            faults += _paired(mark, opened)
        marks.rewrite(mark, _bare(mark))
    return faults


def _bare(mark: Mark) -> str:
    """A tag that has its paragraph to itself takes the paragraph away with it; nothing else does."""
    prefix = "p" if mark.kind == "tag" and mark.whole else ""
    return Mark(mark.kind, prefix, mark.inner, mark.paragraph, mark.whole).written


def _paired(mark: Mark, opened: list[Mark]) -> list[str]:
    """An end stands where its beginning does: in the same paragraph, or each in one of its own."""
    word = mark.inner.split()[0] if mark.inner.split() else ""
    if word in ("if", "for"):
        opened.append(mark)
    elif opened:
        first = opened.pop() if word.startswith("end") else opened[-1]
        alike = first.whole and mark.whole and first.paragraph.getparent() is mark.paragraph.getparent()
        if first.paragraph is not mark.paragraph and not alike:
            return [_SPLIT]
    return []


def _anchor(found: Letterhead, mark: Mark, story: str, *, inside: bool) -> list[str]:
    """The body's place: its mark becomes a bookmark in an empty paragraph."""
    paragraph = mark.paragraph
    if story != "正文" or inside or not mark.whole or local(paragraph.getparent()) != "body":
        found.anchors.append(paragraph)
        marks.rewrite(mark, "")
        return [_ALONE]
    for part in [part for part in paragraph if not (isinstance(part.tag, str) and local(part) == "pPr")]:
        paragraph.remove(part)
    paragraph.extend(bookmark(ANCHOR, _ANCHOR_ID))
    found.anchors.append(paragraph)
    return []


def _typed(text: str, where: str) -> list[Problem]:
    """Counts that are typed into the letterhead's text."""
    counts = [one for one in find_counts(text) if not one.foreign and not one.small]
    return [
        Problem(_TYPED.format(count=text[one.start : one.end]), where, text, stops=False)
        for one in counts[:1]
    ]


def _drop_comments(document: "Document") -> None:
    """Comments in a letterhead are for who fills it in by hand; the report brings its own."""
    from drafting.word.stripping import drop_comments

    drop_comments(document)


def _notes(document: "Document") -> Sequence[Problem]:
    """Marks in footnotes are not filled."""
    for relation in document.part.rels.values():
        if relation.reltype.rpartition("/")[2] in _NOTES and not relation.is_external:
            blob = relation.target_part.blob
            if b"{{" in blob or b"{%" in blob:
                return [Problem("脚注、尾注里的标记不会填，请挪到正文或页眉页脚", stops=False)]
    return []
