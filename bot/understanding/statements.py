"""Figures beyond single counts: "全部办结", parts and their whole, running totals, wholes raised, primaries implied."""

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.understanding.scene import Scene
from storage.catalogue import bundled as catalogue
from storage.records import Figure, Hedge

_ALL = re.compile(
    r"(?:全部|全都|悉数|全数|件件|个个|起起|一并|100%|百分之百|无一例外|统统|尽数|(?<![^，。；\d件起个处条份宗了])全(?!镇|村|县|市|区|年|体|员|民|面|国|省|程|月|力|家|场)|均|都)"
    r"(?:已经?|已全部|得到|被|给|能|当场|及时|按期|妥善|顺利|一次|现场|就地){0,3}"
)

Told = dict[str, list[Figure]]  # figures by kind


def repeat(scene: Scene, span: tuple[int, int], told: Told) -> None:
    """"全部化解": the number of the whole, said again as a figure of its part."""
    text = scene.text[slice(*span)]
    for match in _ALL.finditer(text):
        for hit in scene.lexicon.done.find(text[match.end() : match.end() + 6])[:1]:
            for sense in hit.senses:
                words = scene.lexicon.measures[sense.kind][sense.measure]
                bases = [figure for figure in told.get(sense.kind, ()) if figure.measure == words.base]
                base = total(bases) if bases else None
                if base and base.value > 1 and not _figure(told[sense.kind], sense.measure):
                    said = text[match.start() : match.end() + hit.end]
                    told[sense.kind].append(Figure(sense.measure, base.value, base.hedge, words=said))
                    break


def echo(scene: Scene, span: tuple[int, int], told: Told) -> None:
    """"110转来纠纷3起": the part's word beside the whole's count repeats it; a part said alone raises its whole.

    A single case that went well ("调成一起") states the whole alone, unless it is said in the part's own word.
    """
    for kind, found in told.items():
        raised: dict[str, Figure] = {}
        for name, words in scene.lexicon.measures.get(kind, {}).items():
            if not words.raises:
                continue
            part, whole = _figure(found, name), _figure(found, words.raises)
            if part and part.value == 1 and not whole and not words.echo and not _says(scene, span, part, name):
                found.remove(part)
                found.append(Figure(words.raises, part.value, part.hedge, words=part.words))
            elif words.echo and whole and not part and whole.value > 0 and _named(scene, span, kind, name):
                found.append(Figure(name, whole.value, whole.hedge, words=whole.words))
            elif part and not whole and part.value > getattr(raised.get(words.raises), "value", 0):
                raised[words.raises] = Figure(words.raises, part.value, part.hedge, words=part.words)
        found += raised.values()


def _says(scene: Scene, span: tuple[int, int], part: Figure, name: str) -> bool:
    return name in scene.text[slice(*span)]


def _named(scene: Scene, span: tuple[int, int], kind: str, measure: str) -> bool:
    return any(
        sense.kind == kind and sense.measure == measure and not sense.general
        for noun in scene.nouns.within(*span)
        for sense in noun.senses
        if len(noun.word) > 2
    )


def _figure(figures: Sequence[Figure], measure: str | None) -> Figure | None:
    return next((figure for figure in figures if figure.measure == measure), None)


def settle(kind: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """An entry's figures: one a measure, parts not added to their whole, the primary implied."""
    by_measure: dict[str, list[Figure]] = {}
    for figure in figures:
        by_measure.setdefault(figure.measure, []).append(figure)
    stocks = {measure.name for measure in catalogue().kind(kind).measures if measure.stock}
    settled = {name: found[-1] if name in stocks else total(found) for name, found in by_measure.items()}
    primary = catalogue().kind(kind).primary
    if primary and primary not in settled:
        settled = {primary: Figure(primary, Decimal(1), implied=True), **settled}
    return tuple(settled.values())


def total(figures: Sequence[Figure]) -> Figure:
    """Figures of one measure as one: a whole among its parts stands alone, others are added."""
    values = sum((figure.value for figure in figures), Decimal(0))
    whole = next((figure for figure in figures if len(figures) > 1 and figure.value * 2 == values), None)
    if whole and not (len(figures) == 2 and whole is figures[1] and figures[0].words != figures[1].words):
        return whole
    if len(figures) == 1:
        return figures[0]
    hedges = {figure.hedge for figure in figures}
    hedge = next(one for one in (Hedge.ABOUT, Hedge.AT_LEAST, Hedge.EXACT) if one in hedges)
    return Figure(figures[0].measure, values, hedge, words="；".join(figure.words for figure in figures))

