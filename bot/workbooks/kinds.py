"""Which kind of work a short label speaks of: a sheet's name, a title above a table, a cell under 类别."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.understanding import kinds, lexicon, scene
from bot.understanding.meaning import TownWords
from bot.understanding.normalise import normalise
from storage.catalogue import bundled

EXACT = 100.0
LIKELY = 4.0  # a topic's word; less only leans
_FORM = re.compile(
    r"(?:20\d\d年?度?|[第前上下]?[一二三四1-4][季]度|\d{1,2}月份?|台账|登记[表簿册]?|记录[表簿册]?|统计[表]?|汇总[表]?|"
    r"一览表|明细[表]?|清单|情况表?|信息表?|工作|表格?|[（(].*?[）)]|[\s\d_\-—·.、:：]|类$)+"
)


@dataclass(frozen=True, slots=True)
class KindWord:
    """A kind and how surely a label tells it."""

    kind: str
    weight: float


def kind_of(label: str, at: datetime, town: TownWords) -> KindWord | None:
    """The kind that a label speaks of, or None. A kind's own name, forms and years aside, is EXACT."""
    plain = normalise(label).text.strip()
    names = bundled().kinds
    for bare in (plain, _FORM.sub("", plain)):
        if bare in names:
            return KindWord(bare, EXACT)
    if not plain or len(plain) > 60:
        return None
    page = scene.look(plain, at, town, lexicon.bundled(), ())
    weights = kinds.weigh(page, 0, len(plain))
    best = kinds.best(weights)
    return KindWord(best, weights[best]) if best and weights[best] >= LIKELY else None


def group_of(kind: str) -> str:
    return bundled().kind(kind).group
