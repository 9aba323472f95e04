"""LOG, PLAN or CHAT: what the clauses of a message add up to, by one table of rules, the first that holds."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.understanding import cues, prospects, supplies
from bot.understanding.evidence import Evidence
from bot.understanding.meaning import Intent
from bot.understanding.signs import NOT_YET, Tense
from bot.understanding.tenses import Clause


def _done(told: Evidence) -> Clause | None:
    """Something done, in clauses that make a record, beside a greeting or an order, or a plan."""
    strong = told.strongest
    if not strong or not told.happened or not told.about_work or not told.stands_out:
        return None
    claims = strong.claims
    if not told.aside:
        firm = strong.dated and strong.marked and all(one.claims <= claims for one in told.ahead)
        return strong if claims >= (2 if told.cancelled or (told.ahead and not firm) else 1) else None
    if claims >= 3:
        return strong
    best = [clause for clause in told.done if clause.claims == claims]
    plain = told.dated and any(not cues.PRIVATE.search(clause.text) for clause in best)
    return (
        strong
        if claims == 2 and not told.excused and (plain or any(one.dated for one in told.done))
        else None
    )


def _called_off(told: Evidence) -> Clause | None:
    other_day = any(clause.tense is Tense.AHEAD and clause.dated for clause in told.ahead)
    return told.cancelled[0] if told.cancelled and not other_day else None


def _goes_on(told: Evidence) -> Clause | None:
    """A count or a deed, of which what is to come only says that it goes on."""
    claim = told.claim if told.about_work and told.ahead else None
    if not claim or claim.claims < 2 or any(prospects.WHEN.search(one.text) for one in told.ahead):
        return None
    return claim if claim.figure or _only_goes_on(told) else None


def _only_goes_on(told: Evidence) -> bool:
    return all(prospects.CONTINUES.search(clause.text) for clause in told.ahead)


def _advises(told: Evidence) -> bool:
    """Whether what is to come is only an order or a wish to colleagues."""
    plain = all(not clause.dated and cues.ADVICE.search(clause.text) for clause in told.ahead)
    return bool(told.ahead) and told.about_work and plain


def _serves_a_plan(clause: Clause) -> bool:
    """Whether a clause that claims nothing readies, recalls or lays down what is to come."""
    signs = (prospects.READIED, prospects.REMAINS, prospects.RECALLED)
    return any(sign.search(clause.text) for sign in signs) or supplies.concern(clause.text)


def _too_little_to_come(told: Evidence) -> bool:
    """Whether what is to come is hardly any work."""
    if not told.ahead or not told.about_work:
        return False
    waiting = [clause for clause in told.clauses if NOT_YET.search(clause.text) or _serves_a_plan(clause)]
    talks = any(clause.tense is Tense.TALK and clause not in waiting for clause in told.clauses)
    coming = [clause for clause in told.ahead if clause.tense in (Tense.AHEAD, Tense.SOON)]
    gone = [one for one in told.cancelled if told.clauses.index(one) < told.clauses.index(told.ahead[-1])]
    named = (*told.ahead, *told.undecided, *told.done, *gone, *waiting)
    claims = max(clause.claims for clause in (coming if talks else named))
    if cues.LEAVE.search(told.text):
        return claims < 3
    return claims < (2 if told.private else 1) and not told.meets


def _to_come(told: Evidence) -> Clause | None:
    return told.first_ahead if told.about_work else None


def _undecided(told: Evidence) -> Clause | None:
    """Something told without a sign of its time."""
    least = 3 if told.aside else 1
    claim = told.claim if told.about_work and told.happened else None
    if not claim or claim.claims < least:
        return None
    return claim if told.stands_out or any(one.ends_in_work for one in told.undecided) else None


def _counted(told: Evidence) -> Clause | None:
    """Something counted as done, in words of no listed work."""
    strong = told.strongest
    if not strong or strong.claims < 2 or told.aside:
        return None
    return strong if any(clause.figure for clause in told.done) else None


def _deed(told: Evidence) -> Clause | None:
    """A deed on a day, in words of no listed work."""
    deed = next((one for one in told.done if one.did and one.marked), None)
    return deed if told.dated and not told.aside else None


def _ended(told: Evidence) -> bool:
    return told.settled and not told.aside


def _sure_of_undecided(told: Evidence) -> bool:
    return told.claim is not None and (told.claim.claims >= 2 or told.claim.dated)


def _undated(told: Evidence) -> bool:
    return not any(one.dated for one in told.ahead if one.tense in (Tense.AHEAD, Tense.SOON))


def _surely_ahead(told: Evidence) -> bool:
    return told.headed or any(clause.tense is Tense.AHEAD for clause in told.ahead)


def _surely_done(told: Evidence) -> bool:
    """Whether a count tells it, or a listed deed that no coming day stands beside."""
    if told.figures or not told.strongest:
        return True
    weak = told.strongest.claims <= 2 and not _undated(told) and _surely_ahead(told)
    return not (weak or told.strongest.guessed)


def _no_figure(told: Evidence) -> bool:
    return not told.figures


def _nothing_told(told: Evidence) -> bool:
    """Whether nothing was done, nor is to come on a day that is named, in words that nobody listed."""
    if told.strongest and told.strongest.claims >= 2:
        return False
    return _undated(told) or told.private or bool(cues.LEAVE.search(told.text))


@dataclass(frozen=True, slots=True)
class Rule:
    """`holds`: by the clause that shows it, or for `reason`; `sure`: otherwise it is a guess."""

    holds: Callable[[Evidence], Clause | bool | None]
    intent: Intent
    reason: str = ""
    sure: Callable[[Evidence], bool] | bool = True


RULES = (
    Rule(lambda told: told.awaits_figures, Intent.CHAT, "数还没有出来"),
    Rule(lambda told: told.begs, Intent.CHAT, "要的是文件"),
    Rule(lambda told: told.warns, Intent.CHAT, "是天气提醒"),
    Rule(lambda told: told.loses, Intent.CHAT, "说的是落下的东西"),
    Rule(lambda told: told.muses, Intent.CHAT, "说的是感想，或者别处的事", _no_figure),
    Rule(_done, Intent.LOG, sure=_surely_done),
    Rule(_called_off, Intent.CHAT),
    Rule(lambda told: told.notifies, Intent.CHAT, "没有要记的事"),
    Rule(_goes_on, Intent.LOG, sure=_only_goes_on),
    Rule(_advises, Intent.CHAT, "是叮嘱"),
    Rule(_too_little_to_come, Intent.CHAT, "没有要记的事", _undated),
    Rule(_to_come, Intent.PLAN, sure=_surely_ahead),
    Rule(_undecided, Intent.LOG, sure=_sure_of_undecided),
    Rule(_counted, Intent.LOG, sure=False),
    Rule(_deed, Intent.LOG, sure=False),
    Rule(_ended, Intent.LOG, "两边说好了", False),
    Rule(lambda told: True, Intent.CHAT, "没有要记的事", _nothing_told),
)


def verdict(told: Evidence) -> tuple[Intent, str, bool]:
    """What clauses add up to, the words that show it or a short reason, and whether it is sure."""
    for rule in RULES:
        if shown := rule.holds(told):
            reason = shown.text.strip() if isinstance(shown, Clause) and not rule.reason else rule.reason
            return rule.intent, reason, rule.sure if isinstance(rule.sure, bool) else rule.sure(told)
    raise AssertionError("the last rule always holds")
