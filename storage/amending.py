"""What an entry becomes when it is amended: pure, so that it can be told before it is done."""

from dataclasses import replace

from storage.catalogue import Catalogue, Kind
from storage.checks import checked
from storage.errors import InvalidValueError
from storage.records import Change, Entry, EntryDraft, EntryState, Figure
from storage.text import clean


def amended(entry: Entry, change: Change, catalogue: Catalogue) -> Entry:
    """The entry with the change made; InvalidValueError where it is withdrawn or would become unsound.

    Another kind takes over the figures that it has a measure for (see `carried`), the attributes that it
    knows, and then the change's own. An empty place takes the place out. New doubts leave the entry 待确认,
    none settle it, unless the change says the state itself.
    """
    if entry.state is EntryState.WITHDRAWN:
        raise InvalidValueError(f"{entry.number}已经撤销，先恢复再改")
    if change.state is EntryState.WITHDRAWN:
        raise InvalidValueError("撤销要单独做，不能当作修改")
    draft = checked(_draft(entry, change, catalogue), catalogue)
    changed = replace(
        entry,
        kind=draft.kind,
        on=draft.on,
        until=draft.until,
        place=draft.place,
        figures=draft.figures,
        attributes=draft.attributes,
        text=entry.text if change.text is None else clean(change.text),
        words=draft.words,
    )
    return _settled(changed, change)


def _draft(entry: Entry, change: Change, catalogue: Catalogue) -> EntryDraft:
    """What the entry would say after the change, not checked yet."""
    kind = catalogue.kind(change.kind or entry.kind)
    figures = carried(entry.figures, catalogue.kind(entry.kind), kind)
    kept = tuple(figure for figure in figures if figure.measure not in change.drop)
    attributes = {**entry.attributes, **(change.attributes or {})}
    return EntryDraft(
        kind=kind.name,
        on=change.on or entry.on,
        until=change.until if change.on else entry.until,
        place=entry.place if change.place is None else change.place,
        figures=_with(kept, change.figures),
        attributes={
            name: value
            for name, value in attributes.items()
            if value and (name in kind.attributes or kind.name == entry.kind)
        },
        words=entry.words if change.words is None else change.words,
    )


def carried(figures: tuple[Figure, ...], old: Kind, new: Kind) -> tuple[Figure, ...]:
    """An entry's figures under another kind.

    Each goes to the measure of its own name, the primary one to the primary one, any other to the only free
    measure of its unit (受众 人次 → 参训 人次). What fits nowhere is left to the revision that is kept.
    """
    if old.name == new.name:
        return figures
    taken = {figure.measure for figure in figures if new.has(figure.measure)}
    moved = []
    for figure in figures:
        measure = _counterpart(figure.measure, old, new, taken)
        if measure is not None:
            taken.add(measure)
            moved.append(replace(figure, measure=measure))
    return tuple(moved)


def chief(kind: Kind, unit: str) -> str | None:
    """What a kind counts of a unit before all else: 调解 of 人民调解; 排查 of 矛盾排查, without a primary."""
    if kind.primary:
        return kind.primary if kind.measure(kind.primary).unit == unit else None
    return next((one.name for one in kind.measures if one.unit == unit and one.rate is None), None)


def _counterpart(measure: str, old: Kind, new: Kind, taken: set[str]) -> str | None:
    if new.has(measure):
        return measure
    if measure == old.primary and new.primary and new.primary not in taken:
        return new.primary
    unit = old.measure(measure).unit
    main = chief(new, unit)
    if measure == chief(old, unit) and main and main not in taken:
        return main
    free = [
        other.name
        for other in new.measures
        if other.unit == unit and other.name not in taken and other.name != new.primary and other.rate is None
    ]
    return free[0] if len(free) == 1 else None


def _with(figures: tuple[Figure, ...], changes: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures with the changes in the place of those of their measure, new ones at the end."""
    by_measure = {change.measure: change for change in changes}
    kept: list[Figure] = []
    for figure in figures:
        if figure.measure not in by_measure:
            kept.append(figure)
        elif all(other.measure != figure.measure for other in kept):
            kept.append(by_measure[figure.measure])
    known = {figure.measure for figure in kept}
    return (*kept, *(change for measure, change in by_measure.items() if measure not in known))


def _settled(entry: Entry, change: Change) -> Entry:
    doubts = entry.doubts if change.doubts is None else change.doubts
    if change.state is not None:
        return replace(
            entry, state=change.state, doubts=() if change.state is EntryState.RECORDED else doubts
        )
    return replace(entry, doubts=doubts, state=EntryState.PENDING if doubts else EntryState.RECORDED)
