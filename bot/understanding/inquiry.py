"""Whether a message asks the ledger: the sign of a question, held against what else its clauses say. Pure."""

import re
from collections.abc import Sequence

from bot.understanding import cues, prospects
from bot.understanding.patterns import Pattern
from bot.understanding.question_words import (
    asks_of_record,
    asks_of_which,
    asks_outright,
    obliges,
    of_reports,
    only_hands_over,
    requests,
    sign_of_question,
)
from bot.understanding.signs import Tense
from bot.understanding.tenses import Clause
from bot.understanding.unasked import finds_out, looks_round

_TITLE = Pattern("《[^》\\n]{1,40}》")
# "讲什么好", "需要几块展板", "谁有空": what is still to be settled, beside something announced.
_DELIBERATES = Pattern(
    r"合适|[好行](?:一?[些点])?[呢啊呀?？ ]*$|需要|[要想能会该得](?!数|账|报|交)[^，。]{0,6}(?:什么|啥|几|"
    r"多少|谁|哪)|"
    r"(?:谁|哪[个些位家])[^，。]{0,4}(?:有空|愿意|想|能|要|去|来|负责|带队|牵头|配合)|"
    r"(?:什么|啥|哪些)(?:想|意见|建议|要求|好)|想[听学问看]"
)


def sign(text: str, clauses: Sequence[Clause]) -> str:
    """The words by which a folded text asks the ledger, or ""; `clauses`: the text's own."""
    text = _TITLE.sub(_blotted, text)
    reason = sign_of_question(text)
    return "" if not reason or _of_what_comes(clauses) or _tells_besides(text, clauses, reason) else reason


def visit(text: str, clauses: Sequence[Clause]) -> Clause | None:
    """The coming visit of a message that ends with what it is to find out."""
    if not finds_out(text):
        return None
    for one in clauses[:-1]:
        bare = one.dated and not (one.marked or cues.TODAY.search(one.text) or cues.PAST.search(one.text))
        if bare or one.tense in (Tense.AHEAD, Tense.SOON):
            return one
    return None


def _blotted(title: re.Match[str]) -> str:
    """A title without its words: what it says is neither asked nor wished."""
    return "□" * len(title.group())


def _of_what_comes(clauses: Sequence[Clause]) -> bool:
    """Whether all that is asked is about something announced: when, where, who helps with it."""
    announced = [one for one in clauses if one.tense in (Tense.AHEAD, Tense.SOON) and one.dated]
    asking = [one for one in clauses if sign_of_question(one.text) or asks_outright(one.text)]
    return bool(announced and asking) and all(
        not of_reports(one.text) and (_DELIBERATES.search(one.text) or (one in announced and _comes(one)))
        for one in asking
    )


def _comes(clause: Clause) -> bool:
    """Whether a clause says that it is to come, not by a day alone that may lie on either side."""
    return prospects.FUTURE_TIME.search(clause.text) is not None


def _tells_besides(text: str, clauses: Sequence[Clause], reason: str) -> bool:
    """Whether a message with the sign of a question tells what was done, or announces what will be."""
    if asks_of_which(text) or asks_of_record(text):
        return False
    asked = requests(text)
    clauses = [clause for clause in clauses if not obliges(clause.text)]
    for clause in clauses:
        if clause.asked or (asked and (clause.text in reason or reason[:3] in clause.text)):
            continue
        told = clause.tense is Tense.DONE and clause.claims >= 2
        announced = clause.tense is Tense.AHEAD and (clause.dated or clause.claims > 3)
        announced = announced and (only_hands_over(reason) or looks_round(text))
        if (told or announced) and not sign_of_question(clause.text):
            return True
    counted = (
        clause.figure and clause.tense in (Tense.DONE, Tense.OPEN) and not asks_outright(clause.text)
        for clause in clauses
    )
    return not (asked or asks_outright(text) or only_hands_over(reason)) and any(counted)
