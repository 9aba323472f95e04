"""An open question answered in words. A message that reads as a log of its own is never an answer."""

import re
from datetime import timedelta

from bot import additions, answering, asking, duplicates, permission
from bot.handlers.listing import find_kind
from bot.messages import Reply
from bot.turn import Turn
from bot.understanding.dates import read_date
from bot.understanding.meaning import Intent, Meaning
from bot.understanding.normalise import normalise
from bot.understanding.numbers import find_counts
from storage.errors import InvalidValueError, NotFoundError
from storage.records import Change, Entry, EntryState, Figure, Question

_STALE = timedelta(days=2)
_ABOUT = re.compile(
    r"^(?:不是|不对|错了)?[，,。 ]*(?:应该|应当|就|其实|实际)?(?:是|为|在|改成|改为)?\s*"
    r"|(?:的|吧|哈|啊|呀|了|[。！!，,？?~ ])+$"
)
_YES = re.compile(
    r"(?:是的?|对的?|没错|嗯+|好的?|确认|正确|就这样|可以|行|同一[件个场次]|重复了?|含|包含|在里面)"
)
_NO = re.compile(r"(?:不是|不对|没有|不含|不包含|都算|两[件个场次]|不重复|另外的?|单独的?|新的)")
_LONGEST_PLACE = 24


def answer_in_words(turn: Turn, meaning: Meaning) -> tuple[Reply, ...] | None:
    """The replies where the message answers what is open in this chat; None where it does not."""
    question = asking.open_question(turn)
    if question is None or turn.incoming.at - question.asked_at > _STALE:
        return None
    try:
        entry = turn.entry(question.number)
    except NotFoundError:
        return None
    if question.part == asking.WHICH:
        return _which(turn, question)
    if entry.state is EntryState.WITHDRAWN or not permission.may_amend(turn.member, entry):
        return None
    if question.part == asking.ADD:
        return additions.add(turn, question, entry, meaning)
    try:
        return _answer(turn, question, entry, meaning)
    except InvalidValueError:
        return None


def _answer(turn: Turn, question: Question, entry: Entry, meaning: Meaning) -> tuple[Reply, ...] | None:
    text = _bare(turn.incoming.text)
    if question.part in (duplicates.DUPLICATE, duplicates.TOTAL):
        option = _of_yes_or_no(text, question)
        return answering.choose(turn, question, entry, option) if option else None
    if _YES.fullmatch(text) and asking.is_doubt(entry, question.part, question.measure):
        return answering.keep(turn, question, entry)
    change = read_answer(turn, question, entry, meaning)
    return answering.apply(turn, question, entry, change) if change else None


def _of_yes_or_no(text: str, question: Question) -> str | None:
    if _YES.fullmatch(text):
        return question.options[0]
    if _NO.fullmatch(text):
        return question.options[-1]
    return next((option for option in question.options if text == _bare(option)), None)


def _bare(text: str) -> str:
    """The answer without the words around it: 应该是6月12号吧 → 6月12号."""
    text = text.strip()
    while True:
        shorter = _ABOUT.sub("", text, count=1)
        if shorter == text or not shorter:
            return text
        text = shorter


def read_answer(turn: Turn, question: Question, entry: Entry, meaning: Meaning) -> Change | None:
    """What an isolated answer sets; None where the text says more than that."""
    text = _bare(turn.incoming.text)
    if question.part == "date":
        span = read_date(text, turn.local(entry.sent_at))
        return (
            Change(on=span.on, until=span.until)
            if span and len(text) - (span.end - span.start) <= 1
            else None
        )
    if question.part == "figure" and question.measure:
        return _figure(text, question.measure)
    if question.part == "kind":
        return _kind(text, meaning)
    if question.part == "place":
        return Change(place=text) if _is_place(text, meaning) else None
    return None


def _figure(text: str, measure: str) -> Change | None:
    plain = normalise(text).text
    counts = find_counts(plain + ("个" if plain.isdigit() or len(plain) == 1 else ""))
    if len(counts) != 1 or len(plain) - (counts[0].end - counts[0].start) > 1:
        return None
    return Change(figures=(Figure(measure, counts[0].value, counts[0].hedge, words=text),))


def _kind(text: str, meaning: Meaning) -> Change | None:
    if kind := find_kind(text):
        return Change(kind=kind)
    read = meaning.entries
    if len(text) <= 12 and len(read) == 1 and all(figure.implied for figure in read[0].figures):
        return Change(kind=read[0].kind) if read[0].kind != "其他" else None
    return None


def _is_place(text: str, meaning: Meaning) -> bool:
    """Short, without a count, and nothing that was told, asked or corrected."""
    if not 2 <= len(text) <= _LONGEST_PLACE or re.search(r"[，,。；;？?\n]", text):
        return False
    told = any(not figure.implied for entry in meaning.entries for figure in entry.figures)
    return not told and meaning.intent not in (Intent.QUERY, Intent.AMEND, Intent.PLAN)


def _which(turn: Turn, question: Question) -> tuple[Reply, ...] | None:
    """The number of one of the entries that were offered."""
    from bot.handlers.amend import chosen

    found = re.fullmatch(r"(?:\d{4}-)?(\d+)(?:号|条)?", _bare(turn.incoming.text))
    if found is None:
        return None
    fitting = [option for option in question.options[1:] if option.endswith(f"-{found[1]}")]
    return chosen(turn, question, fitting[0]) if len(fitting) == 1 else None
