"""What is neither told, asked nor corrected: a short, kind word in private, silence in a group."""

import re
from datetime import timedelta

from bot import asking, permission, phrases
from bot.handlers.guide import guide
from bot.messages import Reply
from bot.periods import report_year
from bot.turn import Turn, say

_JUST_NOW = timedelta(hours=1)
_LONG = 1000  # characters
_SHORT = 14
_ANSWER = 8
_HELP = ("帮助", "怎么用", "怎么记", "怎么报", "怎么改", "怎么撤", "使用说明", "菜单", "help", "不会用")
_THANKS = ("谢谢", "多谢", "感谢", "辛苦")
_AGREED = ("收到", "好的", "好嘞", "好", "知道了", "嗯", "明白", "行", "OK", "ok")
_GREETINGS = ("你好", "您好", "在吗", "早上好", "上午好", "下午好", "晚上好")
_ASKS = re.compile("多少|几[个场次件条人份]|吗|？|\\?$")
_THERE = re.compile(r"(?:有人|你|您|机器人)?还?在(?:吗|不在?|么|线吗|没)[啊呀]?[?？。]*")
_WRITES = re.compile(
    r"(?:请|帮我?忙?|给我|麻烦|能)?(?:写|出|生成|起草|拟|做)(?:一?[份个篇下])?(?:今年|去年|年度|年终|法治|工作|的|20\d\d年?)*"
    r"(?:报告|总结)[吧吗。！!?？]*"
)
_LEAVE = re.compile(
    r"(?:我|本人)?[^，。？?]{0,8}?(?:请[^，。？?]{0,6}假|休[年产病婚]?假)[^，。？?]{0,8}[了吧。]*"
)
_REPORT = re.compile("草稿|初稿|年度报告|(?<![今去本前全])年报(?![了过的多几])")


def chat(turn: Turn) -> tuple[Reply, ...]:
    """The answer to small talk; it says how to log where nothing better can be said."""
    if not turn.incoming.private:
        return ()
    text = turn.incoming.text.strip()
    if len(text) > _LONG:
        return say(phrases.TOO_LONG_FOR_CHAT.format(length=len(text)))
    if len(text) <= _SHORT and _LEAVE.fullmatch(text):
        return say(phrases.LEAVE_HINT)
    if len(text) <= _ANSWER and _ASKS.search(text):
        return say(phrases.NOT_ANSWERED)
    if len(text) <= _ANSWER and _was_asked(turn):
        return say(phrases.NOT_AN_ANSWER)
    if len(text) > _SHORT:
        return say(phrases.NOTHING_TO_LOG)
    return known(turn) or _small_talk(turn, text)


def _was_asked(turn: Turn) -> bool:
    """Whether what is open here was asked on the latest card."""
    question, incoming = asking.open_question(turn), turn.incoming
    if question is None:
        return False
    since = incoming.at - _JUST_NOW
    shown = turn.work.outbox.latest_card(incoming.channel, incoming.chat, incoming.account, since)
    return question.number in shown


def known(turn: Turn) -> tuple[Reply, ...] | None:
    """The answer to how the bot is used, and where the report is; None for anything else."""
    text = turn.incoming.text
    if any(word in text for word in _HELP):
        return guide(turn)
    if turn.incoming.private and _THERE.fullmatch(text.strip()):
        return say(phrases.GREETING.format(name=turn.member.name))
    if _REPORT.search(text) or _WRITES.fullmatch(text.strip()):
        may = permission.may_draft(turn.member)
        return say(phrases.REPORT_HINT.format(year=report_year(turn.today)) if may else phrases.MAY_NOT_DRAFT)
    return None


def _small_talk(turn: Turn, text: str) -> tuple[Reply, ...]:
    if any(word in text for word in _GREETINGS):
        return say(phrases.GREETING.format(name=turn.member.name))
    if any(word in text for word in _THANKS):
        return say(phrases.WELCOME_BACK)
    if text.rstrip("。！!~👌👍 ").endswith(_AGREED):
        return say(phrases.AGREED)
    return say(phrases.NOTHING_TO_LOG)
