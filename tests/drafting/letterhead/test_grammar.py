"""Nothing but fields, if and for is let through to Jinja, and Jinja itself runs in a sandbox."""

import pytest
from jinja2 import TemplateError

from drafting.errors import UnreadableReportError
from drafting.letterhead import reading, rendering
from drafting.letterhead.grammar import environment, refusals
from tests.drafting.letterhead import attacks, papers


@pytest.mark.parametrize("name", attacks.CODE)
def test_code_is_refused_before_anything_is_rendered(name: str):
    found = reading.read(papers.plain("{{ 正文 }}", attacks.CODE[name]))
    assert not found.usable


@pytest.mark.parametrize("name", sorted(attacks.CODE.keys() - {"raw", "whitespace control"}))
def test_what_slipped_through_is_refused_as_the_sandbox_gets_it(name: str):
    """The second lock alone: the whole source, just as docxtpl hands it over."""
    source = f"<w:p><w:t>{attacks.CODE[name]}</w:t></w:p>".translate(str.maketrans("｛｝‘’", "{}''"))
    try:
        tree = environment().parse(source)
    except (TemplateError, RecursionError):
        return
    assert list(refusals(tree))


def test_a_letterhead_that_was_not_checked_is_not_rendered():
    read = reading.read(papers.plain("{{ 正文 }}"))
    read.document.add_paragraph("{{ cycler.__init__.__globals__ }}")
    with pytest.raises(UnreadableReportError, match="不能用的写法"):
        rendering.render(read, {})


def test_a_value_that_is_missing_is_an_error_and_no_blank():
    read = reading.read(papers.plain("{{ 正文 }}", "{{ 标题 }}"))
    with pytest.raises(UnreadableReportError):
        rendering.render(read, {"主送": "县委"})


def test_the_sandbox_knows_no_globals():
    made = environment()
    assert not made.globals
    assert sorted(made.filters) == ["default", "join", "length", "trim"]
    assert made.autoescape
