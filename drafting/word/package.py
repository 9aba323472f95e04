"""The .docx as a package: the parts that python-docx starts from, and the bytes that it ends as.

The same report gives the same bytes: parts in a fixed order, with one fixed time.
"""

import io
import zipfile
from xml.sax.saxutils import quoteattr

from drafting.layout import Layout
from drafting.word.styles import W, styles

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file can hold
# Word's family and pitch help it to choose a stand-in: a serif face for these, a sans-serif for 黑体.
_SANS = ("黑体", "SimHei", "微软雅黑")


def template(layout: Layout) -> io.BytesIO:
    """An empty document in the layout's styles, for python-docx to open."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body><w:sectPr/></w:body></w:document>',
        "word/_rels/document.xml.rels": _relationships(
            ("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml")
        ),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(layout),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, _HEAD + text)
        archive.writestr("word/styles.xml", styles(layout))
    packed.seek(0)
    return packed


def fixed(content: bytes) -> bytes:
    """The same package without the time at which it was packed."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            target.writestr(part, source.read(name))
    return packed.getvalue()


def _content_types() -> str:
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "fontTable": "fontTable",
    }
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _settings() -> str:
    """Odd and even footers, and a grid that neither squeezed punctuation nor half-width fitting disturbs."""
    mode = f'<w:compatSetting w:name="compatibilityMode" w:uri="{_MICROSOFT}" w:val="15"/>'
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat><w:balanceSingleByteDoubleByteWidth/><w:useFELayout/>{mode}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


_MICROSOFT = "http://schemas.microsoft.com/office/word"


def _fonts(layout: Layout) -> str:
    """The fonts that are named, each with the name to look for where it is missing."""
    rows = []
    for font in dict.fromkeys(face.font for face in layout.faces):
        alike = layout.alike.get(font)
        other = f"<w:altName w:val={quoteattr(alike)}/>" if alike else ""
        family = "modern" if font in _SANS else "roman"
        rows.append(
            f'<w:font w:name={quoteattr(font)}>{other}<w:charset w:val="86"/>'
            f'<w:family w:val="{family}"/><w:pitch w:val="default"/></w:font>'
        )
    return f'<w:fonts xmlns:w="{W}">{"".join(rows)}</w:fonts>'
