"""Figures that are said in words: zeros, "全部办结", parts and wholes, running totals, implied ones."""

import re
from decimal import Decimal

from bot.understanding.events import Event
from bot.understanding.lexicon import MeasureWords
from bot.understanding.lexicon import bundled as lexicon
from bot.understanding.scene import Scene
from storage.catalogue import bundled as catalogue
from storage.records import Figure, Hedge

_DENIED = re.compile(
    r"(?:未发生|未收到|未发现|未接到|未出现|未产生|没有|没得|没发现|没发生|没收到|没接到|不存在|无|没|零|未)(?!论|障碍|人机|讼|疫|偿|理|法律|缝|主)"
)
_DENIED_AFTER = re.compile(
    r"^(?:案件|申请|情况|事件|数|问题)?[：: ]?(?:均|都|也|全)?(?:为|是|保持)?(?:零|无|没有|没得|清零|一[个件起处]?(?:也|都)?没)"
)
_ALL = re.compile(r"(?:已?全部|均已?|都已?|全都|悉数|全数|件件|件件都|个个|一并|100%|百分之百|已经全|全)")


def add_zeros(page: Scene, event: Event, kind: str, told: dict[str, list[Figure]], original: str) -> None:
    """Zeros that are said in words ("无行政复议、行政诉讼", "隐患清零") join the event's figures."""
    for start, end in event.spans:
        text = page.text[start:end]
        hits = page.lexicon.zeros.find(text)
        if not hits:
            continue
        denials = [match for match in _DENIED.finditer(text)]
        for hit in hits:
            before = next(
                (d for d in denials if d.end() <= hit.start and _runs(text[d.end() : hit.start])), None
            )
            after = _DENIED_AFTER.match(text, hit.end) or _DENIED_AFTER.match(text[hit.end :])
            if not before and not after:
                continue
            senses = {sense.kind: sense for sense in hit.senses}
            sense = senses.get(kind) or next(iter(senses.values()))
            figures = told.setdefault(sense.kind, [])
            if not any(figure.measure == sense.measure for figure in figures):
                figures.append(Figure(sense.measure, Decimal(0), words=original[start:end].strip()))


def _runs(between: str) -> bool:
    return len(between) <= 16 and not re.search(r"\d", between)


def add_repeats(page: Scene, event: Event, told: dict[str, list[Figure]], original: str) -> None:
    """ "全部化解": the number of the whole, said again as a figure of its part."""
    for start, end in event.spans:
        text = page.text[start:end]
        for match in _ALL.finditer(text):
            for hit in page.lexicon.done.find(text[match.end() : match.end() + 10]):
                for sense in hit.senses:
                    _repeat(
                        told,
                        sense.kind,
                        page.lexicon.measures[sense.kind][sense.measure],
                        original[start:end],
                    )


def _repeat(told: dict[str, list[Figure]], kind: str, measure: MeasureWords, words: str) -> None:
    figures = told.get(kind, [])
    base = next((figure for figure in figures if figure.measure == measure.base), None)
    if base and base.value > 1 and not any(figure.measure == measure.measure for figure in figures):
        figures.append(Figure(measure.measure, base.value, base.hedge, words=words.strip()))


def settle(kind: str, figures: list[Figure]) -> tuple[Figure, ...]:
    """An entry's figures: one a measure, parts not added to their whole, wholes raised, the primary implied."""
    by_measure: dict[str, list[Figure]] = {}
    for figure in figures:
        by_measure.setdefault(figure.measure, []).append(figure)
    settled = {measure: _total(found) for measure, found in by_measure.items()}
    for measure, words in lexicon().measures[kind].items():
        if words.raises and measure in settled and words.raises not in settled and settled[measure].value > 0:
            settled[words.raises] = Figure(words.raises, settled[measure].value, settled[measure].hedge)
    primary = catalogue().kind(kind).primary
    if primary and primary not in settled:
        settled = {primary: Figure(primary, Decimal(1), implied=True), **settled}
    return tuple(settled.values())


def _total(figures: list[Figure]) -> Figure:
    """Figures of one measure in one: a whole among its parts stands alone, others are added."""
    if len(figures) == 1:
        return figures[0]
    total = sum((figure.value for figure in figures), Decimal(0))
    for figure in figures:
        if len(figures) > 1 and figure.value * 2 == total:
            return figure
    hedges = [figure.hedge for figure in figures]
    hedge = Hedge.ABOUT if Hedge.ABOUT in hedges else max(hedges, key=lambda one: one is Hedge.AT_LEAST)
    return Figure(figures[0].measure, total, hedge, words=" ".join(figure.words for figure in figures))
