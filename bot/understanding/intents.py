"""Which of the five intents a message has: something logged, planned, asked, amended, or only said.

Every clause is read for its evidence (done, to come, cancelled); the message is what they add up to.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.understanding import cues, inquiry, talk
from bot.understanding.amend_signs import sign_of_amendment, sign_of_apology, takes_back
from bot.understanding.evidence import Evidence
from bot.understanding.meaning import Intent
from bot.understanding.patterns import Pattern
from bot.understanding.question_words import sign_of_question
from bot.understanding.scene import Scene
from bot.understanding.signs import Tense
from bot.understanding.tenses import Clause, Reader, split
from bot.understanding.verdicts import verdict

# A day that is over, and no more: "昨天下午", "是上周五的事".
_LONE_DAY = Pattern(
    r"\s*[是在就于]{0,2}(?:昨|前天|大前|上个?[周月星礼]|[本这]?[周]|[本这]?(?:星期|礼拜)|今[天早日]|\d)"
    r"[\d一二三四五六日天晚早晨儿个月号日年周星期礼拜]{0,9}(?:[上下中]午|早上|晚上|一早|"
    r"夜里)?的?(?:事情?)?\s*"
)


# What a village or an office was given: "新打的机井今天通水了", "两组档案柜已摆到位"; not what was mended.
_GIVEN = Pattern(
    "(?<!服)(?<!安)装[好完]|通[水车气电]了|启用|投用|[摆安]?[放装到]到位|换(?:上|成)?了?新|路灯[^，。]{0,4}亮了|摆[好到]|重新开张"
)


def intent_of(page: Scene) -> tuple[Intent, str, bool]:
    """The intent of a message; its date spans are read for the past.

    Also why (the words that showed it, or a short reason), and whether it is sure: where not, it is a guess.
    """
    plain = page.text
    learned = tuple(words for words, _ in page.town.learned)
    if note := cues.NOTE.match(plain):
        return Intent.LOG, note.group().strip(), True
    bare = talk.without_courtesy(plain)
    reason = sign_of_amendment(bare) or sign_of_apology(plain)
    if talk.speaks_to(plain) and (reason or sign_of_question(plain)):
        return Intent.CHAT, "说的是别人报的", True
    reader = Reader(page, learned)
    if reason and reader.days.moves_ahead() and not takes_back(bare):
        return Intent.PLAN, reason, True
    if reason:
        return Intent.AMEND, reason, True
    clauses = _lent([reader.read(start, end) for start, end in split(plain)])
    if visit := inquiry.visit(plain, clauses):
        return Intent.PLAN, visit.text.strip(), True
    if (reason := inquiry.sign(bare, clauses)) and not talk.wishes(plain):
        return Intent.QUERY, reason, True
    intent, reason, sure = verdict(Evidence(plain, clauses, any(word in plain for word in learned)))
    if intent is not Intent.CHAT:
        return intent, reason, sure
    over = _over(plain, clauses)
    if over and (over.tense is Tense.DONE or _GIVEN.search(over.text)) and talk.may_tell(plain):
        return Intent.LOG, over.text.strip(), False
    return intent, reason, sure and not (over or talk.may_tell(plain))


def _lent(clauses: list[Clause]) -> list[Clause]:
    """The clauses, with a day that stands alone ("昨天，我们…") lent to what follows, or else goes before."""
    lone = [
        index
        for index, one in enumerate(clauses)
        if one.tense is Tense.DONE and _LONE_DAY.fullmatch(one.text)
    ]
    for index in lone:
        beside = index + 1 if index + 1 < len(clauses) else index - 1
        other = clauses[max(beside, 0)]
        if other.tense is Tense.OPEN and other.did and not other.dated:
            clauses[beside] = replace(other, tense=Tense.DONE, dated=True)
    return clauses


def _over(text: str, clauses: Sequence[Clause]) -> Clause | None:
    """The clause that tells of a day that is over and of something done, in words that nobody listed."""
    if talk.speaks_to(text) or talk.hears(text) or talk.begs(text):
        return None
    private = cues.PRIVATE.search(text) is not None
    told = (Tense.DONE,) if private else (Tense.DONE, Tense.TALK)
    today = cues.TODAY.search(text) is not None and not private
    for clause in clauses:
        if today and clause.marked and _GIVEN.search(clause.text):
            return clause
        day = cues.PAST.search(clause.text)
        if clause.tense in told and day and "刚" not in day.group() and re.search("了|完", clause.text):
            return clause
    return None
