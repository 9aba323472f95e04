"""What goes out has neither comments nor annex, nor what the clerk was asked to look at."""

from dataclasses import replace

from drafting.annex import REVIEW, TITLE
from drafting.report import Note, NoteType
from drafting.word import writer
from drafting.word.stripping import strip
from tests.drafting.letterhead import papers
from tests.drafting.word.test_writer import report


def draft() -> bytes:
    notes = tuple(Note(NoteType.PENDING, f"2024-{number}待确认") for number in range(1, 12))
    return writer.write(replace(report(), review=notes))


def test_the_annex_and_the_review_behind_it_are_taken_away():
    before, after = (papers.texts(papers.opened(content)) for content in (draft(), strip(draft())))
    assert before[-1] == "11. 2024-11待确认"
    assert after == before[: before.index(TITLE)]


def test_the_review_goes_even_where_the_annex_stays():
    texts = papers.texts(papers.opened(strip(draft(), annex=True)))
    assert TITLE in texts
    assert REVIEW not in texts
    assert not any("待确认" in text for text in texts)


def test_a_heading_of_the_same_words_in_the_report_stays():
    document = papers.sheet("报告", REVIEW, "1. 这是正文")
    assert papers.texts(papers.opened(strip(papers.packed(document)))) == ["报告", REVIEW, "1. 这是正文"]


def test_what_people_wrote_behind_the_review_stays():
    document = papers.opened(draft())
    document.add_paragraph("附言：以上情况属实。")
    texts = papers.texts(papers.opened(strip(papers.packed(document))))
    assert texts[-1] == "附言：以上情况属实。"
    assert REVIEW not in texts


def test_the_yellow_of_a_gap_does_not_stay_on_what_was_typed_there():
    document = papers.opened(draft())
    yellow = next(run for line in document.paragraphs for run in line.runs if run.font.highlight_color)
    open_still = papers.opened(strip(papers.packed(document)))
    assert any(run.font.highlight_color for line in open_still.paragraphs for run in line.runs)
    yellow.text = "2025年1月5日"
    after = papers.opened(strip(papers.packed(document)))
    assert not any(run.font.highlight_color for line in after.paragraphs for run in line.runs)
