"""What is on a message's page before anything is decided: clauses, dates, counts, zeros, and known words."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from bot.understanding import effects, segments
from bot.understanding.cues import ENDED, SETTLED
from bot.understanding.dates import DateSpan, clock_spans
from bot.understanding.indexes import Found
from bot.understanding.lexicon import PATTERNS, WEIGHTS, Lexicon, Sense
from bot.understanding.meaning import TownWords
from bot.understanding.numbers import Count, find_counts
from bot.understanding.patterns import Pattern
from bot.understanding.segments import Clause
from bot.understanding.stands import is_stand
from bot.understanding.zeros import Zero, denied_ones, find_zeros

LEARNED_WEIGHT = 30.0
CALLED_WEIGHT = 16.0
SETTLED_WEIGHT = 6.5  # of a quarrel that is told with its end
_BESIDE = 0.4
_SPOKEN_OF = 1.5
_TOPIC = Pattern(r"(?:工作)?(?:这一?块|这?方面|这边|这头|条线|板块|上头)")  # "社矫这块走访9次"
_SETTING = Pattern(
    r"上(?!报|级|墙|门|线|会|午|述|学|个?[周月季旬半星礼])|间隙|[前后期]间?(?=[^，。；]{0,6}[讲学宣发])|"
    r"的?[^，。；\d]{0,2}(?:劳务费|讲课费|课酬|报酬|酬劳|费用|经费|印刷费|误餐费|差旅费|场地费)(?!纠纷|争议|矛盾|问题)"
)
_DIALLED = Pattern(r"(?:请|可|欢迎|记得|记住|随时|直接|认准|存好?)[^，。；\n\d]{0,6}\d*[^，。；\n\d]{0,2}$")
_PRINTED = Pattern(r"[印写贴标][有着了上][^，。；\n\d]{0,6}\d*[^，。；\n\d]{0,2}$")
_COUNTED_NEAR = Pattern(r"[^，。；\n]{0,16}\d")
_SO_MANY_DAYS = Pattern(r"这?[两二三四五六七\d][天日](?:时间|里|内)?(?![^，。；]{0,3}班)")
_TITLE = Pattern(r"《[^》\n]{1,40}》")
_LAW = Pattern(r"法(?![律治院官庭制学宣定核])|(?:工作)?条例")
_CALLED = Pattern(r"(?:算作?|当作|记作|归为|归到|属于)[^，。；]{0,4}$")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or turn of phrase at [start, end) that speaks for a kind.

    `besides`: what it tells may only have gone beside other work (leaflets that were handed out).
    """

    start: int
    end: int
    kind: str
    weight: float
    besides: bool = False


class Track(Generic[T]):
    """Things in text order, looked up by where they start."""

    def __init__(self, things: Sequence[T], start_of: Callable[[T], int]) -> None:
        self.things = things
        self._starts = [start_of(thing) for thing in things]

    def within(self, start: int, end: int) -> Sequence[T]:
        """The things that start in [start, end)."""
        if not self._starts:
            return self.things
        return self.things[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


@dataclass(frozen=True, slots=True)
class Scene:
    """A normalised message and what was found in it."""

    text: str
    at: datetime
    town: TownWords
    lexicon: Lexicon
    clauses: Sequence[Clause]
    dates: Track[DateSpan]
    counts: Track[Count]
    zeros: Track[Zero]
    cues: Track[Cue]
    nouns: Track[Found[Sense]]
    shares: Sequence[tuple[int, int]] = ()  # the villages that a whole told before them is broken down by

    def said(self, clause: Clause) -> str:
        return self.text[clause.start : clause.end]


def look(text: str, at: datetime, town: TownWords, lexicon: Lexicon, dates: Sequence[DateSpan]) -> Scene:
    """Everything that is found in a normalised text."""
    items = segments.marks(text, dates)
    clauses = segments.split(text, items, [date.start for date in dates])
    taken = sorted(
        [*items, *clock_spans(text), *denied_ones(text), *((date.start, _ends(text, date)) for date in dates)]
    )
    counts = find_counts(text, taken)
    return Scene(
        text,
        at,
        town,
        lexicon,
        clauses,
        Track(dates, lambda date: date.start),
        Track(counts, lambda count: count.numeral),
        Track(find_zeros(text, clauses, lexicon), lambda zero: zero.start),
        Track(_within_items(_cues(text, town, lexicon, counts), items), lambda cue: cue.start),
        Track(lexicon.find_nouns(text), lambda noun: noun.start),
    )


def _within_items(cues: Sequence[Cue], items: Sequence[tuple[int, int]]) -> Sequence[Cue]:
    """The cues without turns of phrase that run over a list's mark ("①法制审核4件②清理文件1件")."""
    if not items:
        return cues
    starts = [start for start, _ in items]
    return [cue for cue in cues if bisect_right(starts, cue.start) == bisect_left(starts, cue.end)]


def _ends(text: str, date: DateSpan) -> int:
    """Where a date ends, with the number of its days: 上周四五两天, 8号起3天时间."""
    days = _SO_MANY_DAYS.match(text, date.end) if date.form not in ("month", "year", "since") else None
    return days.end() if days else date.end


def _cut_from_number(text: str, start: int, end: int) -> bool:
    """Whether a hotline's number is only a piece of a longer one (a card's, a telephone's)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isdigit() and text[start].isdigit()) or (after.isdigit() and text[end - 1].isdigit())


def _is_only_dialled(text: str, start: int, end: int) -> bool:
    """Whether a hotline is only told of, for those who want to call, or printed: "有事请打12348法律热线"."""
    if not (text[start].isdigit() or text.startswith("热线", end - 2)):
        return False
    before = text[max(0, start - 12) : start]
    return bool(_PRINTED.search(before) or (_DIALLED.search(before) and not _COUNTED_NEAR.match(text, end)))


def _cues(text: str, town: TownWords, lexicon: Lexicon, counts: Sequence[Count]) -> list[Cue]:
    """The cues of a text. A law's name (信访工作条例) speaks for no kind, 座谈会上 or a
    title in 《》 for little; "算一次普法" speaks for one alone.
    """
    found = []
    titles = [match.span() for match in _TITLE.finditer(text)]
    for hit in lexicon.cues.find(text):
        other = _cut_from_number(text, hit.start, hit.end) or _is_only_dialled(text, hit.start, hit.end)
        if hit.senses and not other and not _LAW.match(text, hit.end):
            aside = _SETTING.match(text, hit.end) or any(a < hit.start < b for a, b in titles)
            asides = _BESIDE if aside else _SPOKEN_OF if _TOPIC.match(text, hit.end) else 1.0
            called = _CALLED.search(text, max(0, hit.start - 7), hit.start)
            found += [
                Cue(hit.start, hit.end, kind, CALLED_WEIGHT if called and weight >= 4 else weight * asides)
                for kind, weight in hit.senses
            ]
    heads = {cue.end: cue.kind for cue in found if cue.weight >= WEIGHTS["acts"]}
    for pattern, turn in lexicon.patterns.possible(text):
        for said in pattern.finditer(text):
            other = turn.weight < PATTERNS["strong"] and heads.get(said.end(), turn.kind) != turn.kind
            weight_here = turn.weight * (_BESIDE if other else 1)
            found.append(Cue(*said.span(), turn.kind, weight_here, turn.beside))
    ends = {ENDED.search(text, hit.end()): hit.span() for hit in SETTLED.finditer(text)}
    nearest = {end.start(): span for end, span in ends.items() if end}
    found += [Cue(*span, "人民调解", SETTLED_WEIGHT) for span in nearest.values()]
    for words, kind in town.learned:
        start = text.find(words) if words else -1
        if start >= 0:
            found.append(Cue(start, start + len(words), kind, LEARNED_WEIGHT))
    if idle := effects.spans(text):
        found = [cue for cue in found if not any(a <= cue.start and cue.end <= b for a, b in idle)]
    if is_stand(text, counts):
        found = [replace(cue, kind="普法活动") if cue.kind == "法治讲座" else cue for cue in found]
    return sorted(found, key=lambda cue: (cue.start, -cue.end))
