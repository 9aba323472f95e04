"""Which of the five intents a message has: something logged, planned, asked, amended, or only said.

Every clause is read for its evidence (done, to come, cancelled); the message is what they add up to.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.understanding import cues, prospects, talk
from bot.understanding.amend_words import sign_of_amendment
from bot.understanding.meaning import Intent
from bot.understanding.patterns import Pattern
from bot.understanding.question_words import (
    asks_of_which,
    asks_outright,
    finds_out,
    looks_round,
    obliges,
    only_hands_over,
    requests,
    sign_of_question,
)
from bot.understanding.scene import Scene
from bot.understanding.tenses import NOT_YET, Clause, Reader, Tense, split

_CLOSES = Pattern(  # the courtesy that ends a report
    r"[，。！ ](?:谢谢(?:大家|领导|各位|[了啦])?|附照片\d*张?|"
    r"(?:附|现场|有)?照片(?:\d+张)?[^，。\d]{0,6}(?:发|传|附)[^，。]{0,4})[。！～]?$"
)
_SAID_OVER = Pattern(rf"{cues.PAST.pattern}|下一?[场次期回批]|今天|[已了]")
# A day that is over, and no more: "昨天下午", "是上周五的事".
_LONE_DAY = Pattern(
    r"\s*[是在就于]{0,2}(?:昨|前天|大前|上个?[周月星礼]|[本这]?[周]|[本这]?(?:星期|礼拜)|今[天早日]|\d)"
    r"[\d一二三四五六日天晚早晨儿个月号日年周星期礼拜]{0,9}(?:[上下中]午|早上|晚上|一早|"
    r"夜里)?的?(?:事情?)?\s*"
)
_TITLE = Pattern("《[^》\\n]{1,40}》")


def intent_of(page: Scene) -> tuple[Intent, str, bool]:
    """The intent of a message; its date spans are read for the past.

    Also why (the words that showed it, or a short reason), and whether it is sure: where not, it is a guess.
    """
    plain = page.text
    learned = tuple(words for words, _ in page.town.learned)
    if note := cues.NOTE.match(plain):
        return Intent.LOG, note.group().strip(), True
    bare = talk.without_courtesy(plain)
    reason = sign_of_amendment(bare)
    if talk.speaks_to(plain) and (reason or sign_of_question(plain)):
        return Intent.CHAT, "说的是别人报的", True
    reader = Reader(page, learned)
    if reason and reader.days.moves_ahead():
        return Intent.PLAN, reason, True
    if reason:
        return Intent.AMEND, reason, True
    clauses = _lent([reader.read(start, end) for start, end in split(plain)])
    if visit := _to_find_out(plain, clauses):
        return Intent.PLAN, visit.text.strip(), True
    if (reason := sign_of_question(_TITLE.sub(_blotted, bare))) and not _tells_besides(bare, clauses, reason):
        return Intent.QUERY, reason, True
    intent, reason, sure = _told(plain, clauses, any(word in plain for word in learned))
    if intent is not Intent.CHAT:
        return intent, reason, sure
    over = _over(plain, clauses)
    if over and over.tense is Tense.DONE and talk.may_tell(plain):
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
    told = (Tense.DONE,) if cues.PRIVATE.search(text) else (Tense.DONE, Tense.TALK)
    for clause in clauses:
        day = cues.PAST.search(clause.text)
        if clause.tense in told and day and "刚" not in day.group() and re.search("了|完", clause.text):
            return clause
    return None


def _blotted(title: re.Match[str]) -> str:
    """A title without its words: what it says is neither asked nor wished."""
    return "□" * len(title.group())


def _tells_besides(text: str, clauses: Sequence[Clause], reason: str) -> bool:
    """Whether a message with the sign of a question tells what was done, or announces what will be."""
    if asks_of_which(text):
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


def _told(text: str, clauses: Sequence[Clause], learned: bool = False) -> tuple[Intent, str, bool]:
    """LOG, PLAN or CHAT by the clauses; a future frame lasts until a clause says that something was done."""
    if prospects.STILL_COUNTED.search(text) and not any(clause.figure for clause in clauses):
        return Intent.CHAT, "数还没有出来", True
    if talk.begs(text) and not any(_tells(clause) for clause in clauses):
        return Intent.CHAT, "要的是文件", True
    if talk.loses(text) and not any(clause.claims >= 3 for clause in clauses):
        return Intent.CHAT, "说的是落下的东西", True
    thought = talk.opines(text) and not any(clause.figure for clause in clauses)
    heard = talk.hears(text) and not cues.SETTLED.search(text)
    far = heard and talk.tells_of_elsewhere(text)
    if (thought or heard) and not any(_beside_talk(clause, far) for clause in clauses):
        return Intent.CHAT, "说的是感想，或者别处的事", not any(clause.figure for clause in clauses)
    ahead, done, undecided = _frames(clauses, _headed(text))
    settled = cues.SETTLED.search(text) is not None
    coming = [clause for clause in ahead if clause.tense is Tense.AHEAD]
    meets = bool(coming) and cues.PARTIES.search(text) is not None
    dated = any(clause.dated for clause in clauses)
    meets = meets or (dated and bool(coming) and any(clause.did for clause in ahead))
    about_work = settled or meets or learned or cues.works(text)
    cancelled = [clause for clause in clauses if clause.tense is Tense.CANCELLED]
    figures = [clause for clause in clauses if clause.figure]
    said = talk.without_courtesy(text) if about_work else text
    said = _CLOSES.sub("", said) if figures and about_work else said
    private = cues.PRIVATE.search(text) or cues.GREETING.search(said)
    counted = len(figures) > 1 or any(clause.claims > 2 or dated for clause in figures)
    beside = private or talk.excuses(text) or cues.REPORTING.search(said) or cues.ADVICE.search(text)
    aside = bool(beside) and not counted and not settled
    happened = _happened(text, (*done, *undecided)) or settled
    strong = max(done, key=lambda clause: (clause.claims, clause.dated), default=None)
    claim = max(undecided, key=lambda clause: clause.claims, default=None)
    if strong and happened and about_work and _enough(done, aside, bool(cancelled or ahead), dated):
        return Intent.LOG, strong.text.strip(), True
    if cancelled and not any(clause.tense is Tense.AHEAD and clause.dated for clause in ahead):
        return Intent.CHAT, cancelled[0].text.strip(), True
    counts = any(clause.claims >= 3 and clause.figure for clause in (*done, *undecided))
    besides = counts or any(clause.did and not talk.announces(clause.text) for clause in ahead)
    if talk.excuses(text) or (talk.announces(text) and not besides):
        return Intent.CHAT, "没有要记的事", True
    if claim and about_work and claim.claims >= 2 and ahead and not _when(ahead):
        goes_on = all(prospects.CONTINUES.search(clause.text) for clause in ahead)
        if goes_on or claim.figure:
            return Intent.LOG, claim.text.strip(), goes_on
    if ahead and about_work and all(not clause.dated and cues.ADVICE.search(clause.text) for clause in ahead):
        return Intent.CHAT, ahead[0].text.strip(), True
    if ahead and about_work:
        waiting = [clause for clause in clauses if NOT_YET.search(clause.text)]
        talks = any(clause.tense is Tense.TALK and clause not in waiting for clause in clauses)
        coming = [clause for clause in ahead if clause.tense in (Tense.AHEAD, Tense.SOON)]
        moved = cancelled if prospects.MOVED.search(text) else ()
        named = (*ahead, *undecided, *done, *moved, *waiting)
        claims = max(clause.claims for clause in (coming if talks else named))
        least = 3 if cues.LEAVE.search(text) else 2 if private else 1
        if claims < least and not (meets and least < 3):
            return Intent.CHAT, ahead[0].text.strip(), not any(clause.dated for clause in coming)
        sure = any(clause.tense is Tense.AHEAD for clause in ahead) or _headed(text)
        return Intent.PLAN, ahead[0].text.strip(), sure
    if about_work and happened and claim and claim.claims >= (3 if aside else 1):
        return Intent.LOG, claim.text.strip(), claim.claims >= 2 or claim.dated
    told = strong is not None and strong.claims >= 2
    if told and not aside and any(clause.figure for clause in done):
        return Intent.LOG, strong.text.strip() if strong else "", False
    deed = next((one for one in done if one.did and one.marked), None)
    if deed and dated and not aside:
        return Intent.LOG, deed.text.strip(), False
    if settled and not aside:
        return Intent.LOG, "两边说好了", False
    return Intent.CHAT, "没有要记的事", not told


def _beside_talk(clause: Clause, far: bool) -> bool:
    """Whether a clause says more than what somebody thinks of the work, or heard; `far`: of another town."""
    talks = talk.opines(clause.text) or talk.hears(clause.text) or (far and not talk.tells_of_us(clause.text))
    return (clause.tense is Tense.AHEAD and clause.claims > 0) or (clause.claims >= 2 and not talks)


def _happened(text: str, clauses: Sequence[Clause]) -> bool:
    """Whether clauses hold a count or a deed, or the message denies that there was any."""
    return any(clause.figure or clause.did for clause in clauses) or cues.DENIED.search(text) is not None


def _tells(clause: Clause) -> bool:
    """Whether a clause beside a plea for a file says something of its own: a count, or what is to come."""
    ahead = clause.tense in (Tense.AHEAD, Tense.SOON) and (clause.dated or clause.claims > 1)
    done = (
        clause.tense is Tense.DONE and clause.dated and clause.claims > 1 and not asks_outright(clause.text)
    )
    return (clause.figure or ahead or done) and not talk.begs(clause.text)


def _enough(done: Sequence[Clause], aside: bool, other: bool, dated: bool) -> bool:
    """Whether clauses of something done make a record, beside a greeting or an order, or a plan.

    `dated`: the message names a day, in whichever clause.
    """
    claims = max(clause.claims for clause in done)
    if aside:
        plain = [
            clause for clause in done if clause.claims == claims and not cues.PRIVATE.search(clause.text)
        ]
        return claims >= 3 or (claims == 2 and ((dated and bool(plain)) or any(one.dated for one in done)))
    return claims >= (2 if other else 1)


def _frames(clauses: Sequence[Clause], headed: bool) -> tuple[list[Clause], list[Clause], list[Clause]]:
    """The clauses of what is to come, of what was done, and the undecided ones before any plan.

    `headed`: a heading says that a plan follows, so that its days are to come.
    """
    ahead: list[Clause] = []
    done: list[Clause] = []
    undecided: list[Clause] = []
    counted = sum(clause.figure for clause in clauses) > 1  # "周五讲座1场，听众52人" is over
    marked = counted or any(clause.marked and not prospects.READIED.search(clause.text) for clause in clauses)
    frame = ahead if headed else undecided
    for clause in clauses:
        if clause.tense is Tense.AHEAD or (clause.tense is Tense.SOON and not marked):
            frame = ahead
        elif clause.tense in (Tense.DONE, Tense.SOON):
            if not clause.claims:
                continue
            firm = cues.FIRM.search(clause.text) and not prospects.READIED.search(clause.text)
            goes_on = frame is ahead and (headed or not clause.dated) and not firm
            frame = ahead if goes_on else done  # "下周述法，村书记11人到场"
        elif clause.tense in (Tense.CANCELLED, Tense.TALK):
            continue
        frame.append(clause)
    return ahead, done, undecided


def _headed(text: str) -> bool:
    """Whether a message says that what it names is to come: by its heading, or as its place is still open."""
    if prospects.HEADED.match(text):
        return True
    return prospects.TO_BE_TOLD.search(text) is not None and not _SAID_OVER.search(text)


def _to_find_out(text: str, clauses: Sequence[Clause]) -> Clause | None:
    """The coming visit of a message that ends with what it is to find out."""
    if not finds_out(text):
        return None
    for one in clauses[:-1]:
        bare = one.dated and not (one.marked or cues.TODAY.search(one.text) or cues.PAST.search(one.text))
        if bare or one.tense in (Tense.AHEAD, Tense.SOON):
            return one
    return None


def _when(ahead: Sequence[Clause]) -> bool:
    """Whether the clauses of what is to come only say when and where the rest will be."""
    return any(prospects.WHEN.search(clause.text) for clause in ahead)
