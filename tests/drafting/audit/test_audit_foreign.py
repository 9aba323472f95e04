"""Reports that this program did not write: figures are found in the text, and no nonsense is said."""

import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from bot.report_words import vocabulary
from drafting.audit.auditing import audit
from drafting.audit.survey import Books
from drafting.edited import of_lines
from drafting.errors import UnreadableReportError
from drafting.reading import Line, read
from tests.drafting.ledgers import TOWN, UNITS, YEAR, said, zero_months

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
FRONT = [
    f"柳林镇{YEAR}年度法治政府建设情况报告",
    "县委、县政府：",
    f"{YEAR}年，我镇认真落实各项部署，现将情况报告如下：",
]
BACK = [
    "二、存在的不足和原因",
    "法治队伍力量不足，原因是编制少。",
    "三、党政主要负责人履行推进法治建设第一责任人职责情况",
    "镇党委书记带头学法，重要工作亲自部署。",
    f"四、{YEAR + 1}年工作安排",
    "抓好普法，全年开展培训30场次。",
    "五、其他需要报告的情况",
    "无其他需要报告的情况。",
    "柳林镇人民政府",
    f"{YEAR + 1}年1月5日",
]


def findings(*text: str, entries: list | None = None) -> list[tuple[str, str]]:
    lines = [Line(one) for one in (*FRONT, "一、主要举措和成效", *text, *BACK)]
    known = entries if entries is not None else [said("普法活动", "05-04", 活动=1)]
    books = Books(known, TOWN, UNITS, YEAR, today=date(YEAR + 1, 1, 5), words=vocabulary())
    found = audit(of_lines(lines), books).findings
    return [(one.type.value, one.text) for one in found]


def types(*text: str, entries: list | None = None) -> list[str]:
    return [type_ for type_, _ in findings(*text, entries=entries)]


def test_a_sound_report_without_figures_has_no_findings():
    assert findings("（一）加强领导。深入学习宣传宪法，落实“三项制度”和“八五”普法规划，用好12345热线。") == []


def test_a_rate_that_does_not_follow_is_computed_again():
    found = dict(findings("（一）化解矛盾。共排查纠纷553件，化解527件，稳控26件，化解率95.2%。"))
    assert found["miscomputed"] == "化解率写的是95.2%，按527÷553应为95.3%"
    assert "miscomputed" not in types("（一）化解矛盾。共排查纠纷553件，化解527件，化解率95.3%。")
    assert "miscomputed" not in types("（一）信访。受理86件，结案86件，处置率100%，满意率98.5%。")


def test_hedges_that_cannot_be_are_named():
    assert "hedge" in types("（一）执法。开展检查118余次。")
    assert "hedge" in types("（一）阵地。新建中心面积约500多平方米。")
    assert "hedge" not in types("（一）执法。开展检查120余次，发放资料1.2万余份，覆盖近300人。")


def test_a_figure_that_the_ledger_has_is_right_in_any_house_word():
    known = [
        said("人民调解", "07", "镇调委会", 调解=209, 警情转调=138),
        said("普法活动", "06-01", 资料="8123+"),
    ]
    text = "（一）化解矛盾。全镇调解案件209起，其中警情转调138件；发放宣传资料8000余册。"
    assert findings(text, entries=known) == []


def test_a_figure_that_differs_from_the_ledger_is_named_with_the_ledgers():
    known = [said("人民调解", "07", "镇调委会", 调解=209)]
    assert ("changed", "写的是230起，台账“人民调解·调解”是209件") in findings(
        "（一）化解矛盾。全镇调解纠纷230起。", entries=known
    )


def test_the_last_half_year_of_zeros_does_not_license_a_zero():
    half = zero_months("行政复议诉讼", "复议", range(7, 13))
    text = "（一）执法。全年无行政复议案件。"
    assert "zero" in types(text, entries=half)
    assert "zero" not in types(text, entries=zero_months("行政复议诉讼", "复议", range(1, 13)))


def test_a_zero_that_the_ledger_contradicts_is_named():
    known = [said("行政处罚", "07", "执法队", 案件=3)]
    assert ("zero", "写的是“无行政处罚案件”，台账“行政处罚·案件”有3件") in findings(
        "（一）执法。全年无行政处罚案件。", entries=known
    )


def test_goals_of_next_year_are_no_claims():
    assert "培训30场次" in "".join(BACK)
    assert "unledgered" not in types("（一）加强领导。开展工作。")
    assert "unledgered" in types("（一）加强领导。全年开展培训30场次。")


def test_numbers_of_villages_are_the_towns_own():
    assert "unledgered" not in types("（一）加强领导。3个村居全部建立台账。")


def test_without_a_ledger_only_the_report_itself_is_checked():
    found = types("（一）化解矛盾。排查553件，化解527件，化解率95.2%，无行政诉讼案件。", entries=[])
    assert found == ["miscomputed"]


def test_a_report_of_last_year_says_so_where_its_year_stands():
    lines = [Line(one.replace(str(YEAR), str(YEAR - 1))) for one in FRONT] + [Line(one) for one in BACK]
    found = audit(of_lines(lines), Books([], TOWN, UNITS, YEAR, words=vocabulary())).findings
    assert [one.type.value for one in found].count("year") == 2


@pytest.mark.skipif(not SEEDS.exists(), reason="the real reports are not beside the repo")
@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_real_reports_show_their_known_mistakes_and_no_others(path):
    content = of_lines(read(path.read_bytes(), path.name))
    year = int(path.stem[:4])
    found = audit(content, Books([], TOWN, UNITS, year, words=vocabulary())).findings
    wrong = {
        one.said for one in found if one.type.value in ("miscomputed", "part", "conflict", "hedge", "year")
    }
    known = {"2023-shuangjiang": {"95.2%", "118余次", "约500多平方米"}}
    assert wrong == known.get(path.stem, set())


@pytest.mark.parametrize(
    "text",
    [
        "一一一" * 20_000,
        "千" * 60_000,
        "无" * 60_000,
        "无行政复议" * 12_000,
        "同比" * 30_000,
        "、一次" * 20_000,
        "1," * 30_000,
        "《" * 60_000,
        "【待补充：" * 12_000,
        "化解率9%，化解9件，" * 150,
        "调解9件" * 300,
    ],
)
def test_a_hostile_text_is_audited_soon(text: str):
    lines = [Line(one) for one in (*FRONT, "一、主要举措和成效", text, *BACK)]
    known = [said("人民调解", "07", "镇调委会", 调解=209)]
    began = time.process_time()
    with suppress(UnreadableReportError):
        audit(of_lines(lines), Books(known, TOWN, UNITS, YEAR, words=vocabulary()))
    assert time.process_time() - began < 5


def test_a_text_of_nothing_but_numbers_is_refused():
    lines = [Line(one) for one in (*FRONT, "一、主要举措和成效", "调解9件，" * 2_000)]
    with pytest.raises(UnreadableReportError, match="数字多得"):
        audit(of_lines(lines), Books([], TOWN, UNITS, YEAR, words=vocabulary()))


RESULTS = ["一、主要举措和成效", "（一）加强领导。深入学习宣传宪法，落实“三项制度”。"]


def told_of(title: str, *text: str, signature: str = "柳林镇人民政府") -> list[tuple[str, str]]:
    lines = [title, *FRONT[1:], *RESULTS, *text, *BACK[:-2], signature, BACK[-1]]
    books = Books([said("普法活动", "05-04", 活动=1)], TOWN, UNITS, YEAR, words=vocabulary())
    found = audit(of_lines([Line(one) for one in lines]), books).findings
    return [(one.type.value, one.said) for one in found]


def test_another_towns_name_in_title_signature_or_sentence_is_told():
    own = FRONT[0]
    assert told_of(f"青石镇{YEAR}年度法治政府建设情况报告") == [("town", "青石镇")]
    assert told_of(own, signature="青石镇人民政府") == [("town", "青石镇")]
    assert told_of(own, f"{YEAR}年以来，青石镇深入学习宣传宪法。") == [("town", "青石镇")]
    assert told_of(own, "深入学习宣传宪法。青石镇全年法治氛围浓厚。") == [("town", "青石镇")]


@pytest.mark.parametrize(
    "text",
    [
        "成立镇党政主要负责人任组长的领导小组。",
        "推进乡镇全面依法行政。与青石镇开展联防联调。赴青石镇认真学习经验。",
        "甲县柳林镇坚持依法行政。全镇深入学习宪法。各乡镇认真落实。",
    ],
)
def test_other_words_before_the_word_town_are_no_town(text: str):
    assert told_of(FRONT[0], text) == []
    assert told_of(f"甲县柳林镇{YEAR}年度法治政府建设情况报告", text) == []


def test_a_day_that_no_calendar_has_is_told():
    lines = [*FRONT, *RESULTS, *BACK[:-1], f"{YEAR + 1}年2月30日"]
    books = Books([said("普法活动", "05-04", 活动=1)], TOWN, UNITS, YEAR, words=vocabulary())
    assert [one.text for one in audit(of_lines([Line(one) for one in lines]), books).findings] == [
        "成文日期不存在"
    ]


@pytest.mark.parametrize("mark", ["（待定）", "［待补］", "__", "？？次", "[待补充]", "XX件"])
def test_a_gap_in_peoples_own_marks_is_open(mark: str):
    assert "gap" in types(f"（一）加强领导。召开会议{mark}。")
