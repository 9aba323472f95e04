"""The house words of a report: whether disputes are 起 or 件, activities 场 or 次, people 人 or 名."""

import re
from collections import Counter
from collections.abc import Iterable

_NUMBER = r"\d[\d.]*[万千百]?(?:余|多)?"
_CASES, _TIMES, _PEOPLE = "起|件|宗", "场次|场|次|期", "人次|人|名"
# A kind and how its count is said: words before the number, or behind its unit.
_SAID = (
    ("人民调解", rf"(?:调解|调处|化解)[^，。；]{{0,12}}?{_NUMBER}(?P<unit>{_CASES})"),
    ("人民调解", rf"{_NUMBER}(?P<unit>{_CASES})(?:矛盾)?纠纷"),
    ("普法活动", rf"(?:普法|宣传)[^，。；讲座]{{0,12}}?活动[^，。；]{{0,6}}?{_NUMBER}(?P<unit>{_TIMES})"),
    ("普法活动", rf"{_NUMBER}(?P<unit>{_TIMES})(?:法治|普法|主题)*宣传活动"),
    ("法治讲座", rf"(?:讲座|宣讲|法治课|大讲堂)[^，。；]{{0,6}}?{_NUMBER}(?P<unit>{_TIMES})"),
    ("法治培训", rf"培训[^，。；]{{0,6}}?{_NUMBER}(?P<unit>{_TIMES})"),
    ("法治培训", rf"{_NUMBER}(?P<unit>{_TIMES})[^，。；]{{0,8}}培训"),
    (
        "班子学法",
        rf"(?:学法|专题学习|中心组[^，。；]{{0,8}}学习)[^，。；]{{0,4}}?{_NUMBER}(?P<unit>{_TIMES})",
    ),
    (
        "专题会议",
        rf"(?:专题|研究|部署|领导小组)[^，。；]{{0,8}}会议[^，。；]{{0,4}}?{_NUMBER}(?P<unit>{_TIMES})",
    ),
    ("专项整治", rf"查处[^，。；]{{0,12}}?{_NUMBER}(?P<unit>{_CASES})"),
    ("行政处罚", rf"(?:处罚|行政案件|立案)[^，。；]{{0,8}}?{_NUMBER}(?P<unit>{_CASES})"),
    ("信访", rf"信访[^，。；]{{0,10}}?{_NUMBER}(?P<unit>{_CASES})"),
    ("法律顾问", rf"法律顾问{_NUMBER}(?P<unit>{_PEOPLE})"),
    ("法律明白人", rf"法律明白人[^，。；]{{0,8}}?{_NUMBER}(?P<unit>人|名)"),
    ("学法考试", r"(?P<unit>人|名)(?:干部)?(?:职工|同志)?[^，。；]{0,6}?参加[^，。；]{0,16}考试"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _SAID)


def house_words(texts: Iterable[str]) -> dict[str, str]:
    """The counted word of each kind that the report states, the most frequent one: {"人民调解": "起"}."""
    said: dict[str, Counter[str]] = {}
    for text in texts:
        for kind, pattern in _PATTERNS:
            for found in pattern.finditer(text.replace(" ", "")):
                said.setdefault(kind, Counter())[found["unit"]] += 1
    return {kind: counts.most_common(1)[0][0] for kind, counts in said.items()}
