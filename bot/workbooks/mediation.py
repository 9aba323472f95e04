"""The month's mediation statistics as an .xlsx that adds up: types by counts, sources, and the months before.

Counts of persons and cases only: no name and no word of a message is in it.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from bot import tallies
from bot.workbooks.mediation_sources import REFERRED, UNSAID, sources
from drafting.totals import Period
from storage.records import Entry, Town
from storage.work import Work

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

KIND, TYPE = "人民调解", "纠纷类型"
TYPES = (
    "婚姻家庭", "邻里", "房屋宅基地", "合同", "生产经营", "损害赔偿", "山林土地", "征地拆迁", "环境污染",
    "劳动争议", "消费", "医疗", "道路交通", "物业", "其他",
)  # fmt: skip
UNSORTED = "没写类型"
MEASURES = ("调解", "成功", "协议", "金额", "警情转调", "司法确认")
HEADS = (
    "纠纷类型",
    "受理（件）",
    "成功（件）",
    "成功率（%）",
    "协议（份）",
    "协议金额（元）",
    "警情转调（件）",
    "司法确认（件）",
)
_FIRST_ROW = 3  # of the types, from 0
Row = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Form:
    """`rows`: each type's counts; `sources`: how many cases came from where.

    `last_month`, `last_year`: totals to compare with, None where unknown.
    """

    title: str
    town: str
    period: Period
    rows: Mapping[str, Row]
    total: Row
    count: int
    approx: bool
    sources: Mapping[str, Decimal]
    last_month: Row | None = None
    last_year: Row | None = None


def gather(work: Work, town: Town, period: Period) -> Form:
    """The form of a month or a year."""
    own = _own(work, town, period)
    rows = {name: _added(one for one in own if _type(one) == name) for name in (*TYPES, UNSORTED)}
    year, month = period.on.year, period.on.month
    if len(period.months()) == 12:
        before, name = None, f"{year}年"
        year_ago = Period.of_year(year - 1)
    else:
        before = Period.of_month(year, month - 1) if month > 1 else Period.of_month(year - 1, 12)
        year_ago, name = Period.of_month(year - 1, month), f"{year}年{month}月"
    return Form(
        title=f"{town.name}{name}人民调解统计表",
        town=town.full_name or town.name,
        period=period,
        rows=rows,
        total=_added(own),
        count=len(own),
        approx=any(figure.approx for one in own for figure in one.figures),
        sources=sources(own, "调解", "警情转调"),
        last_month=_known(work, town, before),
        last_year=_known(work, town, year_ago),
    )


def _own(work: Work, town: Town, period: Period) -> list[Entry]:
    return [one for one in tallies.inside_of(work, town, period) if one.kind == KIND]


def _known(work: Work, town: Town, period: Period | None) -> Row | None:
    own = _own(work, town, period) if period else []
    return _added(own) if own else None


def _type(entry: Entry) -> str:
    name = entry.attributes.get(TYPE, "")
    return name if name in TYPES else UNSORTED


def _added(entries: Iterable[Entry]) -> dict[str, Decimal]:
    sums = dict.fromkeys(MEASURES, Decimal(0))
    for entry in entries:
        for figure in entry.figures:
            if figure.measure in sums:
                sums[figure.measure] += figure.value
    return sums


def rate(row: Row) -> Decimal | None:
    """成功 of 受理 in percent, rounded half up to one decimal; None where nothing was taken on."""
    if not row["调解"]:
        return None
    return (100 * row["成功"] / row["调解"]).quantize(Decimal("0.1"), ROUND_HALF_UP)


def remarks(form: Form) -> list[str]:
    """What does not add up, or is not known, in plain words."""
    notes = []
    if form.rows[UNSORTED]["调解"]:
        notes.append(f"有{_plain(form.rows[UNSORTED]['调解'])}件没写纠纷类型，请补上类型后再报。")
    if form.sources[UNSAID]:
        unsaid = _plain(form.sources[UNSAID])
        notes.append(f"有{unsaid}件没写来源（主动、申请还是移送），请补上后再报。")
    for name, row in (*form.rows.items(), ("合计", form.total)):
        if row["成功"] > row["调解"]:
            notes.append(f"{name}：成功{_plain(row['成功'])}件多于受理{_plain(row['调解'])}件，请核对。")
    if form.approx:
        notes.append("有的数是约数，按填报的数计，请核对。")
    if form.total["警情转调"] > form.total["调解"]:
        notes.append("警情转调多于受理，请核对。")
    return notes


def summary(form: Form) -> str:
    """What is said beside the file."""
    told = f"受理{_plain(form.total['调解'])}件，成功{_plain(form.total['成功'])}件"
    money = f"，协议金额{_plain(form.total['金额'])}元" if form.total["金额"] else ""
    return "\n".join([f"{form.title}：{told}{money}，各类相加等于合计。", *remarks(form)])


def write(form: Form, at: datetime) -> bytes:
    """The bytes of the workbook; sums and rates are formulas, with their values in place."""
    import xlsxwriter

    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    workbook.set_properties({"title": form.title, "created": at.replace(tzinfo=None)})
    base: dict[str, Any] = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
    box = {**base, "border": 1, "align": "center"}
    styles = {
        "title": workbook.add_format({**base, "font_size": 16, "bold": True, "align": "center"}),
        "plain": workbook.add_format(base),
        "head": workbook.add_format({**box, "bold": True, "text_wrap": True, "bg_color": "#DDEBF7"}),
        "name": workbook.add_format({**box, "align": "left"}),
        "number": workbook.add_format({**box, "num_format": "#,##0.##;-#,##0.##;0"}),
        "whole": workbook.add_format({**box, "num_format": "#,##0"}),
        "rate": workbook.add_format({**box, "num_format": "0.0"}),
        "sum": workbook.add_format({**box, "bold": True, "num_format": "#,##0", "bg_color": "#F2F2F2"}),
        "sum_rate": workbook.add_format({**box, "bold": True, "num_format": "0.0", "bg_color": "#F2F2F2"}),
    }
    sheet = workbook.add_worksheet("调解统计")
    _frame(sheet, form, styles)
    row = _types(sheet, form, styles)
    row = _sources(sheet, form, row + 1, styles)
    row = _compared(sheet, form, row + 1, styles)
    for number, note in enumerate(remarks(form) or ["各类、各来源相加都等于合计；成功不多于受理。"]):
        sheet.write_string(row + 1 + number, 0, f"核对：{note}", styles["plain"])
    workbook.close()
    return content.getvalue()


def _frame(sheet: "Worksheet", form: Form, styles: Mapping[str, Any]) -> None:
    last = len(HEADS) - 1
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, last, 11)
    sheet.merge_range(0, 0, 0, last, form.title, styles["title"])
    sheet.set_row(0, 28)
    sheet.write_string(1, 0, f"填报单位：{form.town}", styles["plain"])
    sheet.set_row(2, 32)
    for column, head in enumerate(HEADS):
        sheet.write_string(2, column, head, styles["head"])
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.freeze_panes(3, 1)


def _types(sheet: "Worksheet", form: Form, styles: Mapping[str, Any]) -> int:
    """The rows of the types and their sum; the row behind it."""
    names = [name for name in form.rows if name != UNSORTED or any(form.rows[name].values())]
    for number, name in enumerate(names):
        _line(sheet, _FIRST_ROW + number, name, form.rows[name], styles)
    at = _FIRST_ROW + len(names)
    sheet.write_string(at, 0, "合计", styles["sum"])
    for column, measure in _columns():
        letter = chr(ord("A") + column)
        formula = f"=SUM({letter}{_FIRST_ROW + 1}:{letter}{at})"
        sheet.write_formula(at, column, formula, styles["sum"], _number(form.total[measure]))
    _rate(sheet, at, form.total, styles["sum_rate"])
    return at + 1


def _columns() -> list[tuple[int, str]]:
    """Each measure's column; the fourth is the rate."""
    places = (1, 2, 4, 5, 6, 7)
    return list(zip(places, MEASURES, strict=True))


def _line(sheet: "Worksheet", at: int, name: str, row: Row, styles: Mapping[str, Any]) -> None:
    sheet.write_string(at, 0, name, styles["name"])
    for column, measure in _columns():
        style = styles["number" if row[measure] % 1 else "whole"]
        sheet.write_number(at, column, _number(row[measure]), style)
    _rate(sheet, at, row, styles["rate"])


def _rate(sheet: "Worksheet", at: int, row: Row, style: Any) -> None:
    value = rate(row)
    formula = f'=IF(B{at + 1}=0,"",ROUND(C{at + 1}/B{at + 1}*100,1))'
    sheet.write_formula(at, 3, formula, style, "" if value is None else float(value))


def _sources(sheet: "Worksheet", form: Form, at: int, styles: Mapping[str, Any]) -> int:
    """The rows of where cases come from, and their sum, which is all that were taken on."""
    sheet.merge_range(at, 0, at, 1, "案件来源", styles["head"])
    sheet.write_string(at, 2, "件数", styles["head"])
    rows = [(name, value) for name, value in form.sources.items() if name != UNSAID or value]
    for number, (name, value) in enumerate(rows, 1):
        label = f"{name}（含110警情转调）" if name == REFERRED else name
        sheet.merge_range(at + number, 0, at + number, 1, label, styles["name"])
        sheet.write_number(at + number, 2, _number(value), styles["whole"])
    last = at + len(rows) + 1
    sheet.merge_range(last, 0, last, 1, "来源合计", styles["sum"])
    total = sum(form.sources.values(), Decimal(0))
    sheet.write_formula(last, 2, f"=SUM(C{at + 2}:C{last})", styles["sum"], _number(total))
    return last + 1


def _compared(sheet: "Worksheet", form: Form, at: int, styles: Mapping[str, Any]) -> int:
    """The totals of the month before and the year before, where the ledger has them."""
    known = [(name, row) for name, row in (("上月", form.last_month), ("去年同期", form.last_year)) if row]
    for number, (name, row) in enumerate(known):
        _line(sheet, at + number, name, row, styles)
    return at + len(known)


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
