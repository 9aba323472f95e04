"""An amendment against the entry that it means: which measures its figures are, and the change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.understanding import lexicon
from bot.understanding.meaning import Amendment, NewFigure, Setting
from storage.amending import chief
from storage.catalogue import Kind, bundled
from storage.records import Change, Figure

# Words for a kind of count, and the catalogue's units that they may mean.
UNITS_OF = {
    "人数": ("人", "人次"),
    "人次": ("人次", "人"),
    "份数": ("份",),
    "件数": ("件", "起", "篇", "项"),
    "起数": ("件", "起"),
    "场数": ("场次", "次"),
    "场次": ("场次", "次"),
    "次数": ("次", "场次"),
    "期数": ("场次", "次"),
    "户数": ("户", "家"),
    "家数": ("家", "次"),
    "条数": ("条",),
    "处数": ("处",),
    "个数": ("个", "处", "项"),
    "篇数": ("篇",),
    "金额": ("元",),
    "钱数": ("元",),
}
_UNITS_FOR = {
    "人": "人数",
    "名": "人数",
    "位": "人数",
    "人次": "人数",
    "号人": "人数",
    "元": "金额",
    "块": "金额",
}
_GENERAL = frozenset(("", "个", "次", "条", "项", "回"))  # said of anything


@dataclass(frozen=True, slots=True)
class Choice:
    """A new figure that fits several measures of the entry, likeliest first."""

    figure: NewFigure
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """`change`: what is clear. `choices`: figures to ask about. `lost`: measures that the new kind lacks."""

    change: Change
    choices: tuple[Choice, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def clear(self) -> bool:
        return not self.choices


def resolve(amendment: Amendment, kind: Kind, figures: Sequence[Figure]) -> Resolution:
    """The change that an amendment makes to an entry of a kind with these figures; withdrawing is none.

    Where the kind changes, the figures follow to the like measures of the new one; what has none is `lost`.
    """
    target, moved = kind, list(figures)
    dropped: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    if amendment.kind and amendment.kind != kind.name:
        target = bundled().kind(amendment.kind)
        moved, dropped, lost = _refit(figures, kind, target)
    settled: dict[str, Figure] = {figure.measure: figure for figure in moved} if target is not kind else {}
    choices = []
    for new in amendment.figures:
        options = _options(new, target, moved)
        if len(options) == 1 and (figure := _settle(new, options[0], moved)):
            settled[options[0]] = figure
        else:
            choices.append(Choice(new, tuple(options)))
    taken_out = {
        measure
        for word in amendment.drop
        for measure in _by_word(word, target)
        if any(figure.measure == measure for figure in moved)
    }
    change = Change(
        kind=target.name if target is not kind else None,
        on=amendment.on,
        until=amendment.until,
        place=amendment.place,
        figures=tuple(settled.values()),
        drop=(*dropped, *sorted(taken_out)),
    )
    return Resolution(change, tuple(choices), lost)


def apply_choice(choice: Choice, measure: str, figures: Sequence[Figure]) -> Change:
    """The change once staff have said which measure was meant."""
    figure = _settle(choice.figure, measure, figures)
    return Change(figures=(figure,)) if figure else Change()


def _settle(new: NewFigure, measure: str, figures: Sequence[Figure]) -> Figure | None:
    """The figure that an entry gets; None where it would be a factor of nothing, or below zero."""
    old = next((figure for figure in figures if figure.measure == measure), None)
    value, hedge = new.value, new.hedge
    if new.setting is Setting.TIMES:
        if old is None:
            return None
        value, hedge = old.value * new.value, old.hedge
    elif new.setting is Setting.ADD:
        value += old.value if old and not old.implied else Decimal(0)
        hedge = old.hedge if old and old.approx else hedge
    return Figure(measure, value, hedge, words=new.hint + new.unit) if value >= 0 else None


def _options(new: NewFigure, kind: Kind, figures: Sequence[Figure]) -> list[str]:
    """The measures that a new figure may be, likeliest first; one where the entry leaves no doubt."""
    same = [one.measure for one in figures if one.value == new.old]
    if len(same) == 1 and new.measure not in (None, *same) and _UNITS_FOR.get(new.unit) is None:
        return same  # 隐患那条，那个4应该是5: the wrong value tells more than a word that names the entry
    if new.measure and kind.has(new.measure):
        return [new.measure]
    if len(same) == 1:
        return same
    if told := [one.name for one in kind.measures if one.name in new.said and _may_be(one.unit, new)]:
        return [max(told, key=new.said.rfind)]  # 问题数, 隐患整改数
    counted = _by_unit(new, kind) if _by_word(new.hint, kind) or not _is_vague(new) else []
    people = _UNITS_FOR.get(new.unit) == "人数" and not new.hint
    named = _by_word("人数" if people else new.hint, kind)
    fitting = named or counted or _untold(new, kind)
    within = [*named, *counted] if people else fitting
    present = [figure.measure for figure in figures if figure.measure in within]
    present = present or [figure.measure for figure in figures if figure.measure in counted]
    if new.old is not None and (
        same := [f.measure for f in figures if f.value == new.old and (f.measure in fitting or not named)]
    ):
        present = same
    if not present and new.setting is Setting.TIMES:
        present = [figure.measure for figure in figures if not figure.implied]
    stated = [figure.measure for figure in figures if figure.measure in present and not figure.implied]
    return stated or present or (fitting[:1] if named else fitting)


def _is_vague(new: NewFigure) -> bool:
    """Whether a word names the figure, and its counted word nothing: "问题改成5个"."""
    return bool(new.hint) and new.hint not in UNITS_OF and new.unit in _GENERAL


def _may_be(unit: str, new: NewFigure) -> bool:
    """Whether a figure may have a unit, by the word for its kind of count: 培训人数 are people."""
    word = new.hint if new.hint in UNITS_OF else _UNITS_FOR.get(new.unit, "")
    return not word or unit in UNITS_OF[word]


def _untold(new: NewFigure, kind: Kind) -> list[str]:
    """All measures where no word told which; none where what is said is not counted by the kind.

    A wrong value said with it tells the figure all the same ("不是5个，是6个").
    """
    told = new.measure is not None or new.hint or new.unit not in _GENERAL
    return [] if told and new.old is None else [measure.name for measure in kind.measures]


def _by_word(word: str, kind: Kind) -> list[str]:
    """The measures that the word names in this kind: its own words before those that many kinds share."""
    own: list[str] = []
    shared: list[str] = []
    for found in lexicon.bundled().nouns.find(word):
        for sense in found.senses:
            if sense.kind == kind.name:
                (shared if sense.general else own).append(sense.measure)
    return list(dict.fromkeys(own or shared))


def _by_unit(new: NewFigure, kind: Kind) -> list[str]:
    """The measures whose counted word fits the hint (份数) or the unit as written (份)."""
    hint = new.hint if new.hint in UNITS_OF else _UNITS_FOR.get(new.unit, "")
    if hint:
        return [measure.name for measure in kind.measures if measure.unit in UNITS_OF[hint]]
    if not new.unit:
        return []
    words = lexicon.bundled().measures.get(kind.name, {})
    fitting = [name for name, measure in words.items() if new.unit in measure.units]
    return fitting + [
        name for name, measure in words.items() if new.unit in measure.also and name not in fitting
    ]


def _refit(
    figures: Sequence[Figure], old: Kind, new: Kind
) -> tuple[list[Figure], tuple[str, ...], tuple[str, ...]]:
    """The (figures, measures to drop, measures lost) when an entry's kind changes."""
    moved: dict[str, Figure] = {}
    dropped, lost = [], []
    for figure in figures:
        name = _like(figure.measure, old, new)
        if name != figure.measure:
            dropped.append(figure.measure)
        if name and name not in moved:
            moved[name] = replace(figure, measure=name)
        elif not figure.implied:
            lost.append(figure.measure)
    if new.primary and not moved:
        moved[new.primary] = Figure(new.primary, Decimal(1), implied=True)
    return list(moved.values()), tuple(dropped), tuple(lost)


def _like(measure: str, old: Kind, new: Kind) -> str | None:
    """The measure of the new kind that means the same: by name, as the primary, or as the people who came."""
    if new.has(measure):
        return measure
    if measure == old.primary and new.primary:
        return new.primary
    unit = old.measure(measure).unit
    if measure == chief(old, unit) and (main := chief(new, unit)):
        return main
    like = [one.name for one in new.measures if one.unit == unit and one.name != new.primary]
    return like[0] if like and (unit in ("人", "人次") or len(like) == 1) else None
