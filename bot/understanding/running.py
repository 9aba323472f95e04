"""Running totals after an increment: "昨天又普法2场，今年一共17场" tells of two.

Source: the customer's rule that what "今年共…" adds up is no new work (the corpus' README, Finer points).
"""

from dataclasses import replace

from bot.understanding import kinds
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene, Track
from bot.understanding.segments import Clause

_SUMS_UP = "一共|总共|累计|共计?|加起来|合计|已经?|达到?|总数|总计"
# Before the total: since when it runs, and that it is one.
_SO_FAR = Pattern(
    r"[^\d，。；]{0,6}?(?:加上[这此][^\d，。；]{0,4})?"
    r"(?:今年|年内|全年|本年|年初|开年|至今|到(?:现在|目前|今天|此)|截[至止](?:到?目前|现在|今[天日])|累计)"
    rf"[^\d，。；]{{0,10}}?(?:{_SUMS_UP})[^\d，。；]{{0,10}}"
)
_ADDED_UP = Pattern(r"[^\d，。；]{0,6}?(?:一共|总共|累计|加起来|合计)[^\d，。；]{0,4}")  # "一共17场了今年"
_NO_MORE = Pattern(r"了?[。！ ]*")
_THIS_YEAR = Pattern(r"了?(?:今年|到现在)[。！ ]*")
_STANDS = Pattern("在册|现有|持证|在[管矫帮]|在编")  # what there is now is no sum of what was done
_SESSIONS = frozenset(["场", "场次", "次", "期", "回", "趟"])


def without(scene: Scene) -> Scene:
    """The page without the clauses that only say what an increment, told before, has come to."""
    totals = [clause for number, clause in enumerate(scene.clauses) if _is_total(scene, number, clause)]
    if not totals:
        return scene

    def kept(start: int) -> bool:
        return not any(clause.start <= start < clause.end for clause in totals)

    counts = [one for one in scene.counts.things if kept(one.numeral)]
    dates = [one for one in scene.dates.things if kept(one.start)]
    return replace(
        scene,
        clauses=[clause for clause in scene.clauses if clause not in totals],
        counts=Track(counts, lambda one: one.numeral),
        dates=Track(dates, lambda one: one.start),
    )


def _is_total(scene: Scene, number: int, clause: Clause) -> bool:
    counts = scene.counts.within(clause.start, clause.end)
    if number == 0 or len(counts) != 1 or _STANDS.search(scene.said(clause)):
        return False
    count, after = counts[0], scene.clauses[number + 1 : number + 2]
    if after and after[0].sentence == clause.sentence and scene.counts.within(after[0].start, after[0].end):
        return False  # more is told of the total: "今年共调解17件，成功15件"
    so_far = _SO_FAR.fullmatch(scene.text, clause.start, count.start)
    ends = so_far and _NO_MORE.fullmatch(scene.text, count.end, clause.end)
    if not ends and _ADDED_UP.fullmatch(scene.text, clause.start, count.start):
        ends = _THIS_YEAR.fullmatch(scene.text, count.end, clause.end)
    return bool(ends) and _follows_increment(scene, clause, count)


def _follows_increment(scene: Scene, clause: Clause, total: Count) -> bool:
    """Whether less of the same was counted before, of a time that is not the whole year's."""
    first = scene.clauses[0].start
    spans = scene.dates.within(first, clause.start)
    if any(one.until is not None and one.form in ("since", "year") for one in spans):
        return False
    before = [one for one in scene.counts.within(first, clause.start) if _alike(one, total)]
    told = {cue.kind for cue in scene.cues.within(first, clause.start)}
    named = {cue.kind for cue in scene.cues.within(clause.start, clause.end) if cue.weight >= kinds.SURE}
    return bool(before) and before[-1].value < total.value and named <= told


def _alike(one: Count, total: Count) -> bool:
    return one.unit == total.unit or {one.unit, total.unit} <= _SESSIONS
