"""The styles part of a report's .docx: every look of the page is a style, none names a theme's font.

A theme's font would set Chinese punctuation in a Latin face (python-docx#346), so each style names
`w:eastAsia` itself. Element order is that of ECMA-376 17.3.1.26 (pPr) and 17.3.2.28 (rPr).
"""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from drafting.layout import Face, Layout

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ITEM_LOOK = 5  # of 一是, after the four of 一、 （一） 1. （1）


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its id and Word's name for it, and the XML of its paragraph and run properties."""

    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    following: str = ""
    link: str = ""
    type: str = "paragraph"

    def xml(self) -> str:
        """The w:style element."""
        default = ' w:default="1"' if self.id == "Normal" else ""
        parts = [f'<w:style w:type="{self.type}"{default} w:styleId="{self.id}">']
        parts.append(f"<w:name w:val={quoteattr(self.name)}/>")
        if self.based_on and self.id != "Normal":
            parts.append(f'<w:basedOn w:val="{self.based_on}"/>')
        parts += [f'<w:next w:val="{self.following}"/>'] if self.following else []
        parts += [f'<w:link w:val="{self.link}"/>'] if self.link else []
        parts.append("<w:qFormat/>")
        parts += [f"<w:pPr>{self.paragraph}</w:pPr>"] if self.paragraph else []
        parts += [f"<w:rPr>{self.run}</w:rPr>"] if self.run else []
        return "".join(parts) + "</w:style>"


def styles(layout: Layout) -> bytes:
    """The whole styles part."""
    body = "".join(style.xml() for style in (*_text(layout), *_headings(layout), *_small(layout)))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="{W}">'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{face(layout.body, layout)}{_LANGUAGE}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault/></w:docDefaults>{body}{_TABLE}</w:styles>"
    ).encode()


def face(face_: Face, layout: Layout, tracking: int = 0) -> str:
    """Run properties that name a font for every script, its weight, its size and its tracking (in twips)."""
    latin = quoteattr(layout.latin or face_.font)
    chinese = quoteattr(face_.font)
    bold = "<w:b/>" if face_.bold else '<w:b w:val="0"/>'
    half_points = round(face_.size * 2)
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii={latin} w:eastAsia={chinese} w:hAnsi={latin} w:cs={latin}/>'
        f'{bold}<w:spacing w:val="{tracking}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )


_LANGUAGE = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
# Lines are as high as the grid's, so they need not snap to it. LibreOffice (7.4) would also snap characters,
# and gives one that is wider than its cell two cells: each one, in a grid narrower than its font. So the
# 28 characters come from Word's character grid there, and from tighter tracking everywhere else.
_GRID = (
    '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
)
_NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/>'
    '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    '<w:basedOn w:val="TableNormal"/>'
    "<w:tblPr><w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style>"
)


def _spacing(line: int, *, before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


def _indent(layout: Layout) -> str:
    return f'<w:ind w:firstLineChars="200" w:firstLine="{layout.characters_wide(2)}"/>'


def _text(layout: Layout) -> list[Style]:
    line = layout.line_height
    right = layout.signature_indent
    signing = (
        f'<w:ind w:rightChars="{right * 100}" w:right="{layout.characters_wide(right)}"'
        ' w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>'
    )
    return [
        Style(
            "Normal",
            "Normal",
            _GRID + _spacing(line) + '<w:jc w:val="both"/>',
            face(layout.body, layout, layout.tracking),
        ),
        Style("BodyText", "Body Text", _indent(layout)),
        Style(
            "Title",
            "Title",
            f'<w:keepNext/>{_spacing(line, after=line)}{_NO_INDENT}<w:jc w:val="center"/>',
            face(layout.title, layout),
            following="BodyText",
        ),
        Style("Addressee", "主送机关", _NO_INDENT, following="BodyText"),
        Style("Signature", "Signature", f"<w:keepNext/>{_spacing(line, before=line)}{signing}"),
        Style("Date", "Date", signing),
    ]


def _headings(layout: Layout) -> list[Style]:
    """Of each level: the heading alone (heading n), its face as a linked run style, and the run-in paragraph.

    A run-in heading shares its paragraph with body text. Word's style separator would part the two for the
    navigation pane, but LibreOffice (7.4) breaks the line there; so the paragraph's own style carries the
    outline level, and every program lists it by its first words: the heading.
    """
    found = []
    for level, look in enumerate(layout.headings, start=1):
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        run = face(look, layout, layout.tracking)
        name, char = f"heading {level}", f"Heading{level}Char"
        alone = f"<w:keepNext/>{_indent(layout)}{outline}"
        found += [
            Style(f"Heading{level}", name, alone, run, following="BodyText", link=char),
            Style(char, f"{name} Char", "", run, "", link=f"Heading{level}", type="character"),
            Style(f"RunIn{level}", f"连排{level}级标题", outline, "", "BodyText", "BodyText"),
        ]
    item = face(layout.item, layout, layout.tracking)
    return [*found, Style(f"Heading{ITEM_LOOK}Char", "一是 Char", "", item, "", type="character")]


def _small(layout: Layout) -> list[Style]:
    """Footers, tables and comments: off the grid, in lines of their own height."""
    small = '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>'
    off_grid = '<w:snapToGrid w:val="0"/>'
    table, number = face(layout.table, layout), face(layout.page_number, layout)
    bold = table.replace('<w:b w:val="0"/>', "<w:b/>")

    def run(xml: str) -> str:
        return xml.replace("<w:spacing ", f"{off_grid}<w:spacing ", 1)

    return [
        Style("Footer", "footer", f'{small}{_NO_INDENT}<w:jc w:val="left"/>', run(number)),
        Style("TableText", "表格文字", f'{small}<w:jc w:val="left"/>', run(table)),
        Style("AnnexText", "附表文字", f'{small}<w:jc w:val="left"/>', run(face(layout.annex, layout))),
        Style("TableHead", "表头", f'<w:keepNext/>{small}<w:jc w:val="center"/>', run(bold)),
        Style("AnnexTitle", "附表标题", f'<w:pageBreakBefore/>{_NO_INDENT}<w:jc w:val="center"/>'
              '<w:outlineLvl w:val="0"/>', face(layout.headings[0], layout)),
        Style("CommentText", "annotation text", f'{small}<w:jc w:val="left"/>', run(table)),
        Style("CommentReference", "annotation reference", "", '<w:sz w:val="16"/>', "", type="character"),
    ]  # fmt: skip
