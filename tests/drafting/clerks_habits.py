"""What clerks do to a draft without thinking of it: numerals, units, splits, copies, and what programs leave.

Importing it adds to EDITS; the names say what is done.
"""

import copy
import re

from cn2an import an2cn
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from drafting.audit.findings import FindingType as Found
from tests.drafting.clerk import SPACE, changed, set_text, text_of, words
from tests.drafting.clerks_edits import _BIG, EDITS, NoOccasionError, _number, _plus, _results, edit

__all__ = ["EDITS"]
_EXACT = r"\d+(?:件|次|人次|份|场次|篇|条|个|处|人|项|起)"
_MARKS = [qn(f"w:{name}") for name in (
    "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")]  # fmt: skip


def _retype_all(clerk, pattern: str, change) -> None:
    """Types every figure of the pattern anew."""
    done = 0
    for figure in clerk.figures():
        if re.fullmatch(pattern, words(figure[1])):
            clerk.retype(figure, change(words(figure[1])))
            done += 1
    if not done:
        raise NoOccasionError


def _in_chinese(text: str) -> str:
    return an2cn(_number(text)) + re.sub(r"^\d+", "", text)


@edit()
def all_figures_are_written_in_chinese_numerals(clerk, year):
    _retype_all(clerk, _EXACT, _in_chinese)


@edit(Found.CHANGED)
def a_figure_is_changed_in_chinese_numerals(clerk, year):
    figure = clerk.figure(_BIG)
    clerk.retype(figure, _in_chinese(_plus(words(figure[1]), 3)))


@edit()
def all_figures_are_typed_full_width(clerk, year):
    wide = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
    _retype_all(clerk, ".*", lambda text: text.translate(wide))


@edit()
def a_blank_stands_before_every_unit(clerk, year):
    _retype_all(clerk, r"[\d.]+\D+", lambda text: re.sub(r"(?<=\d)(?=[^\d.])", " ", text))


@edit()
def times_become_sessions(clerk, year):
    _retype_all(clerk, r"\d+场次", lambda text: text.replace("场次", "场"))


@edit(Found.UNIT)
def visits_become_persons(clerk, year):
    figure = clerk.figure(r"\d+人次")
    if figure is None:
        raise NoOccasionError
    clerk.retype(figure, words(figure[1]).replace("人次", "人"))


@edit()
def another_word_says_at_least(clerk, year):
    _retype_all(clerk, r"\d+余.*", lambda text: text.replace("余", "多"))


@edit()
def ten_thousands_are_written_out(clerk, year):
    def out(text: str) -> str:
        number, rest = text.split("万")
        return f"{round(float(number) * 10_000)}{rest}"

    _retype_all(clerk, r"[\d.]+万.*", out)


@edit()
def hundreds_are_written_in_ten_thousands(clerk, year):
    _retype_all(
        clerk,
        r"\d{3,}(?:元|人次|份)",
        lambda text: f"{_number(text) / 10_000:g}万{text.lstrip('0123456789')}",
    )


@edit()
def a_hundred_percent_is_written_out(clerk, year):
    _retype_all(clerk, r"100%", lambda _: "百分之百")


@edit()
def paragraphs_are_split_behind_a_figure(clerk, year):
    """The comma behind a figure becomes a full stop, and what follows a paragraph of its own."""
    done = False
    for paragraph in clerk.paragraphs:
        for run in paragraph.findall(qn("w:r"))[1:]:
            text = run.find(qn("w:t"))
            if text is None or not (text.text or "").startswith("，"):
                continue
            behind = list(paragraph)[list(paragraph).index(run) + 1 :]
            rest = copy.deepcopy(run)
            set_text([rest], text.text[1:])
            text.text, done = "。", True
            new = OxmlElement("w:p")
            if (look := paragraph.find(qn("w:pPr"))) is not None:
                new.append(copy.deepcopy(look))
            for part in (rest, *behind):
                new.append(part)
            paragraph.addnext(new)
            break
    if not done:
        raise NoOccasionError


def _copied(paragraph):
    """A copy as Word makes it: the marks stay with the first."""
    new = copy.deepcopy(paragraph)
    for part in [part for part in new if part.tag in _MARKS]:
        new.remove(part)
    return new


@edit()
def a_paragraph_is_copied_to_another_chapter(clerk, year):
    clerk.chapter("第一责任人")[-1].addnext(_copied(_results(clerk)))


@edit()
def a_paragraph_is_copied_with_its_bookmarks(clerk, year):
    clerk.chapter("第一责任人")[-1].addnext(copy.deepcopy(_results(clerk)))


@edit(Found.UNLEDGERED, Found.CHANGED, Found.CONFLICT)
def a_paragraph_is_copied_and_the_copy_changed(clerk, year):
    figure = clerk.figure(_BIG)
    new = _copied(figure[0].getparent())
    said = words(figure[1])
    for part in new.iter(qn("w:t")):
        if part.text == said:
            part.text = _plus(said, 4)
    clerk.chapter("第一责任人")[-1].addnext(new)


@edit(Found.YEAR)
def a_sentence_of_last_years_report_is_left_in(clerk, year):
    clerk.say(f"{year - 1}年全镇开展法治夜谈31次，发放宣传资料3100份。", _results(clerk))


@edit(Found.UNLEDGERED)
def a_figure_of_several_years_is_typed(clerk, year):
    clerk.say("“八五”普法以来，累计开展宣传2600场次。", _results(clerk))


@edit(Found.UNLEDGERED, Found.CHANGED)
def a_figure_of_a_quarter_is_typed(clerk, year):
    clerk.say("其中第二季度调解纠纷1009件。", _results(clerk))


@edit(Found.UNLEDGERED)
def a_rate_is_typed_that_nothing_bears_out(clerk, year):
    clerk.say("群众满意度达98.6%。", _results(clerk))


@edit(Found.CHANGED)
def one_digit_is_changed_by_a_tracked_change(clerk, year):
    figure = clerk.figure(_BIG)
    run, said = figure[1][0], words(figure[1])
    at = len(str(_number(said))) - 1
    parts = [copy.deepcopy(run) for _ in range(4)]
    for part, text in zip(
        parts, (said[:at], said[at], str((int(said[at]) + 1) % 10), said[at + 1 :]), strict=True
    ):
        set_text([part], text)
    first, old, new, last = parts
    old.find(qn("w:t")).tag = qn("w:delText")
    for part in (first, changed("w:del", [old]), changed("w:ins", [new]), last):
        run.addprevious(part)
    run.getparent().remove(run)


@edit()
def a_paragraph_is_moved_by_a_tracked_change(clerk, year):
    old = _results(clerk)
    new = copy.deepcopy(old)
    for paragraph, name in ((old, "w:moveFrom"), (new, "w:moveTo")):
        for run in paragraph.findall(qn("w:r")):
            change = changed(name, [])
            run.addprevious(change)
            change.append(run)
    clerk.chapter("不足")[0].addprevious(new)


@edit()
def every_character_has_a_run_of_its_own(clerk, year):
    """As WPS and a spelling checker leave a paragraph."""
    for run in [run for paragraph in clerk.paragraphs for run in paragraph.iter(qn("w:r"))]:
        text = run.find(qn("w:t"))
        at = run
        for letter in (text.text or "")[1:] if text is not None else "":
            new, wrong = copy.deepcopy(run), OxmlElement("w:proofErr")
            set_text([new], letter)
            new.find(qn("w:t")).set(SPACE, "preserve")
            wrong.set(qn("w:type"), "spellStart")
            at.addnext(new)
            new.addnext(wrong)
            at = wrong
        if text is not None:
            text.text = (text.text or "")[:1]


@edit()
def figures_stand_in_smart_tags(clerk, year):
    for _, runs in clerk.figures():
        tag = OxmlElement("w:smartTag")
        tag.set(qn("w:element"), "chmetcnv")
        runs[0].addprevious(tag)
        tag.append(runs[0])


@edit()
def paragraphs_stand_in_content_controls(clerk, year):
    for paragraph in clerk.paragraphs[3:12]:
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        control.append(content)
        paragraph.addprevious(control)
        content.append(paragraph)


@edit()
def figures_are_repeated_in_a_table(clerk, year):
    paragraph = _results(clerk)
    said = [words(runs) for _, runs in clerk.figures() if re.fullmatch(r"\d+(?:件|份|场次|次)", words(runs))]
    table = clerk.document.add_table(rows=len(said), cols=2)
    for row, text in zip(table.rows, said, strict=True):
        row.cells[0].text, row.cells[1].text = "项目", text
    paragraph.addnext(table._tbl)


@edit()
def a_part_is_taken_out_of_its_sentence(clerk, year):
    paragraph = next((p for p in clerk.paragraphs if "其中" in text_of(p)), None)
    if paragraph is None:
        raise NoOccasionError
    gone = False
    for run in paragraph.findall(qn("w:r")):
        text = run.find(qn("w:t"))
        if text is not None and "其中" in (text.text or ""):
            text.text, gone = text.text.split("其中")[0].rstrip("，"), True
        elif gone and text is not None and (text.text or "").startswith(("，", "。")):
            break
        elif gone:
            paragraph.remove(run)
