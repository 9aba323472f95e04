"""What each count of a correction is: the new value, the wrong one, an increment, or told in passing."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.amend_words import ERROR, MISCOUNT, REPORT, SET
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from bot.understanding.segments import Clause

REACH = 60  # characters before a count that may name it
HINTS = r"(?<![那这])[人份件条场户次处家起期篇个钱]数|人次|场次|金额|数量|数字|数据|数目"

_ABOUT = r"(?:了|的|约|近|大约|大概|差不多|一共|总共|共|只有|有|到了?|来了?|发了?|:|：|\s)*"
# The count behind these is the wrong one.
_OLD = Pattern(
    rf"(?:不是|并非|不止|(?:{REPORT}|[错误当看说])[成为]|(?:原[来先]?|之前|前面|刚才|上次)的?{REPORT}?的?[是成]?|"
    rf"由|从|把|将){_ABOUT}$"
)
# The count before these is the wrong one: "12是我填错的".
_WAS_WRONG = Pattern(
    r"[^，。；\n\d]{0,3}(?:是[^，。；\n\d]{0,3}错|[填写报记打输录]错|"
    r"[填写报记算数说]得?[多少重]了?(?=[，。！ ]|$)|也?不对|有误|是(?:[旧老原估预]|上[回次]|报名|计划)|"
    r"[，, ]?(?:应[该当]?|该)[是为][约近]?[\d一二三四五六七八九十百千万])"
)
# The count behind these only tells what was wrong, unless nothing else is set.
_LESS = Pattern(r"(?:多(?:统计|[报记写算填登录计说])|重(?:报|记|复)|多)了?[^，。；\n\d]{0,6}$")
_MORE = Pattern(
    r"(?:漏(?:统计|[报记写算填登录计])?|少(?:统计|[报记写算填登录计说])|忘了?加|加上|补上|补充|另有|"
    r"还[发有来做办])了?[^，。；\n]{0,10}$"
)
_PLUS = Pattern(r"(?:[加添]了?|[加添补]上?|增加|还有|另有)$")
# 里有1件是重复的，扣掉
_TAKEN_OFF = Pattern(r"[^，。；\n\d]{0,3}(?:是?[算是]?重复的?[，,]?[^，。；\n\d]{0,3}[扣减去]|[扣减去]掉)")
_MINUS = Pattern(r"(?:[减扣][去掉除少]?|去掉|划掉)了?$")
_VALID = Pattern("[^，。\\d]{0,3}(?:为准|才[对是准])|[^，。\\d]{0,2}[，,]而?不是\\d")  # 以106为准
_SET = Pattern(
    rf"(?:{SET}|应|其实|按|是|为|成|共|实际|只有|[来到发]了|[:：]|^[就应该要得]?[填写记报算]|应该[填写记报算]){_ABOUT}$"
)
# The count before these is the wrong one: "40改成60", "那个200份是400份", "填了500，其实只有50".
_REPLACED = Pattern(r"[^，。\n\d]{0,2}(?:改[成为]?|应?该?是|→|->)\s*[\d一二两三四五六七八九十百千万]")
_TURNED = Pattern(
    r"[人份件条场户次处家起篇个名元块位]?次?(?:改[成为到]?|→|->)\s*[\d一二两三四五六七八九十百千万]"
)
_RATHER = Pattern(r"[^，。\n\d]{0,3}[，, ]?(?:其实|实际|应该?|[^，。\n\d]{0,4}(?:只有|实[到发]))")
_WAS_SAID = Pattern(r"(?:[填写报记登录][的了]|(?:[前上]面|刚才|之前)[说讲])[^，。\n\d]{0,4}$")
_NOW = Pattern("[就只才]?有?|一共|总共")
_ERRS = Pattern(rf"{ERROR}|{MISCOUNT}|没那么[多少]|没报全|不止")
_NAMES = Pattern(HINTS)
_CONTEXT = Pattern(r"(?:有|另外|其余|跨|(?<![夜村家镇])里|其中|差)[^，。；\n]{0,4}$")
# What stands right before a count tells its role; the first that fits.
_LEADS = ((_SET, "new"), (_PLUS, "more"), (_MINUS, "less"), (_LESS, "less"), (_MORE, "more"))


@dataclass(frozen=True, slots=True)
class Said:
    """A count with its part in the correction."""

    count: Count
    role: str  # new, old, more, less, context
    left: int
    right: int


def roles(scene: Scene, taken: Sequence[tuple[int, int]]) -> list[Said]:
    """Every count of a correction with its role. `taken`: spans of numbers that are no counts."""
    said = []
    held = {index for start, end in taken for index in range(start, end)}
    counts = scene.counts.things
    for index, count in enumerate(counts):
        if not held.isdisjoint(range(count.numeral, count.end)):
            continue
        clause = _clause_at(scene, count.numeral)
        before = counts[index - 1].end if index else 0
        after = counts[index + 1].start if index + 1 < len(counts) else len(scene.text)
        left = max(clause.start, before if before <= count.numeral else 0)
        lead = scene.text[max(clause.start, before, count.start - REACH) : count.start]
        said.append(Said(count, _role(scene, count, lead), left, min(clause.end, after)))
    return said


def _clause_at(scene: Scene, position: int) -> Clause:
    """The clause that holds a position, or the last one that starts before it."""
    return scene.clauses[clause_index(scene, position)]


def clause_index(scene: Scene, position: int) -> int:
    return max(bisect_right(scene.clauses, position, key=lambda clause: clause.start) - 1, 0)


def _role(scene: Scene, count: Count, lead: str) -> str:
    if _REPLACED.match(scene.text, count.end) and (not lead.strip() or re.search("那个?$", lead)):
        return "old"
    if _TURNED.match(scene.text, count.end) and not re.search("改[成为到]?$", lead):
        return "old"
    if _WAS_SAID.search(lead) and _RATHER.match(scene.text, count.end):
        return "old"
    if _WAS_WRONG.match(scene.text, count.end):
        return "old"
    if _VALID.match(scene.text, count.end):
        return "new"
    if _OLD.search(lead):
        moved = re.search(r"[把将由从]", lead) and not re.search(SET, scene.text[count.end :])
        return "new" if moved else "old"
    if _TAKEN_OFF.match(scene.text, count.end):
        return "less"
    if told := next((role for pattern, role in _LEADS if pattern.search(lead)), None):
        return told
    if _NOW.fullmatch(lead) and _ERRS.search(scene.text, max(0, count.start - 12), count.start):
        return "new"  # 报少了，有12件
    if _CONTEXT.search(lead):
        return "context"
    named = scene.nouns.within(count.start - len(lead), count.end) or _NAMES.search(lead)
    return "new" if not lead.strip(" 、") or named else "context"
