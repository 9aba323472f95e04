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
# What is held: something over, or a total; beside something announced all else is still to be settled.
_HELD = Pattern(
    r"[了过]|一共|总共|累计|合计|上[次回个月年周]|今年|本[年月季]|这个?月|去年|目前|截[至止]|到现在|来着"
)
_DELIBERATES = Pattern(
    r"合适|([一-鿿]{1,2})不\1|(?:什么|啥|哪些)(?:意见|建议|想法|想)|行不行|方不方便|"
    r"[好行](?:一?[些点])?[呢啊呀?？ ]*$|"
    r"[要想能会该得需给带派请选](?!数|账|报|交)[^，。]{0,6}(?:什么|"
    r"啥|几|多少|谁|哪)"
)
# A day that is offered.
_SUITS = Pattern("合适[吗不没]|合不合适|行不行|方不方便|方便[吗不]|有没有空|有空[吗没不]|来不来得及")
# "录进去没", "这样报行吗": asked about the report in front of it.
_TAG = Pattern(
    "^[^\\d，。]{0,6}(?:收|录|记|登|报|写|行|可以|格式|这样|照片|发|漏|详细|缺什么|补|字数|算|懂|重|齐|"
    "看得到)[^\\d，。]{0,6}$"
)


_SOME = Pattern("了?几[一-鿿]")  # "查了几家餐馆，出动11人次": some of them
_MARKED = Pattern("[?？]|[吗呢][，。 ]*$")


def sign(text: str, clauses: Sequence[Clause]) -> str:
    """The words by which a folded text asks the ledger, or ""; `clauses`: the text's own."""
    text = _TITLE.sub(_blotted, text)
    if _SUITS.search(text) and any(one.tense is Tense.AHEAD for one in clauses):
        return ""  # "想搞一场讲座，大家看周三合适吗"
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


def _asking(clauses: Sequence[Clause]) -> list[Clause]:
    return [one for one in clauses if sign_of_question(one.text) or asks_outright(one.text)]


def _of_what_comes(clauses: Sequence[Clause]) -> bool:
    """Whether all that is asked is about something announced: when, where, with what, who helps with it."""
    announced = [
        one for one in clauses if one.tense in (Tense.AHEAD, Tense.SOON) and (one.dated or _comes(one))
    ]
    asking = _asking(clauses)
    return bool(announced and asking) and not any(
        not _SUITS.search(one.text)
        and (of_reports(one.text) or (not _comes(one) if one in announced else _is_held(one.text)))
        for one in asking
    )


def _comes(clause: Clause) -> bool:
    """Whether a clause says that it is to come, not by a day alone that may lie on either side."""
    return prospects.FUTURE_TIME.search(clause.text) is not None


def _is_held(clause: str) -> bool:
    """Whether a clause asks for what the ledger may hold, not for what is still to be settled."""
    return bool(_HELD.search(clause)) or (cues.works(clause) and not _DELIBERATES.search(clause))


def _is_tag(clause: Clause) -> bool:
    """Whether a clause only asks whether the report beside it is right, or has come."""
    return bool(_TAG.search(clause.text)) and not (cues.works(clause.text) or asks_of_record(clause.text))


def _tells_besides(text: str, clauses: Sequence[Clause], reason: str) -> bool:
    """Whether a message with the sign of a question tells what was done, or announces what will be."""
    if asks_of_which(text) or asks_of_record(text):
        return False
    asking = _asking(clauses)
    if _SOME.match(reason) and len(asking) == 1 and not _MARKED.search(text):
        behind = clauses[clauses.index(asking[0]) + 1 :]
        if any(one.figure and one.claims >= 3 for one in behind):
            return True
    if (
        asking
        and all(map(_is_tag, asking))
        and any(
            one.figure and one.claims >= 2 and one.tense in (Tense.DONE, Tense.OPEN) and not obliges(one.text)
            for one in clauses
            if one not in asking
        )
    ):
        return True
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
