"""Reading an edited .docx: paragraphs with their bound figures and their tracked changes."""

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from drafting import annex
from drafting.binding import Key, Printed, read_name, read_properties
from drafting.edited import Deleted, Edited, Mark, Paragraph
from drafting.errors import UnreadableReportError
from drafting.word.beside import beside
from drafting.word.lines import BROKEN, check
from drafting.word.numbering import Numbering, read_numbering
from drafting.word.paragraphs import Styles, line_of, read_styles
from drafting.word.pieces import Piece, paragraphs, pieces
from drafting.word.xml_tree import attribute, local

if TYPE_CHECKING:
    from docx.document import Document

Element = Any
OURS = "法治台账"  # the author of the comments that our drafts carry
_CUSTOM = "/custom-properties"


def open_docx(content: bytes) -> "Document":
    """The document, after its package was looked at; UnreadableReportError where it cannot be had."""
    import docx

    check(content)
    try:
        return docx.Document(io.BytesIO(content))
    except (KeyError, ValueError, OSError, AttributeError, SyntaxError, TypeError, IndexError):
        raise UnreadableReportError(BROKEN) from None


def read_edited(content: bytes) -> Edited:
    """The report with all that is known of its figures."""
    document = open_docx(content)
    styles, numbering = _styles(document), _numbering(document)
    comments = _comments(document)
    found: list[Paragraph] = []
    in_annex = False
    for place, element in enumerate(paragraphs(document.element.body)):
        one = _paragraph(place, element, comments, styles, numbering)
        in_annex = in_annex or one.text.strip() == annex.TITLE
        found.append(replace(one, annex=True) if in_annex else one)
    return Edited(tuple(found), printed(document), beside(document))


def printed(document: "Document") -> Printed:
    """What our draft printed, as its properties say."""
    return read_properties(custom_properties(document).items())


def custom_properties(document: "Document") -> dict[str, str]:
    """The custom text properties of a document."""
    from docx.oxml import parse_xml

    for relation in document.part.package.rels.values():
        if relation.reltype.endswith(_CUSTOM) and not relation.is_external:
            try:
                root = parse_xml(relation.target_part.blob)
            except SyntaxError:
                return {}
            return {attribute(row, "name"): "".join(row.itertext()) for row in root}
    return {}


def _paragraph(
    place: int, element: Element, comments: dict[str, Key], styles: Styles, numbering: Numbering
) -> Paragraph:
    text = ""
    marks: list[Mark] = []
    opened: dict[str, tuple[int, Piece]] = {}
    inserted: list[tuple[int, int]] = []
    deleted: list[Deleted] = []
    for piece in pieces(element):
        name = local(piece.element)
        if name.endswith("Start"):
            opened[name[:1] + attribute(piece.element, "id")] = len(text), piece
        elif name.endswith("End"):
            marks += _mark(opened.pop(name[:1] + attribute(piece.element, "id"), None), len(text), comments)
        elif piece.gone:
            deleted.append(Deleted(len(text), piece.text))
        else:
            if piece.new:
                inserted.append((len(text), len(text) + len(piece.text)))
            text += piece.text
    table = any(local(above) == "tc" for above in element.iterancestors())
    lines = line_of(element, styles, numbering, table)
    set_as = lines[0] if lines else None
    whole = "\n".join(line.text for line in lines)
    label = whole[: -len(text)] if set_as and text and whole.endswith(text) else ""
    return Paragraph(
        place,
        text,
        label,
        set_as.level if set_as else None,
        set_as.look if set_as else "",
        max(set_as.lead - len(label), 0) if set_as else 0,
        table,
        False,
        _joined(marks),
        tuple(inserted),
        tuple(deleted),
    )


def _mark(start: tuple[int, Piece] | None, end: int, comments: dict[str, Key]) -> list[Mark]:
    if start is None:
        return []
    at, piece = start
    if local(piece.element) == "bookmarkStart":
        name = attribute(piece.element, "name")
        known = read_name(name)
        return [Mark(at, end, known[0], known[1], name)] if known else []
    key = comments.get(attribute(piece.element, "id"))
    return [Mark(at, end, key)] if key else []


def _joined(marks: list[Mark]) -> tuple[Mark, ...]:
    """Without what a comment tells where a bookmark tells it too."""
    named = [mark for mark in marks if mark.name]
    spare = [
        mark
        for mark in marks
        if not mark.name
        and not any(mark.key == one.key and mark.start <= one.end and one.start <= mark.end for one in named)
    ]
    return tuple(sorted([*named, *spare], key=lambda mark: (mark.start, mark.end)))


def _comments(document: "Document") -> dict[str, Key]:
    """The figures that comments of ours stand on, by the comment's id."""
    if not any(relation.reltype.endswith("/comments") for relation in document.part.rels.values()):
        return {}
    found = {}
    for comment in document.comments:
        if comment.author == OURS and (key := subject(comment.text)):
            found[str(comment.comment_id)] = key
    return found


def subject(text: str) -> Key | None:
    """What a comment of ours says that a figure counts: "人民调解·调解，2022年。…"."""
    first = text.split("。")[0]
    name, _, period = first.partition("，")
    kind, _, measure = name.partition("·")
    return (kind, measure, period.removesuffix("年") or None) if kind and measure else None


def _styles(document: "Document") -> Styles:
    return read_styles(document.styles.element)


def _numbering(document: "Document") -> Numbering:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return read_numbering(relation.target_part.element)
    return read_numbering(None)
