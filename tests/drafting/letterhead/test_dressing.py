"""A report that was finished on plain pages is set into the letterhead when it goes out."""

import pytest
from docx.oxml.ns import qn

from drafting.errors import UnreadableReportError
from drafting.letterhead.dressing import dress
from drafting.letterhead.fields import of_town
from drafting.letterhead.filling import fill
from drafting.word import writer
from drafting.word.stripping import strip
from tests.drafting.ledgers import TOWN, YEAR
from tests.drafting.letterhead import papers
from tests.drafting.letterhead.test_filling import AT, LAYOUT, entries, filled, report  # noqa: F401

VALUES = of_town(TOWN, YEAR, "柳政发〔2032〕3号")


@pytest.fixture
def finished(report) -> bytes:  # noqa: F811
    """A draft that a person wrote on in, ready to go out."""
    document = papers.opened(writer.write(report, LAYOUT, at=AT))
    body = next(one for one in document.paragraphs if one.style.style_id == "BodyText")
    body.add_run("我们还摸索出自己的做法。").bold = True
    return strip(papers.packed(document))


def dressed(content: bytes) -> list[str]:
    made = dress(papers.letterhead(), content, VALUES)
    assert made is not None
    return [text for text in papers.texts(papers.opened(made)) if text]


def test_each_part_stands_once_and_peoples_words_are_kept(finished: bytes, report):  # noqa: F811
    texts = dressed(finished)
    assert texts[:4] == ["柳林镇人民政府文件", "柳政发〔2032〕3号", report.title, "县委、县政府："]
    assert texts.count("县委、县政府：") == texts.count("柳林镇人民政府") == texts.count("2032年1月5日") == 1
    assert any("我们还摸索出自己的做法。" in text for text in texts)
    assert "2032年1月5日印发" in texts


def test_a_report_that_stands_in_a_letterhead_stays_as_it_is(finished: bytes, report):  # noqa: F811
    once = dress(papers.letterhead(), finished, VALUES)
    assert once is not None
    for content in (once, strip(once), filled(report, papers.letterhead())):
        assert dress(papers.letterhead(), content, VALUES) is None


def test_a_program_that_gives_styles_other_ids_does_no_harm(finished: bytes):
    document = papers.opened(finished)
    for number, style in enumerate(document.styles.element.findall(qn("w:style"))):
        old, new = style.get(qn("w:styleId")), f"a{number}"
        style.set(qn("w:styleId"), new)
        for root in (document.styles.element, document.element.body):
            for one in root.xpath(
                f".//*[@w:val='{old}'][self::w:pStyle or self::w:rStyle or self::w:basedOn or self::w:link]"
            ):
                one.set(qn("w:val"), new)
    assert dressed(papers.packed(document)) == dressed(finished)


def test_a_title_of_two_lines_stays_one(finished: bytes):
    document = papers.opened(finished)
    title = next(one for one in document.paragraphs if one.style.name == "Title")
    title.clear()
    run = title.add_run("柳林镇人民政府")
    run.add_break()
    run.add_text("关于2031年度法治政府建设情况的报告")
    made = dress(papers.letterhead(), papers.packed(document), VALUES)
    assert made is not None
    lines = [one.text for one in papers.opened(made).paragraphs]
    assert "柳林镇人民政府\n关于2031年度法治政府建设情况的报告" in lines


def test_a_report_of_another_origin_is_left_alone():
    with pytest.raises(UnreadableReportError, match="不是在 /draft 出的文件上改的"):
        dress(papers.letterhead(), papers.plain("柳林镇2031年度法治政府建设情况报告", "一、主要举措"), VALUES)


def test_a_report_with_pictures_or_links_is_left_alone(finished: bytes):
    document = papers.opened(finished)
    papers.picture(document.paragraphs[3], "现场")
    with pytest.raises(UnreadableReportError, match="有图片"):
        dress(papers.letterhead(), papers.packed(document), VALUES)


def test_a_letterhead_that_is_wrong_is_not_used(finished: bytes):
    with pytest.raises(UnreadableReportError, match="没有写"):
        dress(papers.plain("{{ 标题 }}"), finished, VALUES)


def test_a_draft_in_a_letterhead_says_so_of_itself(report):  # noqa: F811
    body = writer.write(report, LAYOUT, clean=True, at=AT)
    content = fill(papers.letterhead(), body, VALUES | {"标题": report.title}, ())
    assert dress(papers.letterhead(), content, VALUES) is None
