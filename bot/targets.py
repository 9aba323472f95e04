"""Which entry a correction means: by number, by the card it answers, or the sender's latest that fits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot import permission
from bot.entry_numbers import find_entry
from bot.turn import Turn
from bot.understanding.amend_words import PREVIOUS
from bot.understanding.amendments import Resolution, resolve
from bot.understanding.meaning import Amendment, NewFigure
from storage.catalogue import bundled
from storage.records import Entry, EntryState, Figure, Role

_RECENT = timedelta(days=45)
_OWN = 40  # of the sender's latest entries
_JUST_NOW = timedelta(minutes=30)  # a correction so soon is of the latest
_LATELY = timedelta(days=7)
_LATEST = re.compile(PREVIOUS)
_REPLACES = 2
_LIKE = 2.5
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Target:
    """An entry that the correction may mean, and what it would set there (None: it is withdrawn).

    `fit`: how well its figures take the correction; 2 where each replaces a figure that is there, 3 where its
    own name was said as well.
    """

    entry: Entry
    resolution: Resolution | None
    fit: float = 1


@dataclass(frozen=True, slots=True)
class Targets:
    """One: it is meant. Several: to be asked. None: `missing` is the number that does not exist."""

    found: tuple[Target, ...]
    missing: str | None = None


def of_card(turn: Turn, shown: Sequence[str], amendment: Amendment) -> Targets:
    """The entries of an answered card that the correction fits best."""
    entries = [turn.entry(number) for number in shown]
    return Targets(_best(_described(turn, entries, amendment) or entries, amendment, strict=len(entries) > 1))


def of_words(turn: Turn, amendment: Amendment) -> Targets:
    """The entry that a correction without a card means: the sender's own, else an editor's town's."""
    own = turn.work.ledger.latest(turn.town.id, turn.member.id, _OWN)
    if amendment.number:
        return _numbered(turn, own, amendment, amendment.number)
    found = _among(turn, own, amendment) or _by_day_number(turn, amendment)
    if not found and _describes(amendment) and turn.member.role in (Role.EDITOR, Role.ADMIN):
        since = turn.today - _RECENT
        others = turn.work.ledger.find(turn.town.id, since=since, until=turn.today)
        found = _best(_described(turn, others, amendment), amendment)
    return Targets(found)


def _by_day_number(turn: Turn, amendment: Amendment) -> tuple[Target, ...]:
    """3号的 of a correction, where nothing was logged of that day: the sender's entry of that number."""
    day = amendment.about_on.day if amendment.about_on and not amendment.about_until else None
    if day is None or not re.search(rf"(?<![\d月.\-]){day}号", turn.incoming.text):
        return ()
    entry = find_entry(turn, str(day))
    mine = entry is not None and entry.member_id == turn.member.id
    return _best([entry], amendment) if entry and mine else ()


def _numbered(turn: Turn, own: Sequence[Entry], amendment: Amendment, number: str) -> Targets:
    """The entry of that number; 12号 may be a day too: then the sender's own of that day stand by it."""
    entry = find_entry(turn, number)
    entries = [entry] if entry else []
    if amendment.about_on is not None and number == str(amendment.about_on.day):
        of_day = _described(turn, own, amendment)
        mine = [one for one in entries if permission.may_amend(turn.member, one)]
        entries = list({one.id: one for one in (*mine, *of_day)}.values()) or entries
    if not entries:
        return Targets((), number)
    return Targets(_best(entries, amendment, strict=False))


def _among(turn: Turn, own: Sequence[Entry], amendment: Amendment) -> tuple[Target, ...]:
    """Those of the sender's entries, the newest first, that the correction may mean."""
    of_kind = amendment.withdraw and amendment.about_kind and not _LATEST.search(turn.incoming.text)
    described = _described(turn, own, amendment) if _describes(amendment) or of_kind else []
    if described:
        return _best(_recent(turn, described), amendment)
    if _names(amendment) or of_kind or not own:
        return ()
    if not _LATEST.search(turn.incoming.text) and amendment.kind and amendment.about_kind:
        wrong = _of_wrong_kind(turn, own, amendment)
        if wrong or not _may_be_taken_for(own[0].kind, amendment.about_kind):
            return _best(wrong, amendment)
    newest = [one for one in own if _told_with(one, own[0])]
    if not _LATEST.search(turn.incoming.text) and turn.at - own[0].sent_at > _JUST_NOW:
        several = _best([one for one in own if turn.at - one.sent_at <= _LATELY], amendment)
        if several and several[0].fit >= _REPLACES:
            return several
    groups = [newest, *([one] for one in own)]
    fitting = [targets for group in groups if (targets := _best(group, amendment))]
    bare = turn.at - own[0].sent_at <= _JUST_NOW and not _names_a_figure(amendment)
    replacing = [] if bare else [targets for targets in fitting if targets[0].fit >= _REPLACES]
    named = [targets for targets in replacing if targets[0].fit == _NAMED]
    chosen: tuple[Target, ...] = next(iter(named or replacing or fitting), ())
    if chosen and _LATEST.search(turn.incoming.text) and chosen[0].entry not in newest:
        return (*_best(newest, amendment, strict=False), *chosen)  # 上一条, whose figures it does not fit
    return chosen


def _of_wrong_kind(turn: Turn, own: Sequence[Entry], amendment: Amendment) -> list[Entry]:
    """What "不是调解，是排查" speaks of: the latest of the wrong kind in the last days."""
    lately = [one for one in own if turn.at - one.sent_at <= _LATELY and one.kind == amendment.about_kind]
    return [one for one in lately if _told_with(one, lately[0])]


def _names_a_figure(amendment: Amendment) -> bool:
    """Whether its words say which figure is wrong; "改成30人" alone is of what was logged just now."""
    return bool(amendment.drop) or any(
        figure.measure or figure.hint or figure.old is not None for figure in amendment.figures
    )


def _may_be_taken_for(kind: str, named: str) -> bool:
    """Whether somebody may call an entry of `kind` by the other's name: both are counted alike."""
    units = [
        bundled().kind(one).measure(primary).unit if (primary := bundled().kind(one).primary) else None
        for one in (kind, named)
    ]
    return units[0] == units[1]


def _told_with(one: Entry, other: Entry) -> bool:
    return (one.sent_at, one.text) == (other.sent_at, other.text)


def _names(amendment: Amendment) -> bool:
    """Whether its words point at an entry by more than its kind, which a figure's name may have told."""
    pointed = amendment.about_on or amendment.about_place or amendment.about_words or amendment.about_sent
    return bool(pointed) and not amendment.previous


def _describes(amendment: Amendment) -> bool:
    return _names(amendment) or bool(amendment.about_kind and not amendment.previous)


def _described(turn: Turn, entries: Sequence[Entry], amendment: Amendment) -> list[Entry]:
    """The entries whose days, kind, place and words are those that the correction speaks of.

    The kind is let go where it agrees with none: it may have been guessed from a figure's name.
    """
    like = [one for one in entries if _is_like(turn, one, amendment)]
    # 6月那条 is the month's own count before it is any event of June.
    span = (amendment.about_on, amendment.about_until or amendment.about_on)
    like = [one for one in like if (one.on, one.last_day) == span] or like
    of_kind = [one for one in like if amendment.about_kind in (None, one.kind)]
    return of_kind or (like if _names(amendment) else [])


def _is_like(turn: Turn, entry: Entry, amendment: Amendment) -> bool:
    about_on, sent = amendment.about_on, turn.local(entry.sent_at).date()
    last = amendment.about_until or about_on
    told = _letters((entry.place or "") + entry.unit.name + entry.member_name + entry.text)
    if amendment.about_until is None and about_on not in (None, entry.on) and _is_period(entry):
        return False  # a day of it is no name for a month's count
    return (
        (about_on is None or last is None or (entry.on <= last and about_on <= entry.last_day))
        and (amendment.about_sent is None or sent == amendment.about_sent)
        and (amendment.about_place is None or _letters(amendment.about_place) in told)
        and (not amendment.about_words or _letters(amendment.about_words) in told)
    )


def _is_period(entry: Entry) -> bool:
    return entry.last_day - entry.on > _LATELY


def _recent(turn: Turn, entries: Sequence[Entry]) -> Sequence[Entry]:
    """Those of the last weeks, where there are such: an old entry is named by its number."""
    return [one for one in entries if one.sent_at >= turn.at - _RECENT] or entries


def _best(entries: Sequence[Entry], amendment: Amendment, *, strict: bool = True) -> tuple[Target, ...]:
    """The entries that take the correction best. `strict`: one that cannot take it is none."""
    counted = [one for one in entries if one.state is not EntryState.WITHDRAWN] or list(entries)
    if amendment.withdraw:
        return tuple(Target(one, None) for one in counted)
    targets = [target for one in counted if (target := _target(one, amendment)).fit > 0 or not strict]
    top = max((target.fit for target in targets), default=0)
    return tuple(target for target in targets if target.fit == top)


def _target(entry: Entry, amendment: Amendment) -> Target:
    kind = bundled().kind(entry.kind)
    resolution = resolve(amendment, kind, entry.figures)
    fits = [_fit(new, entry, resolution) for new in amendment.figures]
    if amendment.drop:
        fits.append(_REPLACES if resolution.change.drop else 0)
    if amendment.kind and amendment.kind == entry.kind and not fits:
        return Target(entry, resolution, 0)
    return Target(entry, resolution, min(fits) if fits else 1)


def _fit(new: NewFigure, entry: Entry, resolution: Resolution) -> float:
    """3: replaces a figure that it names; 2½: a like one; 2: any; 1: the kind counts it; ½: may; 0: not."""
    present = {figure.measure for figure in entry.figures}
    kind = bundled().kind(entry.kind)
    choice = next((one for one in resolution.choices if one.figure is new), None)
    replaced = {figure.measure for figure in resolution.change.figures} & present
    if choice is None and any(measure in new.said for measure in replaced):
        return _NAMED
    if choice is not None:
        unplaced = len(choice.options) in (0, len(kind.measures)) and (new.measure or new.hint or new.unit)
        return 0 if unplaced else 0.5
    if new.measure and not kind.has(new.measure):
        return 0.5
    if not replaced or new.measure not in (None, *present):
        return 1
    told = [figure for figure in entry.figures if figure.measure in replaced]
    return _LIKE if any(_is_like_old(new, figure) for figure in told) else _REPLACES


def _is_like_old(new: NewFigure, figure: Figure) -> bool:
    """Whether a figure is the one that was wrong by its value, or was told in the same word (本 for 本)."""
    if new.old is not None:
        return new.old == figure.value
    return len(new.unit) > 0 and figure.words.endswith(new.unit)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
