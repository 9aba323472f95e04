"""A deed and the thing that it was done to, both beside one count: which of them says what was counted.

"办结信访件7件" are seven that were settled, although the thing alone would be what was received; and
"审查了7个合同" are seven contracts, although the deed alone would be seven reviews.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.understanding.indexes import Found
from bot.understanding.lexicon import Sense
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from storage.catalogue import bundled as catalogue

if TYPE_CHECKING:
    from bot.understanding.readings import Reading

Readings = dict[tuple[str, str], "Reading"]  # by kind and measure

_THERE_ARE = frozenset(["有", "共有", "总共有", "合计有", "达", "达到"])
_NOW = Pattern("目前|现在|眼下|如今|当前|截[至止]|已|现有|全[镇乡村]|的")
_NEAR = 8  # characters
_SORTS = Pattern("(?:各[类种项]|相关|有关|重大|一般)?")  # "7个各类合同"
_ENDS = Pattern("[，。；、 \\n]|$")
_OF_OBJECT = Pattern("了?(?:[各全镇村本]|多|一批|各类|群众|网上|上级)*")


def prefer(scene: Scene, count: Count, nouns: Sequence[Found[Sense]], best: Readings) -> None:
    """Take from the readings of a count those that the deed, or the thing, beside it rules out."""
    _without_stock(scene, count, nouns, best)
    for thing in nouns:
        after = thing.start >= count.end and _SORTS.fullmatch(scene.text, count.end, thing.start)
        if not (after or count.start - 1 <= thing.end <= count.start):
            continue
        end = count.start if after else thing.start
        for deed in nouns:
            if deed.end <= end and _OF_OBJECT.fullmatch(scene.text, deed.end, end):
                _without_whole(scene, deed, thing, best)
                if after and _ENDS.match(scene.text, thing.end):
                    _without_deed(scene, deed, thing, best)


def _without_stock(scene: Scene, count: Count, nouns: Sequence[Found[Sense]], best: Readings) -> None:
    """What was done in a period is counted, though 有 stands before it ("三季度新建法治公园有3处")."""
    stocks = [
        (kind, measure)
        for (kind, measure), reading in best.items()
        if reading.word in _THERE_ARE and catalogue().kind(kind).measure(measure).stock
    ]
    for noun in nouns if stocks else ():
        if noun.end > count.start or _NOW.search(scene.text, max(0, noun.start - _NEAR), count.start):
            continue
        for sense in noun.senses:
            key, own = (sense.kind, sense.measure), catalogue().kind(sense.kind).measure(sense.measure)
            if not own.stock and key in best and best[key].word == noun.word:
                for stock in [one for one in stocks if one[0] == sense.kind]:
                    best.pop(stock, None)


def _without_whole(scene: Scene, deed: Found[Sense], thing: Found[Sense], best: Readings) -> None:
    """What was done to a thing is counted, where the thing alone would be the whole ("办结信访件7件")."""
    done = False
    for sense in deed.senses:
        base = scene.lexicon.measures[sense.kind][sense.measure].base
        if base and (sense.kind, sense.measure) in best and (sense.kind, base) in best:
            del best[sense.kind, base]
            done = True
    of_thing = {sense.kind for sense in thing.senses}
    for key, reading in list(best.items()):
        if done and reading.word == deed.word and key[0] not in of_thing:
            del best[key]  # it was not done to anything else


def _without_deed(scene: Scene, deed: Found[Sense], thing: Found[Sense], best: Readings) -> None:
    """The thing right after a count tells what was counted, and not the deed ("审查了7个合同")."""
    if not (deed.word.endswith("了") or scene.text.startswith("了", deed.end)):
        return
    things = {(sense.kind, sense.measure) for sense in thing.senses}
    for sense in deed.senses:
        told = best.get((sense.kind, sense.measure))
        if told is None or told.word != deed.word:
            continue
        for key in things:
            words = scene.lexicon.measures[key[0]][key[1]]
            own = best.get(key) if key[0] == sense.kind else None
            bound = sense.measure in (key[1], words.base, words.raises)
            if own and own.word == thing.word and not own.general and not bound:
                best.pop((sense.kind, sense.measure), None)
