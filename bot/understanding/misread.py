"""Messages that were taken for talk, or for a question, and yet may report or announce something."""

from bot.understanding import cues, prospects, talk
from bot.understanding.kinds import SURE
from bot.understanding.overlooked import OF_ANYTHING
from bot.understanding.patterns import Pattern
from bot.understanding.said import FIRM
from bot.understanding.scene import Scene

_OF_OTHERS = Pattern("请假|到货|[隔邻别外](?:壁|的)?[镇乡县村]|照片")
_MARKED = Pattern(r"[?？]|[吗呢么不没](?=[，。\s]|$)|够|几|多少|查|列|统计|汇总|发我|给我")


def may_report(page: Scene) -> bool:
    """Whether talk may be a report, or a plan: it counts what the ledger counts, or dates a deed."""
    text = page.text
    if talk.hears(text) or talk.opines(text) or _OF_OTHERS.search(text):
        return False
    if _counts(page) > 0:
        return True
    if prospects.CANCELLED.search(text):
        return False
    if not any(cue.weight >= SURE for cue in page.cues.things):
        return False
    today = page.at.date()
    past = any(one.rank >= FIRM and not one.future and one.on <= today for one in page.dates.things)
    return past and bool(cues.DONE.search(text))


def tells(page: Scene) -> bool:
    """Whether what was taken for a question may be a report: it counts several things, or one done."""
    counted = _counts(page)
    if _MARKED.search(page.text):
        return False
    return counted > 1 or (counted == 1 and bool(cues.DONE.search(page.text)))


def _counts(page: Scene) -> int:
    """How many counts are of what the ledger may hold."""
    return sum(
        one.unit in page.lexicon.units and one.unit not in OF_ANYTHING and one.value >= 1
        for one in page.counts.things
    )
