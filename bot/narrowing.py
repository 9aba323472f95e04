"""What narrows a question down: a member by name; and what the ledger cannot pick out, which is said."""

import re
from dataclasses import replace

from bot import phrases
from bot.turn import Turn
from bot.understanding.meaning import Question

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜"
    "范石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_NAMED = re.compile(
    rf"(?:^|[，。,\s])(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
    r"(?=今年|去年|本[月周季年]|这个?[月周]|上个?[月周]|\d{1,2}月|[一二三四]季度|[报记登录填]了)"
)
_BEYOND = re.compile(
    r"(?:超过|不到|多于|少于|大于|小于)\d+[\u4e00-\u9fff]?|\d+[\u4e00-\u9fff]{0,2}(?:以上|以下)|平均|人均|"
    r"占比|"
    r"最[多少大高低]的[\u4e00-\u9fff]{0,4}?(?:是哪|那)[场次件条天起]|最[多少大]的一?[场次件起]|"
    r"哪[场次件起][^，。]{0,8}最[多少大]"
)


def narrowed(turn: Turn, question: Question, text: str) -> Question:
    """The question with the member whom it names, if one of the town's is named."""
    names = (member.name for member in turn.work.members.members(turn.town.id))
    named = [name for name in names if name in text]
    return replace(question, person=max(named, key=len)) if named else question


def unknown_person(turn: Turn, question: Question) -> str:
    """A reply where somebody is named who is no member; "" otherwise."""
    found = _NAMED.search(turn.incoming.text)
    if not found or question.person or question.unit:
        return ""
    return phrases.NO_SUCH_PERSON_ASKED.format(name=found["name"])


def beyond(text: str) -> str:
    """A line on the condition of a question that was not taken into account; "" where there is none."""
    found = _BEYOND.search(text)
    return phrases.BEYOND.format(words=found.group()) if found else ""
