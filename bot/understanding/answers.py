"""A short answer to an open question about an entry: "150", "昨天", "是讲座", "对"."""

from collections.abc import Sequence
from datetime import datetime

from bot.understanding import kinds, lexicon, places
from bot.understanding import scene as scenes
from bot.understanding.dates import find_dates
from bot.understanding.meaning import NO_TOWN, TownWords
from bot.understanding.normalise import normalise
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from storage.catalogue import Kind, bundled
from storage.records import Change, EntryState, Figure

_LONGEST = 20
_PAIR = 2  # options: 前一个, 后一个
_YES = Pattern(
    r"(?:嗯+|恩|对+的?|是的?|没错|正确|确认|好的?|可以|行|要得|没问题|不用改|不改|就这样|就是这个|"
    r"保持不变|不变|不用了?|ok|OK|yes|1?是对的)[了啊呀吧哦。！!， ]*"
)
_TWICE = Pattern(r"(?:是)?(?:重复|重了|重报|同一[个场次件条回]|一回事|撤销|删掉|删了?|作废)[的了吧。! ]*")
_APART = Pattern(
    r"不(?:是)?重复?|不是(?:同一[个场次件条回]|一回事)|两[码回]事|不同的?|分开的?|两[场次件条个]|另外的?|"
    r"都算|都要|保留"
)
_LEAD = Pattern(
    r"^(?:应该?(?:是|为)?|改[成为]|是|就是|一共|总共|共|有|为|按|算|属于|大概是|地点|日期|在|报)+[：:，, ]*"
)
_TAIL = Pattern(r"(?:的|吧|那天|呢|啊|哦|才对|这类|活动|[。！!，, ])+$")
_NONE = Pattern(r"^(?:没有?|无|零|0|没得|都没有?)[的了。]*$")


def read_answer(
    text: str,
    at: datetime,
    part: str,
    measure: str | None = None,
    options: Sequence[str] = (),
    kind: Kind | None = None,
    town: TownWords = NO_TOWN,
) -> Change | None:
    """What a message answers to an open question about `part` (kind, date, figure, place, duplicate, total).

    None where it is no answer, so that a message of its own is never swallowed. An empty Change says that the
    entry stands as it is; 重复 answers with the state WITHDRAWN. `kind`: the entry's. `options`: as offered.
    """
    plain = normalise(text).text.strip()
    if not plain or len(plain) > _LONGEST:
        return None
    if part in ("duplicate", "total") and (answer := _twice(plain)):
        return answer
    if _YES.fullmatch(plain):
        return Change()
    words = _TAIL.sub("", _LEAD.sub("", plain))
    if chosen := pointed_at(words, options) or pointed_at(plain, options):
        words = chosen
    scene = scenes.look(words, at, town, lexicon.bundled(), find_dates(words, at))
    return _by_part(scene, part, measure, kind)


def _twice(plain: str) -> Change | None:
    if _APART.fullmatch(plain.rstrip("。！! ")) or _APART.match(plain):
        return Change()
    return Change(state=EntryState.WITHDRAWN) if _TWICE.fullmatch(plain) else None


_OF_PERSONS = frozenset(["人", "人次", "名", "位"])
_OF_CASES = frozenset(["件", "起", "份", "元"])
_POINTED = Pattern(
    r"(?:选|按|就)?(?:第([一二三四五六123456])[个项条]?|前面?(?:那|一)个|后面?(?:那|一)个|最后一个|([①②③④⑤⑥])|选([123456]))"
)


def pointed_at(words: str, options: Sequence[str]) -> str | None:
    """The option that is named, or pointed at (第二个, ②, 后一个)."""
    if words in options:
        return words
    found = _POINTED.fullmatch(words)
    if not found or not options:
        return None
    if digit := found[1] or found[2] or found[3]:
        index = next(row.find(digit) for row in ("一二三四五六", "123456", "①②③④⑤⑥") if digit in row)
        return options[index] if index < len(options) else None
    if "前" in words:
        return options[0] if len(options) == _PAIR else None
    return options[-1] if "最后" in words or len(options) == _PAIR else None


def _by_part(scene: Scene, part: str, measure: str | None, kind: Kind | None) -> Change | None:
    if part == "kind":
        return _kind(scene)
    if part == "date":
        return _day(scene)
    if part == "place":
        return _place(scene)
    return _figure(scene, measure, kind) if part in ("figure", "total") else None


# What the name of a work may have beside its own word: "法治培训类的活动".
_OF_A_NAME = Pattern(
    r"(?:[法普]治?|法律|宣[传讲]|教育|工作|活动|事[项情]?|业务|方面|走访|检查|接待|更新|整治|那?一?[类种]|[会课场次的])*"
)


def _kind(scene: Scene) -> Change | None:
    """The kind that the words name and tell nothing about ("调解案例得了奖" is news of its own)."""
    if scene.text in bundled().kinds:
        return Change(kind=scene.text)
    best = kinds.best(kinds.weigh(scene, 0, len(scene.text)))
    if best is None or scene.counts.things or scene.dates.things:
        return None
    of_kind = [cue for cue in scene.cues.things if cue.kind == best]
    left = (
        letter
        for at, letter in enumerate(scene.text)
        if not any(cue.start <= at < cue.end for cue in of_kind)
    )
    return Change(kind=best) if _OF_A_NAME.fullmatch("".join(left)) else None


def _day(scene: Scene) -> Change | None:
    if len(scene.dates.things) != 1:
        return None
    span = scene.dates.things[0]
    rest = scene.text[: span.start] + scene.text[span.end :]
    return None if rest.strip(" 的是") else Change(on=span.on, until=span.until)


def _figure(scene: Scene, measure: str | None, kind: Kind | None) -> Change | None:
    name = measure or (kind.primary if kind else None)
    if name is None:
        return None
    if _NONE.match(scene.text):
        from decimal import Decimal

        return Change(figures=(Figure(name, Decimal(0), words=scene.text),))
    count = _only_count(scene)
    if count is None or count.value < 0:
        return None
    if kind and count.unit in _OF_PERSONS and kind.has(name) and kind.measure(name).unit in _OF_CASES:
        return None  # "改成30人" answers nothing about cases
    return Change(figures=(Figure(name, count.value, count.hedge, words=scene.text),))


def _only_count(scene: Scene) -> Count | None:
    """The count that is all of the words, but for the measure's own (听众150人)."""
    if len(scene.counts.things) != 1:
        return None
    count = scene.counts.things[0]
    around = (scene.text[: count.start], scene.text[count.end :])
    left = [word for word in around if word.strip(" 是有约的")]
    nouns = scene.nouns.things
    return (
        count if all(any(noun.word == word.strip(" 是有约的") for noun in nouns) for word in left) else None
    )


_PLACE = Pattern(r"[^\d，。；！？]{2,14}")


def place_in(text: str, units: Sequence[str]) -> str | None:
    """The place that a normalised text names, as written, or None."""
    found = places.place_of(text, units=units)
    return text[found[0] : found[1]] if found else None


def _place(scene: Scene) -> Change | None:
    words = scene.text
    if not _PLACE.fullmatch(words) or "了" in words or scene.counts.things or scene.dates.things:
        return None
    place = place_in("在" + words, scene.town.units)
    return Change(place=place) if place and len(place) >= len(words) - 2 else None
