"""Whether a clause comes back to a work told before, or carries the same one on at another place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.understanding import kinds, mentions
from bot.understanding.patterns import Pattern
from bot.understanding.readings import BESIDE
from bot.understanding.said import Said
from bot.understanding.scene import Scene
from bot.understanding.turns import QUARREL, is_report

if TYPE_CHECKING:
    from bot.understanding.events import Event

_MEETS = Pattern(r"调[解处停和好]|劝|说[和合]|协商|谈")
_SETTLED = Pattern(r"调[解处停和好成](?!室|中心|委)|劝[好和住开]|说[和合]|和好|握手|达成|赔(?!偿)|协议|签")


def at_table(scene: Scene, current: "Event", said: Said) -> bool:
    """Whether a quarrel that was told with its place is settled at another ("在河边吵架，后来在村部调解")."""
    kinds_told = (kinds.best(current.weights or current.base), kinds.best(said.weights))
    if kinds_told != (QUARREL, QUARREL) or not current.clauses or current.figures or current.case:
        return False
    if not said.place or not current.place or said.when or not _MEETS.search(said.text):
        return False
    return not _SETTLED.search(scene.text, *current.span)


def names(current: "Event", said: Said) -> bool:
    """Whether a sentence of a period's report counts, by its own name, what only another kind has."""
    kind, before = kinds.best(said.weights), kinds.best(current.weights or current.base)
    if not said.counts or kind in (None, before) or not is_report(current):
        return False
    own = [_named(mention) for mention in said.counts]
    if not all(own) or any(name == before for named in own for name, _ in named):
        return False
    return any(one.kind == kind and one.word == one.measure for one in said.counts[0].options)


def returns(events: Sequence["Event"], said: Said) -> "Event | None":
    """The work before the last one, where a clause counts what is its own: "行动2次，检查9家，查处5起"."""
    if len(events) < 2 or not said.counts or said.when or said.place or said.acts:
        return None
    before, now = events[-2:]
    if before.clauses[-1].sentence != said.clause.sentence or before.header or before.case or now.group:
        return None
    kind, other = (kinds.best(one.weights or one.base) for one in (before, now))
    told = {one for mention in before.counts for one in _named(mention)}
    for mention in said.counts:
        own = _named(mention)
        kinds_named = {name for name, _ in own}
        if kind not in kinds_named or other in kinds_named or kind == other or told & own:
            return None
    return before


def _named(mention: mentions.Mention) -> set[tuple[str, str]]:
    """The measures that a word right beside a count names."""
    close = (one for one in mention.options if one.word and not one.general and one.score >= BESIDE)
    return {(one.kind, one.measure) for one in close}
