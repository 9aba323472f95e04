"""Files that mean harm, or do it: bombs, entities, macros, links that fetch, parts that take too long.

`URL` in a file is where it would like to fetch from; `CANARY` what it would like to write.
"""

import io
import struct
import zipfile
from collections.abc import Callable

from tests.drafting.learning.test_learn_bad_files import BAD, TYPES, W, package

URL = "http://127.0.0.1:9/canary"
CANARY = "/tmp/fazhibot-canary"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TEXT = "".join(
    f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("青石镇2024年法治政府建设报告", "一、主要举措")
)


def _related(body: str, kind: str, target: str, **parts: bytes) -> bytes:
    """A document with a relationship that leads out of it."""
    relation = f'<Relationship Id="rId9" Type="{_R}/{kind}" Target="{target}" TargetMode="External"/>'
    rels = f'<Relationships xmlns="{_RELS}">{relation}</Relationships>'.encode()
    return whole(body, word___rels__documentDOTxmlDOTrels=rels, **parts)


def whole(body: str, **parts: bytes) -> bytes:
    """A package that python-docx would open."""
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Default Extension="xml" ContentType="application/xml"/>'
        b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
        b'.wordprocessingml.document.main+xml"/></Types>'
    )
    root = f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    rels = f'<Relationships xmlns="{_RELS}">{root}</Relationships>'.encode()
    names = f'xmlns:w="{W}" xmlns:r="{_R}"'
    document = f"<w:document {names}><w:body>{_TEXT}{body}</w:body></w:document>".encode()
    known = {"[Content_Types]DOTxml": types, "_rels__DOTrels": rels, "word__documentDOTxml": document}
    return package(**{**known, **parts})


def _xml(start: str, body: str = "") -> bytes:
    document = f'{start}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()
    return package(**{"[Content_Types]DOTxml": TYPES, "word__documentDOTxml": document})


def _laughs() -> bytes:
    rows = ['<!ENTITY a0 "哈哈哈哈">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    return _xml(f"<!DOCTYPE x [{''.join(rows)}]>", "<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>")


def _blanks(megabytes: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(b" " * 1024 * 1024)
    return packed.getvalue()


def slow(parts: int = 60) -> bytes:
    """Each part is within the limits; together they take longer than anybody waits."""
    elements = b"<a>" + b"<b/>" * 290_000 + b"</a>"
    return whole("", **{f"word__part{n}DOTxml": elements for n in range(parts)})


def _overlapping() -> bytes:
    """Many names for the same packed bytes: a bomb whose directory alone is large."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", b" " * 15 * 1024 * 1024)
        first = archive.getinfo("word/document.xml")
        for n in range(200):
            again = zipfile.ZipInfo(f"word/p{n}.xml")
            for name in ("CRC", "compress_size", "file_size", "header_offset", "compress_type"):
                setattr(again, name, getattr(first, name))
            archive.filelist.append(again)
            archive.NameToInfo[again.filename] = again
    return content.getvalue()


def _names(*names: str) -> bytes:
    return package(
        **{"[Content_Types]DOTxml": TYPES, "word__documentDOTxml": b"<a/>"}, **dict.fromkeys(names, b"x")
    )


def _many_directories() -> bytes:
    """The end of the directory says that it holds far more than the file does."""
    content = bytearray(whole(""))
    place = content.rfind(b"PK\x05\x06")
    content[place + 8 : place + 12] = struct.pack("<HH", 65535, 65535)
    return bytes(content)


_RUN = "<w:r><w:t>调解纠纷209件。</w:t></w:r>"
_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r></w:p>'
)

ACTING: dict[str, Callable[[], bytes]] = {
    "an entity that reads a file": lambda: _xml(
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "<w:p><w:r><w:t>&e;</w:t></w:r></w:p>"
    ),
    "an entity that fetches": lambda: _xml(f'<!DOCTYPE x SYSTEM "{URL}">', _RUN),
    "a parameter entity": lambda: _xml(f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{URL}"> %p;]>', _RUN),
    "entities in UTF-16": lambda: package(
        **{
            "[Content_Types]DOTxml": TYPES,
            "word__documentDOTxml": f'<!DOCTYPE x SYSTEM "{URL}"><x/>'.encode("utf-16"),
        }
    ),
    "a stylesheet of its own": lambda: _xml(f'<?xml-stylesheet type="text/xsl" href="{URL}"?>', _RUN),
    "an XInclude": lambda: whole(
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    ),
    "a template that is fetched": lambda: _related("", "attachedTemplate", URL),
    "a picture that is fetched": lambda: _related("", "image", URL),
    "an object that is fetched": lambda: _related("", "oleObject", URL),
    "a part of HTML": lambda: whole(
        '<w:altChunk r:id="rId9"/>', word__chunkDOThtml=f"<script src={URL}></script>".encode()
    ),
    "a field that runs a program": lambda: whole(
        _FIELD.format(code=f'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k touch {CANARY}"')
    ),
    "a field that includes a file": lambda: whole(_FIELD.format(code='INCLUDETEXT "/etc/passwd"')),
    "an embedded program": lambda: whole("", word__embeddings__oleObject1DOTbin=b"MZ" + bytes(4096)),
    "a macro under another name": lambda: whole("", word__VBAPROJECTDOTBIN=b"x"),
    "names that climb": lambda: _names("..__..__..__tmp__fazhibot-canary", "__tmp__fazhibot-canary"),
    "a template's marks": lambda: whole(
        "<w:p><w:r><w:t>{{ cycler.__init__.__globals__.os.system('touch "
        + CANARY
        + "') }}{% for x in range(10**9) %}1{% endfor %}</w:t></w:r></w:p>"
    ),
}
HOSTILE: dict[str, Callable[[], bytes]] = {
    **{name: (lambda content=content: content) for name, (content, _) in BAD.items()},
    **ACTING,
    "half a gigabyte of blanks": lambda: _blanks(512),
    "three gigabytes under two hundred names": _overlapping,
    "a thousand million laughs": _laughs,
    "a directory that boasts": _many_directories,
    "four million characters": lambda: whole(
        "<w:p><w:r><w:t>" + "调解209件，" * 600_000 + "</w:t></w:r></w:p>"
    ),
    "a million numbers": lambda: whole(
        "<w:p><w:r><w:t>" + "其中9件，约8余次，95.2%、" * 20_000 + "</w:t></w:r></w:p>"
    ),
    "brackets that never close": lambda: whole("<w:p><w:r><w:t>" + "《（【“" * 70_000 + "</w:t></w:r></w:p>"),
    "bookmarks without an end": lambda: whole(
        "<w:p>" + '<w:bookmarkStart w:id="1" w:name="_fz1_人民调解_调解_000000"/>' * 90_000 + "</w:p>"
    ),
    "changes within changes": lambda: whole("<w:p>" + "<w:ins>" * 190 + _RUN + "</w:ins>" * 190 + "</w:p>"),
    "an attribute of ten megabytes": lambda: whole(f'<w:p w:x="{"a" * 10**7}"/>'),
    "many elements": lambda: whole("<w:p/>" * 310_000),
    "many paragraphs of one letter": lambda: whole("<w:p><w:r><w:t>一</w:t></w:r></w:p>" * 70_000),
    "parts that take too long": slow,
    "a file of thirty-one megabytes": lambda: b"PK" + bytes(31 * 1024 * 1024),
}  # fmt: skip
