"""The checks that every report must pass: parts, addressee, signature, date, years, gaps, personal data."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from drafting.audit.findings import Finding, FindingType, at
from drafting.audit.sections import Sections
from drafting.composing.compose import REQUIRED
from drafting.composing.placing import OTHER
from drafting.edited import Edited, Paragraph
from drafting.privacy import masked

_GAP = re.compile(
    r"【(?:待补充|建议，请核定|待核实|请补充|待填)[^】]*】?|[［〔\[（(](?:待补充?|待填写?|待定|待核实?)[］〕\]）)]"
    r"|[×xX]{2,}(?=[次件人场份年月日])|[?？]{2,}(?=[次件人场份年月日])|_{2,}"
)
_DATE = re.compile(
    r"(20\d\d) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日|二[〇○零][一二三四五六七八九〇○零]{2}年.{1,3}月.{1,3}日"
)
_YEAR = re.compile(r"(20\d\d) ?年")
# A year that may differ from the report's: a span, a document's, last year's beside this one's.
_MAY_DIFFER = re.compile(
    r"《[^》]*》|[（(〔\[][^）)〕\]]*[）)〕\]]|“[^”]*”|20\d\d ?年?[-－—–~至到] ?20\d\d ?年?"
    r"|(?:较|比|与|自|从|于|截至)[^，。；]{0,3}20\d\d ?年"
)
_OPENS = re.compile(
    r"(?:^|[。；，])(20\d\d) ?年(?:度|以来|来|全年)?"
    r"(?=，|我[镇乡]|全[镇乡]|共|累计|[一-鿿]{1,4}[镇乡]|开展|组织|无)"
)
_BODY = re.compile(r"^[^，。；：]{2,40}(?:政府|委员会|党委|党工委|办事处|管委会|司法所)$")
_SIGNED = 6  # lines at the end among which signature and date stand
_FRONT = 5
_SHOWN = 40


def standing(edited: Edited, sections: Sections, year: int) -> list[Finding]:
    """All findings of the standing checks."""
    body = edited.body
    return [
        *_required(body, sections),
        *_frame(body, sections),
        *_dates(body, year),
        *_years(body, sections, year),
        *(found for one in body for found in _gaps(one)),
        *(found for one in body for found in _personal(one)),
        *_tracked(body),
    ]


def _required(body: Sequence[Paragraph], sections: Sections) -> Iterator[Finding]:
    marks = "".join(gap for one in body for gap in _GAP.findall(one.text))
    for topic, words in REQUIRED.items():
        if topic in sections.held or words in marks:
            continue
        if topic == OTHER and any("其他需要" in one.text for one in body):
            continue
        yield Finding(FindingType.REQUIRED, f"缺少规定的部分：{words}")
    if not any(topic not in REQUIRED for topic in sections.held):
        yield Finding(FindingType.REQUIRED, "缺少规定的部分：主要举措和成效")


def _frame(body: Sequence[Paragraph], sections: Sections) -> Iterator[Finding]:
    front = "".join(one.text for one in body[:_FRONT])
    back = "".join(one.text for one in body[-_SIGNED:])
    if not sections.frame.addressee and "【待补充：主送" not in front:
        yield Finding(FindingType.ADDRESSEE, "没有主送机关（标题下面顶格写，后加冒号）")
    signed = sections.frame.signature or any(_BODY.match(one.text.strip()) for one in body[-_SIGNED:])
    if not signed and "【待补充：落款" not in back:
        yield Finding(FindingType.SIGNATURE, "没有落款单位")
    if not any(_DATE.search(one.text) for one in body[-_SIGNED:]) and "【待补充：成文日期" not in back:
        yield Finding(FindingType.DATE, "没有成文日期")


def _dates(body: Sequence[Paragraph], year: int) -> Iterator[Finding]:
    for one in body[-_SIGNED:]:
        found = _DATE.fullmatch(one.text.strip())
        if found and found[1] and not (year <= int(found[1]) <= year + 1):
            text = f"成文日期是{found[1]}年，与{year}年度的报告对不上"
            yield at(FindingType.DATE, text, one, 0, len(one.text), said=found[0])
        elif found and found[1] and not _exists(*map(int, found.groups())):
            yield at(FindingType.DATE, "成文日期不存在", one, 0, len(one.text), said=found[0])


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _years(body: Sequence[Paragraph], sections: Sections, year: int) -> Iterator[Finding]:
    title = sections.frame.title
    named = _YEAR.search(title)
    if named and int(named[1]) != year and body:
        first = next((one for one in body if named[0] in one.text), body[0])
        place = max(first.text.find(named[0]), 0)
        text = f"标题写的是{named[1]}年，应为{year}年"
        yield at(FindingType.YEAR, text, first, place, place + len(named[0]), said=named[0])
    for one in body:
        plain = _MAY_DIFFER.sub(lambda found: "□" * len(found.group()), one.text)
        if one.place in sections.headings:
            yield from _heading_year(one, plain, sections, year)
        elif one.place in sections.topics:
            wanted = {year, year + 1} if one.place in sections.plans else {year}
            for found in _OPENS.finditer(plain):
                if int(found[1]) not in wanted:
                    text = f"写的是{found[1]}年，应为{min(wanted)}年"
                    yield at(
                        FindingType.YEAR, text, one, found.start(1), found.end(1) + 1, said=f"{found[1]}年"
                    )


def _heading_year(one: Paragraph, plain: str, sections: Sections, year: int) -> Iterator[Finding]:
    """A heading's year: the report's, or next year's where it is of plans."""
    words = sections.headings[one.place]
    found = _YEAR.search(plain[: len(words) + 8])
    if found is None:
        return
    plan = one.place in sections.plans
    both = re.search("不足|问题", words) is not None
    wanted = {year, year + 1} if both else {year + 1} if plan else {year}
    if int(found[1]) not in wanted:
        text = f"标题里写的是{found[1]}年，应为{max(wanted)}年"
        yield at(FindingType.YEAR, text, one, found.start(), found.end(), said=found[0])


def _gaps(one: Paragraph) -> Iterator[Finding]:
    for found in _GAP.finditer(one.text):
        words = found[0].strip("【】").removeprefix("待补充：")
        words = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
        yield at(FindingType.GAP, words, one, found.start(), found.end(), said=found[0])


def _personal(one: Paragraph) -> Iterator[Finding]:
    hidden = masked(one.text)
    if hidden != one.text:
        place = next(i for i in range(len(one.text)) if i >= len(hidden) or one.text[i] != hidden[i])
        end = place + next(
            (i for i, char in enumerate(one.text[place:]) if not (char.isdigit() or char in " -－—·.+Xx")),
            len(one.text) - place,
        )
        found = at(FindingType.PERSONAL, "有电话、身份证号或银行卡号，请删去", one, place, end)
        yield Finding(found.type, found.text, found.place, place, end, masked(found.quote))


def _tracked(body: Sequence[Paragraph]) -> Iterator[Finding]:
    """One word on tracked changes: both states are in the file until somebody accepts them."""
    inserted = sum(len(one.inserted) > 0 for one in body)
    deleted = sum(len(one.deleted) > 0 for one in body)
    if inserted or deleted:
        text = f"有修订没有接受或拒绝（{inserted}段有增加，{deleted}段有删除），本次按全部接受核对"
        yield Finding(FindingType.TRACKED, text)
