"""What stands around a report's chapters: title, addressee, signature, annexes; and its year."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from drafting import annex
from drafting.heading_numbers import number_of
from drafting.reading import Line

_LONGEST_TITLE = 60
_LONGEST_MARGIN = 200
_HEAD_LINES = 30  # above the title of a web page
_TITLE = re.compile(r"(?:报告|总结|汇报|情况|说明|通报|材料)[）)]?$")
_COMPLETE = re.compile(r"(?:20\d\d|二[〇○零][一二三四五六七八九〇○零]{2}) ?年.*法治|^关于")  # a whole title
_PIECE = re.compile(r"^[^：:，。；\[\]【】>|]{4,40}(?<!文件)$")  # of a title that is broken across lines
_BODY_NAME = re.compile(
    r"^[^，。；：]{2,40}(?:政府|委员会|党委|党工委|办事处|管委会|司法所|领导小组(?:办公室)?|办公室)$"
)
_ADDRESSEE = re.compile(
    r"^([^。；：]{0,36}(?:委|府|局|办|组|厅|室|人大|单位|部门|领导|同志|所)[^。；：]{0,4})[：:]$"
)
_ASIDE = re.compile(r"^[（(][^（）()]{2,30}[）)]$")  # （公开稿）
_NUMERAL = r"[\d一二三四五六七八九十〇零○]"
_DATE = re.compile(
    rf"^[（(]?(?:20\d\d|二{_NUMERAL}{{2,4}}) ?[年./-] ?{_NUMERAL}{{1,3}} ?[月./-]"
    rf" ?(?:{_NUMERAL}{{1,3}} ?日?)?[）)]?$"
)
_DATE_AT_END = re.compile(r" *20\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日$")
_ANNEX = re.compile(r"^附[件表录：:]|^附 ?[：:]")
# What a web page puts around a report, and the marks of a printed one.
_MARGIN = re.compile(
    r"^(?:发布|公开|成文|更新|生成|索引|来源|信息|文号|字体|浏览|点击|阅读|作者|分享|打印|责任编辑|主题|日期|时间)"
    r"[^，。]{0,6}[：:]"
    r"|^[^，。]{0,20}[〔\[【（(]20\d\d[〕\]】）)] ?(?:第)?\d+ ?号$"
    r"|^[-—–] ?\d+ ?[-—–]$|^第? ?\d+ ?页|^首页|当前.{0,2}位置|^https?:|^[（(]此件|^目 ?录$"
    r"|^\[ ?[^\]]{2,8} ?\]|^【?索 ?引 ?号|^扫一扫|^上一[篇条]|^下一[篇条]|^版权所有"
    r"|^主办|^承办|^网站|ICP备|^打印本页|^关闭窗口"
    r"|(?:[.．…·]{3,}|\t) ?\d+$"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d) ?年")
_NUMERALS = {character: str(digit) for digit, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
}
_CHINESE_YEAR = re.compile(r"(?<![一二三四五六七八九])(二[〇零○][〇零○一二三四五六七八九]{2})年")


@dataclass(frozen=True, slots=True)
class Frame:
    """`body`: the lines between addressee and signature. `title`: the issuing body has a line of its own."""

    title: str
    year: int | None
    addressee: str | None
    signature: str | None
    body: tuple[Line, ...]


def frame_of(lines: Sequence[Line]) -> Frame:
    """A report taken out of its frame."""
    plain = [line for line in lines if len(line.text) > _LONGEST_MARGIN or not _MARGIN.search(line.text)]
    head = _head(plain)
    title, rest = _title(plain[:head]), plain[head:]
    while rest and (_DATE.match(rest[0].text) or _is_body(rest[0].text) or _ASIDE.match(rest[0].text)):
        rest = rest[1:]
    addressee = None
    if rest and (found := _ADDRESSEE.match(rest[0].text)) and not number_of(rest[0].text):
        addressee, rest = found[1].strip(), rest[1:]
    signature, rest = _signature(rest)
    return Frame(title, year_of(title, [line.text for line in plain]), addressee, signature, tuple(rest))


def _head(lines: Sequence[Line]) -> int:
    """How many lines stand above the addressee or the first sentence."""
    last = 0
    for place, line in enumerate(lines[:_HEAD_LINES]):
        text = line.text
        if len(text) > _LONGEST_TITLE or text.endswith(("。", "；", "：", ":", "，")) or number_of(text):
            break
        if _TITLE.search(text):
            last = place + 1
    return last


def _title(lines: Sequence[Line]) -> str:
    """The title in one piece: the last line that names a report, its beginning, and the bodies above it."""
    texts = [line.text for line in lines]
    end = next((place for place in range(len(texts) - 1, -1, -1) if _TITLE.search(texts[place])), None)
    if end is None:
        return ""
    title, place = texts[end], end - 1
    while place >= 0 and not _COMPLETE.search(title) and _PIECE.match(texts[place]):
        title, place = texts[place] + title, place - 1
    bodies: list[str] = []
    while place >= 0 and _is_body(texts[place]):
        bodies.insert(0, texts[place])
        place -= 1
    return "\n".join([*bodies, title if len(title) <= _LONGEST_TITLE else texts[end]])


def _signature(lines: Sequence[Line]) -> tuple[str | None, list[Line]]:
    """The signing bodies and the lines before them; what follows them (annexes) is dropped."""
    ours = next((place for place, line in enumerate(lines) if line.text == annex.TITLE), len(lines))
    lines = lines[:ours]  # a draft of ours that was never filed
    kept = list(lines[: _signed_at(lines)])
    for place, line in enumerate(kept):
        if place and _ANNEX.match(line.text) and not _number_after(kept[place + 1 :]):
            late = [] if _signs(kept[place - 1].text) else kept[place + 1 :]
            kept = kept[:place] + [line for line in late if _signs(line.text)][:3]
            break
    names: list[str] = []
    while kept and (_signs(kept[-1].text) or _notice(kept[-1].text)):
        text = kept.pop().text
        if not _DATE.match(text) and not _notice(text):
            names.insert(0, _DATE_AT_END.sub("", text).strip())
    return ("\n".join(name for name in names if name) or None), kept


def _signed_at(lines: Sequence[Line]) -> int:
    """How many lines there are up to a signing body with its date, and without tables at the end."""
    for place, line in enumerate(lines):
        dated = _DATE.match(line.text) and place and _is_body(lines[place - 1].text)
        name = _DATE_AT_END.sub("", line.text)
        if dated or (name != line.text and name and _is_body(name)):
            return place + 1
    return next((place + 1 for place in range(len(lines) - 1, -1, -1) if not lines[place].table), 0)


def _signs(text: str) -> bool:
    """Whether a line is a signing body, a date, or both."""
    return bool(_DATE.match(text) or _is_body(_DATE_AT_END.sub("", text)))


def _is_body(text: str) -> bool:
    """Whether a line names a body that signs or issues, or several side by side."""
    return len(text) <= _LONGEST_TITLE and all(_BODY_NAME.match(name) for name in re.split("[ 、]+", text))


def _notice(text: str) -> bool:
    return bool(
        re.match(
            r"^[（(](?:联系|此件|盖章|公章)|^(?:联系人|联系电话|抄送)[：: ]|^【待补充：成文日期】$", text
        )
    )


def _number_after(lines: Sequence[Line]) -> bool:
    """Whether chapters go on: then the 附 was no annex."""
    return any((found := number_of(line.text)) and found.form <= 3 and found.count > 1 for line in lines)


def year_of(title: str, texts: Sequence[str]) -> int | None:
    """The year that a report is about: its title's, else the year that it speaks of most."""
    named = _years(title)
    if named:
        return named[0]
    counts = Counter(year for text in texts for year in _years(text))
    return counts.most_common(1)[0][0] if counts else None


def _years(text: str) -> list[int]:
    chinese = ("".join(_NUMERALS[numeral] for numeral in year) for year in _CHINESE_YEAR.findall(text))
    return [*map(int, _YEAR.findall(text)), *map(int, chinese)]
