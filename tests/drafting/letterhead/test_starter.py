"""The letterhead to begin with is one that needs nothing done."""

import pytest

from drafting import layout
from drafting.letterhead import reading
from drafting.letterhead.starter import starter
from tests.drafting.letterhead import papers
from tests.drafting.letterhead.test_filling import entries, filled, report  # noqa: F401


@pytest.mark.parametrize("name", layout.names())
def test_nothing_is_wrong_with_it_on_any_page(name: str):
    found = reading.read(starter(layout.load(name)))
    assert found.problems == []
    assert found.facts()["placed"] == ["addressee", "date", "signature", "title"]


def test_a_report_stands_in_it(report):  # noqa: F811
    texts = papers.texts(papers.opened(filled(report, starter(layout.load()))))
    assert texts[:2] == ["柳林镇人民政府文件", "柳政发〔2032〕3号"]
    assert "抄送：县委、县政府。" in texts
