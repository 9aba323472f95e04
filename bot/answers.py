"""An open question answered in words. A message that reads as a log of its own is never an answer."""

import re
from datetime import timedelta

from bot import additions, answering, asking, duplicates, permission, phrases
from bot.messages import Reply
from bot.options import INTENT, NOT_TO_LOG
from bot.turn import Turn, say
from bot.understanding.answers import pointed_at, read_answer
from bot.understanding.disputes import dispute_kind
from bot.understanding.meaning import Intent, Meaning
from storage.catalogue import bundled
from storage.errors import InvalidValueError, NotFoundError
from storage.records import Change, Entry, EntryState, Question

_STALE = timedelta(days=2)
_SAME = "(?:(?:同|一)一?[件个场次回起]|一回)事?"
_YES = re.compile(
    rf"(?:是的?|对的?|没错|嗯+|好的?|确认|正确|就这样|可以|行|(?:就?是)?{_SAME}|(?:是)?重复了?|"
    r"(?:都|是|已经)?(?:包?含|算)?在(?:里面|内|里头)的?了?|(?:都|是)?包?含的?了?)"
)
_NO = re.compile(
    rf"(?:不是(?:的|重复的?)?|不对|没有?|(?:不是|不属于|不算){_SAME}|没?不?包?含(?:在(?:里面|内|里头))?|"
    r"(?:不|没有?)(?:包?含|算)?在(?:里面|内|里头)|不用记?|不要记?|别记|都算|都要|分开(?:算|记|的)|"
    r"(?:是|这是)?(?:两|另外?一?|又一)[件个场次回起]事?|两码事|不一样的?|不重复|没重复|"
    r"(?:是)?(?:另外|单独|新)的?)的?"
)
_LAST_YEAR = re.compile(
    "(?:就?是|对，?是?)?去年的?(?:那天|没错)?"
)  # the day that is asked about is one of last year
# Who cannot say now leaves it as it is: 待确认, for /todo.
_UNKNOWN = (
    "(?:我也?|还|暂时|现在)?(?:不知道|不晓得|不清楚|不确定|说不[好准清]|忘了|记不[清得]|想不起来)了?|"
    "算了|不管[它了]?|随便|都行|无所谓"
)
_PUT_OFF = (
    "先(?:这样|放着|不管|空着|留着)|(?:以后|回头|等下|等会儿?|晚点|明天|过后)再(?:说|看|问|查|补|核实|确认)|"
    "我?先?去?(?:问|查|核实|核对)(?:一?下|问|查)(?:再说)?"
)
_LATER = re.compile(rf"(?:(?:{_UNKNOWN}|{_PUT_OFF})[，, ]*)+")
_LONGEST_PLACE = 24
# A place may name a kind of work (法治广场): its ending tells it from a report.
_PLACES = tuple("室村组屯寨厅堂馆院所站点厂店楼园场校学口路街区里家社部亭")


def answer_in_words(turn: Turn, meaning: Meaning) -> tuple[Reply, ...] | None:
    """The replies where the message answers what is open in this chat; None where it does not."""
    question = asking.open_question(turn)
    if question is None or meaning.intent in (Intent.QUERY, Intent.PLAN):
        return None
    if turn.incoming.at - question.asked_at > _STALE:
        return None
    try:
        return _to_question(turn, question, meaning)
    except (NotFoundError, InvalidValueError):
        return None


def _to_question(turn: Turn, question: Question, meaning: Meaning) -> tuple[Reply, ...] | None:
    entry = turn.entry(question.number)
    if question.part in (asking.WHICH, asking.WHICH_FIGURE):
        return _which(turn, question)
    if entry.state is EntryState.WITHDRAWN or not permission.may_amend(turn.member, entry):
        return None
    if question.part == asking.ADD:
        return additions.add(turn, question, entry, meaning)
    return _answer(turn, question, entry, meaning)


def _answer(turn: Turn, question: Question, entry: Entry, meaning: Meaning) -> tuple[Reply, ...] | None:
    text = turn.incoming.text.strip().rstrip("。！!~ 吧啊呢哦")
    if _LATER.fullmatch(text):
        asking.close_open(turn)
        return say(phrases.LEFT_OPEN.format(number=entry.number))
    if question.part in (duplicates.DUPLICATE, duplicates.TOTAL):
        option = _of_yes_or_no(text, question)
        return answering.choose(turn, question, entry, option) if option else None
    if text in question.options:
        return answering.choose(turn, question, entry, text)
    if question.part == "date" and question.options and _LAST_YEAR.fullmatch(text):
        return answering.choose(turn, question, entry, question.options[0])
    if question.part == INTENT:
        return answering.choose(turn, question, entry, NOT_TO_LOG) if _NO.fullmatch(text) else None
    change = _read(turn, question, entry, text)
    if change is None and question.part == "place" and _is_place(text, meaning):
        change = Change(place=text)
    return answering.apply(turn, question, entry, change) if change else None


def _read(turn: Turn, question: Question, entry: Entry, text: str) -> Change | None:
    """What the words set; None where they are no answer to the question."""
    if question.part == answering.UNIT:
        return answering.unit_change(turn, text)
    if question.part == answering.ATTRIBUTE and question.measure:
        told = dispute_kind(f"{text.removesuffix('纠纷')}纠纷") if len(text) <= _LONGEST_PLACE else None
        return Change(attributes={**entry.attributes, question.measure: told[0]}) if told else None
    return read_answer(
        turn.incoming.text,
        turn.local(entry.sent_at),
        question.part,
        question.measure,
        question.options,
        bundled().kind(entry.kind),
        turn.town_words(entry.unit),
    )


def _of_yes_or_no(text: str, question: Question) -> str | None:
    if _YES.fullmatch(text):
        return question.options[0]
    if _NO.fullmatch(text):
        return question.options[-1]
    return pointed_at(text, question.options)


def _is_place(text: str, meaning: Meaning) -> bool:
    """Short, without a count, and nothing that was told, asked or corrected."""
    if not 2 <= len(text) <= _LONGEST_PLACE or re.search(r"[，,。；;？?\n]", text):
        return False
    if meaning.intent is Intent.LOG:
        told = any(not figure.implied for entry in meaning.entries for figure in entry.figures)
        return not told and text.endswith(_PLACES)
    return meaning.intent is Intent.CHAT


def _which(turn: Turn, question: Question) -> tuple[Reply, ...] | None:
    """The number of one of the entries that were offered, or the name of one of the figures."""
    from bot.handlers.amend import chosen, chosen_figure

    text = turn.incoming.text.strip()
    if question.part == asking.WHICH_FIGURE:
        return chosen_figure(turn, question, text) if text in question.options[1:] else None
    found = re.fullmatch(r"(?:\d{4}-)?(\d+)(?:号|条)?", text)
    if found is None:
        return None
    fitting = [option for option in question.options[1:] if option.endswith(f"-{found[1]}")]
    return chosen(turn, question, fitting[0]) if len(fitting) == 1 else None
