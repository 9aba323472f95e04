"""Letterheads that mean harm. Each would leave a mark of its own: `CANARY` written, or far too much used."""

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.drafting.letterhead import papers

CANARY = "/tmp/fazhibot-letterhead-canary"
_OPEN = f"open('{CANARY}', 'w').write('x')"
_SUBCLASSES = "''.__class__.__mro__[1].__subclasses__()"

CODE = {
    "a class of a text": "{{ ''.__class__ }}",
    "all classes": f"{{{{ {_SUBCLASSES} }}}}",
    "popen of a class": f"{{{{ {_SUBCLASSES}[100].__init__.__globals__['os'].popen('touch {CANARY}') }}}}",
    "cycler's globals": f"{{{{ cycler.__init__.__globals__.os.popen('touch {CANARY}').read() }}}}",
    "lipsum's globals": f"{{{{ lipsum.__globals__['os'].system('touch {CANARY}') }}}}",
    "joiner's globals": f"{{{{ joiner.__init__.__globals__.__builtins__.{_OPEN} }}}}",
    "the environment of self": "{{ self.__init__.__globals__ }}",
    "attributes by a filter": "{{ ''|attr('__class__')|attr('__mro__') }}",
    "attributes by items": "{{ ''['__class__'] }}",
    "attributes by escapes": "{{ ''['\\x5f\\x5fclass\\x5f\\x5f'] }}",
    "a map of attributes": "{{ 章节|map(attribute='__class__')|list }}",
    "a format with attributes": "{{ '{0.__class__}'.format(标题) }}",
    "a loop without end": "{% for i in range(10**9) %}x{% endfor %}",
    "loops in loops": "{% for a in 章节 %}{% for b in 章节 %}{% for c in 章节 %}x" + "{% endfor %}" * 3,
    "a loop over a text": "{% for a in 标题 * 99999999 %}x{% endfor %}",
    "a recursive loop": "{% for a in 章节 recursive %}{{ loop(章节) }}{% endfor %}",
    "a big repeat": "{{ 'a' * 10**9 }}",
    "a big power": "{{ 10**10**10 }}",
    "a big centre": "{{ 标题|center(999999999) }}",
    "a big format": "{{ '%999999999d'|format(1) }}",
    "a big replace": "{{ 'aaaaaaaaaa'|replace('a', 'aaaaaaaaaa')|replace('a', 'aaaaaaaaaa') }}",
    "a big indent": "{{ 标题|indent(999999999) }}",
    "a big batch": "{{ 章节|batch(999999999, 'x')|list }}",
    "an include": "{% include '/etc/passwd' %}",
    "an import": "{% import 'os' as os %}",
    "an import from": "{% from 'os' import system %}",
    "an extends": "{% extends 'base' %}",
    "a macro": "{% macro m() %}{{ m() }}{% endmacro %}",
    "a macro called": "{{ m() }}",
    "an assignment": "{% set x = namespace() %}",
    "raw": "{% raw %}{{ ''.__class__ }}{% endraw %}",
    "a block": "{% block b %}{% endblock %}",
    "a filter block": "{% filter upper %}x{% endfilter %}",
    "a call block": "{% call m() %}{% endcall %}",
    "an extension": "{% do 标题.append(1) %}",
    "debug": "{% debug %}",
    "a cell's colour": "{% cellbg ''.__class__ %}",
    "a cell's span": "{% colspan ''.__class__ %}",
    "a table's row": "{%tr for i in range(10**9) %}",
    "whitespace control": "{%- if 标题 -%}x{%- endif -%}",
    "a very long text": "{{ '" + "a" * 5000 + "' }}",
    "many brackets": "{{ " + "(" * 140 + "标题" + ")" * 140 + " }}",
    "wide marks": "｛｛ ‘’.__class__ ｝｝",
}


def _split() -> bytes:
    document = papers.sheet("{{ 正文 }}")
    papers.split(document.add_paragraph(), "{", "{ cycler.__in", "it__.__globals__ }", "}")
    return papers.packed(document)


def _header() -> bytes:
    document = papers.sheet("{{ 正文 }}")
    document.sections[0].header.paragraphs[0].text = "{{ cycler.__init__.__globals__ }}"
    return papers.packed(document)


def _text_box() -> bytes:
    document = papers.sheet("{{ 正文 }}")
    papers.text_box(document, "{{ cycler.__init__.__globals__ }}")
    return papers.packed(document)


def _hidden(make: str) -> bytes:
    """A mark in an attribute, a field's code, a deletion, a formula, or split between them."""
    document = papers.sheet("{{ 正文 }}")
    paragraph = document.add_paragraph("图")._p
    code = "{{ cycler.__init__.__globals__ }}"
    if make == "attribute":
        paragraph.set(qn("w:rsidR"), code)
        return papers.packed(document)
    pieces = {
        "instruction": f"<w:r {nsdecls('w')}><w:instrText>{code}</w:instrText></w:r>",
        "deletion": f"<w:del {nsdecls('w')}><w:r><w:delText>{code}</w:delText></w:r></w:del>",
        "formula": f"<m:oMath {nsdecls('m')}><m:r><m:t>{code}</m:t></m:r></m:oMath>",
        "split": f"<w:r {nsdecls('w')}><w:instrText>{{</w:instrText><w:delText>{{ cycler.x }}}}</w:delText>"
        "</w:r>",
    }
    paragraph.append(parse_xml(pieces[make]))
    return papers.packed(document)


def _property() -> bytes:
    """Jinja in the document's own properties, which docxtpl would render too."""
    document = papers.sheet("{{ 正文 }}")
    document.core_properties.title = f"{{{{ cycler.__init__.__globals__.os.system('touch {CANARY}') }}}}"
    document.core_properties.author = "{% for i in range(10**9) %}x{% endfor %}"
    return papers.packed(document)


def _many(text: str, count: int) -> bytes:
    document = papers.sheet("{{ 正文 }}")
    for _ in range(count):
        document.add_paragraph(text)
    return papers.packed(document)


def _nested_boxes() -> bytes:
    """Text boxes in text boxes, each with a mark."""
    document = papers.sheet("{{ 正文 }}")
    inner = "<w:r><w:t>{{ 标题 }}</w:t></w:r>"
    for _ in range(25):
        inner = f"<w:r><w:pict><w:txbxContent><w:p>{inner}</w:p></w:txbxContent></w:pict></w:r>"
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
    return papers.packed(document)


def _long_run() -> bytes:
    """One paragraph with very many runs and half a mark in each."""
    document = papers.sheet("{{ 正文 }}")
    paragraph = document.add_paragraph()._p
    for _ in range(8_000):
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "{"
        run.append(text)
        paragraph.append(run)
    return papers.packed(document)


def _entities(body: bytes) -> bytes:
    plain = papers.plain("{{ 正文 }}", "甲")
    return papers.with_part(
        plain,
        "word/document.xml",
        b"",
        [
            (b"<w:document", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document'),
            (b"\xe7\x94\xb2", body),
        ],
    )


FILES = {
    "marks split over runs": _split,
    "code in a header": _header,
    "code in a text box": _text_box,
    "code in an attribute": lambda: _hidden("attribute"),
    "code in a field": lambda: _hidden("instruction"),
    "code in a deletion": lambda: _hidden("deletion"),
    "code in a formula": lambda: _hidden("formula"),
    "code split between both": lambda: _hidden("split"),
    "an entity of a file": lambda: _entities(b"&e;"),
    "nine thousand wrong marks": lambda: _many("{{ ''.__class__ }}", 9_000),
    "nine thousand open tags": lambda: _many("{% if 标题", 9_000),
    "a hundred thousand braces": lambda: _many("{" * 1000, 100),
    "a run for each brace": _long_run,
}
HARMLESS = {
    "code in the properties": _property,
    "text boxes in text boxes": _nested_boxes,
    "two hundred right marks": lambda: _many("{{ 标题 }}{% if 主送 %}{{ 主送 }}{% endif %}", 50),
}
