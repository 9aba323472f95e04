"""/why 209, or 209 in answer to the draft: the entries that a figure was added up from."""

import re
from decimal import Decimal, InvalidOperation

from bot import cards, formats, phrases, queries
from bot.handlers.listing import find_kind
from bot.messages import Reply
from bot.turn import Turn, say
from drafting.totals import Period, Total, Totals
from drafting.wording import word

_YEAR_WORD = re.compile(r"(20\d\d)年?")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(万)?(?:余|多)?\D{0,3}")
# What somebody writes under the draft: 209件怎么来的, 调解209件, 这个资料2万余份是哪几条.
_ASKED = re.compile(
    r"怎么(?:来|算|得)(?:出来)?的?|(?:是)?哪来的?|从哪里?来的?|(?:是)?哪(?:几|些)?条|为什么是?|为啥是?|的?来历|什么意思"
    r"|对吗|对不对|是不是|这个数?|那个数?|是多少|[，。,.？?！!：:呢吗]"
)
# The same without the draft: it has a number, and asks where it came from.
_ASKED_ALONE = re.compile(
    r"\d[^，。]{0,8}(?:怎么|咋)(?:来|算|得)|\d[^，。]{0,6}(?:哪里?来的|从哪里?来)|为(?:什么|啥)是\d"
)
_PIECES = re.compile(r"[约近共]?(\d+(?:\.\d+)?万?[余多]?[^\d\s]{0,3})|([^\d\s约近共]{2,})")
_YEAR_OF_DRAFT = re.compile(r"(20\d\d)年度法治政府建设情况报告（初稿）\.docx$")
_LONGEST_QUESTION = 24  # characters: what is longer tells of something
_MOST_ENTRIES = 20
_MOST_TOTALS = 4


def why(turn: Turn) -> tuple[Reply, ...]:
    """A number as printed (90余) or in full, or a measure's name; with a year, or this year's."""
    words = turn.argument.split()
    year = next((int(word) for word in words if len(words) > 1 and _YEAR_WORD.fullmatch(word)), None)
    rest = [one for one in words if not (year and _YEAR_WORD.fullmatch(one))]
    if not rest:
        return say(phrases.WHY_HELP)
    years = [year] if year else [turn.today.year, turn.today.year - 1]
    for one in years:
        totals = queries.totals_of(turn, Period.of_year(one))
        if found := _found(totals, rest):
            return say("\n".join(line for total in found[:_MOST_TOTALS] for line in _told(turn, total, one)))
    return say(phrases.WHY_NOTHING.format(what=" ".join(rest)[:20]))


def in_words(turn: Turn) -> tuple[Reply, ...] | None:
    """The answer to 209件怎么来的, said to nothing in particular; None for anything else."""
    text = turn.incoming.text.strip()
    if len(text) > _LONGEST_QUESTION or not _ASKED_ALONE.search(text):
        return None
    words = ["".join(piece) for piece in _PIECES.findall(_ASKED.sub(" ", text))]
    return why(turn.with_argument(" ".join(words))) if words else None


def about_draft(turn: Turn) -> tuple[Reply, ...] | None:
    """The answer to a figure that is named in answer to a draft; None where it is something else."""
    year = _answered_draft(turn)
    text = turn.incoming.text.strip()
    if year is None or len(text) > _LONGEST_QUESTION:
        return None
    words = ["".join(piece) for piece in _PIECES.findall(_ASKED.sub(" ", text))]
    totals = queries.totals_of(turn, Period.of_year(year))
    found = _found(totals, words) if words else []
    if found:
        return say("\n".join(line for total in found[:_MOST_TOTALS] for line in _told(turn, total, year)))
    return say(phrases.WHY_NOTHING.format(what=text)) if _ASKED.search(text) or _value(text) else None


def _answered_draft(turn: Turn) -> int | None:
    """The year of the draft that the message answers."""
    incoming = turn.incoming
    if incoming.reply_to is None:
        return None
    sent = turn.work.outbox.payload_of(incoming.channel, incoming.chat, incoming.reply_to)
    if sent is None or sent[0] != turn.town.id:
        return None
    found = _YEAR_OF_DRAFT.search(str(sent[1].get("filename") or ""))
    return int(found[1]) if found else None


def _found(totals: Totals, words: list[str]) -> list[Total]:
    """The totals that all the words mean."""
    found = list(totals)
    for one in words:
        kind = find_kind(one)
        number = _value(one)
        found = [
            total
            for total in found
            if one == total.measure
            or one in (total.kind, total.kind + total.measure)
            or kind == total.kind
            or (len(one) > 1 and number is None and one in total.kind)
            or (number is not None and (total.value == number or _printed(total) == number))
        ]
    return found


def _value(text: str) -> Decimal | None:
    found = _NUMBER.fullmatch(text)
    try:
        return Decimal(found[1]) * (10000 if found[2] else 1) if found else None
    except InvalidOperation:
        return None


def _printed(total: Total) -> Decimal | None:
    """The number that the report prints for it: 90 of 90余次."""
    found = re.search(r"(\d+(?:\.\d+)?)(万)?", word(total))
    return Decimal(found[1]) * (10000 if found[2] else 1) if found else None


def _told(turn: Turn, total: Total, year: int) -> list[str]:
    """The total, how it was made, and its entries."""
    what = f"{year}年{total.kind}，{formats.told(total.measure, queries.count_of(total))}"
    head = f"{what}，{total.rule.value}，{len(total.entries)}条："
    lines = [cards.line(one, turn.today) for one in total.entries[:_MOST_ENTRIES]]
    if len(total.entries) > _MOST_ENTRIES:
        lines.append(f"还有{len(total.entries) - _MOST_ENTRIES}条，发 /list {total.kind} 看。")
    return [head, *lines]
