"""Staff's own words, cut to what a report may quote: no chat, no 今天/昨天, no personal numbers or names.

A quotation is one or more pieces of the message as it was written. What is left out between two of them is
only a word of time, so that they read on from one to the next.
"""

import re

from drafting.privacy import masked
from drafting.private_names import unnamed
from drafting.report import EntrySpan, Span, TextSpan
from storage.records import Entry

_LONGEST = 44  # characters of a quotation
_MOST_CLAUSES = 2  # what follows is mostly talk
_LONGEST_NOTE = 120

_CLAUSE = re.compile(r"[，,。！!？?；;\n…~～]+|[\U0001F000-\U0001FAFF☀-➿⭐]+")
_PART_OF_DAY = "(?:一早|早上|上午|中午|下午|傍晚|晚上|夜里)"
_DAY = "(?:大前天|前几天|[今昨前][天日晚朝早夜儿晌]|夜来|刚才|刚刚|刚|方才)"
_WEEK = "(?:上{0,2}个?|本|这)?(?:周|星期|礼拜)[一二三四五六日天末]"
_PERIOD = "(?:上{1,2}个?|本|这个?)(?:周|星期|礼拜|月|季度)"
_NUMBERED = r"(?<![\d月至到—-])\d{1,2}[日号](?!楼|院|路|线|文|令)(?![至到—-])"
_ONE = f"(?:{_DAY}|{_WEEK}|{_PERIOD}|{_NUMBERED}){_PART_OF_DAY}?"
# A day of a month (6月9日) stays: it reads the same next year.
_TIME = re.compile(rf"(?:{_ONE}(?:[和跟、至到]{_ONE})*|{_PART_OF_DAY})的?")
_LEAD = re.compile(
    r"^(?:(?:领导|各位|大家|报告|汇报一下|汇报|喜报|好消息|恭喜|补报|补一条|更正|报备一下|备案一下)[：:，,]"
    r"|另外|然后|还有|今年|今(?=召|组|举|开|到|在|去|印)|我说一下|说一下)+"
)
_LABEL = re.compile(
    r"^\s*(?:(?:存在的?)?(?:问题|不足|短板|困难)|(?:明年|下一步|来年)(?:工作)?(?:计划|打算|安排)?)[：:]"
)
_TALK = re.compile(
    r"^(?:大家.*|辛苦.*|谢谢.*|收到.*|报备.*|备案一下|补报.*|补登.*|请.*(?:查收|知悉|阅)[：:]?|照片.*|喜报|好消息"
    r"|恭喜|.*(?:下周|下个月|明天|打算|还没).*)$"
)
_PARTICLES = re.compile(r"(?:了|啦|哦|呢|哈|哟|呀|吧|的)+$")
_WORD = re.compile(r"\w")


def event(entry: Entry) -> tuple[Span, ...]:
    """What an entry's message says of its event; empty where nothing is worth quoting."""
    told: list[list[str]] = []
    length = 0
    for clause in clauses(entry.words or entry.text):
        pieces = _without_time(clause)
        length += sum(map(len, pieces))
        if len(told) == _MOST_CLAUSES or (told and length > _LONGEST):
            break
        told += [pieces] if pieces else []
    if told:
        told[-1][-1] = _PARTICLES.sub("", told[-1][-1])[:_LONGEST]
    spans: list[Span] = []
    for pieces in told:
        spans += [TextSpan("，")] if spans else []
        spans += [EntrySpan(piece, (entry.number,)) for piece in pieces if piece]
    return tuple(spans)


def note(entry: Entry) -> tuple[Span, ...]:
    """The words of a 问题 or 计划 note, without their label and closing mark."""
    text = _LABEL.sub("", unnamed(masked(entry.words or entry.text)))
    text = re.sub(r"\s+", "", text)[:_LONGEST_NOTE].rstrip("。；;.!！，,")
    return (EntrySpan(text, (entry.number,)),) if _WORD.search(text) else ()


def clauses(text: str) -> list[str]:
    """The clauses of a message that say something, without greetings, personal numbers and names."""
    found = []
    for clause in _CLAUSE.split(_LEAD.sub("", unnamed(masked(text)).strip())):
        clause = _LEAD.sub("", clause.strip())
        if len(clause) > 1 and not _TALK.match(clause):
            found.append(clause)
    return found


def _without_time(clause: str) -> list[str]:
    """The clause in the pieces that are left when words of time are taken out."""
    pieces = [piece.strip() for piece in _TIME.split(clause)]
    return [piece for piece in pieces if _WORD.search(piece)]
