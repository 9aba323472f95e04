"""A county's own page profiles: read from TOML, each fault in a sentence with the profile's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting import layout, layout_profiles
from drafting.errors import LayoutError
from drafting.word import writer
from tests.drafting.word.test_writer import part, report

OWN = """
[本县]
label = "本县要求：固定值29磅，每页21行"
called = ["县版"]
base = "fixed28"
line = 29
lines = 21
margins = { top = 35 }
body = { font = "仿宋" }

[本县窄]   # takes over what the first says
base = "本县"
characters = 27
"""


def faults(text: str) -> str:
    with pytest.raises(LayoutError) as error:
        layout_profiles.read(text)
    return str(error.value)


def test_a_profile_takes_over_what_it_does_not_say():
    own = layout_profiles.read(OWN)
    page = layout.load("本县", own)
    assert (page.line, page.lines, page.characters) == (29, 21, 28)
    assert (page.margins.top, page.margins.bottom) == (35, 35)
    assert (page.body.font, page.body.size) == ("仿宋", 16)
    assert page.latin == "Times New Roman"
    narrow = layout.load("本县窄", own)
    assert (narrow.line, narrow.characters, narrow.margins.top) == (29, 27, 35)


def test_a_profile_is_found_by_each_of_its_names():
    own = layout_profiles.read(OWN)
    assert layout.find("县版", own) == "本县"
    assert layout.find("本县要求：固定值29磅，每页21行", own) == "本县"
    assert layout.find("国标") == "gb9704"
    assert list(layout.names(own))[-2:] == ["本县", "本县窄"]


def test_a_report_is_set_on_it():
    page = layout.load("本县", layout_profiles.read(OWN))
    content = writer.write(report(), page)
    assert 'w:line="580"' in part(content, "word/styles.xml")
    assert 'w:top="1984"' in part(content, "word/document.xml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "是空的"),
        ("[本县", "不是正确的 TOML"),
        ("line = 28", "要写在一段里"),
        ("[本县]\nlin = 28", "[本县] 没有“lin”这一项，是不是“line”？"),
        ('[本县]\nline = "28"', "line 要是0到60之间的数（磅），现在是 '28'"),
        ("[本县]\nlines = 21.5", "整数"),
        ("[本县]\nlines = true", "整数"),
        ("[本县]\nline = nan", "line 要是0到60之间的数"),
        ("[本县]\nline = 30", "放不下22行，最多21行"),
        ("[本县]\nline = 12\nlines = 20", "字会叠在一起"),
        ("[本县]\nlines = 50", "放不下50行"),
        ("[本县]\ncharacters = 40", "一行放不下40个，最多30个"),
        ("[本县]\nmargins = { top = 3 }", "margins 的 top 要在5到80毫米之间"),
        ("[本县]\nmargins = { upper = 30 }", "margins 要写成"),
        ("[本县]\nmargins = { left = 79, right = 79 }", "版心只剩52×225毫米"),
        ("[本县]\npage = [210]", "page 要写成"),
        ("[本县]\nbody = { font = 3 }", "body 的字体名要是文字"),
        ("[本县]\nbody = { size = 90 }", "body 的字号要在5到72磅之间"),
        ("[本县]\nbody = { size = 16.3 }", "可以有半磅"),
        ('[本县]\nbody = { bold = "yes" }', "true 或 false"),
        ('[本县]\nbody = "仿宋"', "body 要写成"),
        ('[本县]\nheadings = [{ font = "黑体", size = 16 }]', "headings 要写四个"),
        ('[本县]\nheadings = [{ font = "黑体" }, {}, {}, {}]', "font 和 size 都要写"),
        ('[本县]\npage_number_at = "left"', "page_number_at 只能是"),
        ('[本县]\nbase = "nix"', "base 写的“nix”没有，可用：gb9704"),
        ('[甲]\nbase = "乙"\n[乙]\nbase = "甲"', "绕成了圈：甲→乙→甲"),
        ("[gb9704]\nlines = 20", "和自带的版式重名"),
        ('["本 县"]\nlines = 20', "名称只能用"),
        ("[一二三四五六七八九十一二三]\nlines = 20", "最多12个汉字"),
        ('[本县]\nlabel = ""', "label 要写上"),
        ("\n".join(f"[a{number}]" for number in range(21)), "版式太多"),
        ("# " + "长" * 30_000, "文件太大"),
    ],
)
def test_each_fault_is_said_with_what_is_right(text: str, words: str):
    assert words in faults(text)


def test_all_faults_are_told_at_once():
    told = faults('[甲]\nlin = 1\nline = "x"\n[乙]\nlines = 99').split("\n")
    assert len(told) == 4


@pytest.mark.parametrize("name", layout.names())
def test_a_bundled_profile_that_is_shown_can_be_read_again(name: str):
    whole = layout.whole(name, layout.bundled())
    again = layout_profiles.read(layout_profiles.dump("本县", whole))
    shown = layout.load("本县", again)
    bundled = layout.load(name)
    assert (shown.body, shown.margins, shown.headings) == (bundled.body, bundled.margins, bundled.headings)
    assert (shown.line, shown.lines, shown.latin) == (bundled.line, bundled.lines, bundled.latin)


def test_profiles_that_no_longer_hold_are_left_out():
    assert layout_profiles.own_of({"layouts": {"本县": {"lin": 3}}}) == {}
    assert layout_profiles.own_of({"layouts": "x"}) == {}
    assert layout_profiles.own_of({"layouts": {"本县": {"line": 28}}}) == {"本县": {"line": 28}}


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 400)
    | st.floats()
    | st.sampled_from(["", "仿宋", "fixed28", "centre", "甲"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["top", "left", "font", "size", "bold", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
_ROWS = st.dictionaries(
    st.sampled_from(["甲", "乙", "gb9704", "a b"]),
    _VALUES | st.dictionaries(st.sampled_from([*layout_profiles.KEYS, "nix"]), _VALUES, max_size=4),
    max_size=3,
)


@given(_ROWS)
def test_whatever_is_written_is_either_a_page_or_told_to_be_none(rows):
    found = list(layout_profiles.problems(rows))
    assert all(isinstance(fault, str) for fault in found)
    if not found:
        for name in rows:
            page = layout.load(name, rows)
            assert page.line_height * page.lines <= layout.twips(page.page[1]) + page.lines
            assert page.width > 0
