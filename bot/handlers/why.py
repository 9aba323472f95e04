"""/why 209: the entries that a figure was added up from."""

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
