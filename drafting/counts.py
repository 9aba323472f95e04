"""Finding counts in text: what no template, heading or setting may hold."""

import re

_NUMERAL = "零〇一二三四五六七八九十百千万两亿"
_UNITS = "场次|人次|户次|家次|个月|课时|学时|万元|亿元|[场次件起份条处元期宗项篇部块名人家户例本册位支]"
_DIGITS = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")
_CHINESE = re.compile(rf"[{_NUMERAL}]+(?:余|多|来|几)?(?:{_UNITS})|百分之[{_NUMERAL}]+")
_FIXED = re.compile(r"第一责任人|一人一策|一户一策")


def find_count(text: str) -> str | None:
    """The first count in the text (digits, or a Chinese numeral with a counted word), or None.

    Fixed phrases that only look like counts (一人一策) are none.
    """
    bare = _FIXED.sub(lambda found: "　" * len(found.group()), text)
    found = _DIGITS.search(bare) or _CHINESE.search(bare)
    return found.group() if found else None
