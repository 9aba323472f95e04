"""What 改 and 补充 open: which part of an entry, then what it is to be."""

from datetime import timedelta

from bot import asking, callbacks, cards, formats, permission, phrases
from bot.callbacks import Callback
from bot.messages import Button, Reply
from bot.options import label
from bot.turn import Turn
from storage.catalogue import bundled
from storage.records import Entry

_IN_A_ROW = 3
_MOST_UNITS = 24


def which_part(turn: Turn, entry: Entry, _: Callback | None = None) -> Reply:
    """The card with a button for each part that can be changed."""
    owner, number = turn.member.id, entry.number
    plain = [
        callbacks.button(label, callbacks.PART, owner, number, part)
        for label, part in (("种类", "kind"), ("日期", "date"), ("地点", "place"))
    ]
    plain += [
        callbacks.button(name, callbacks.PART, owner, number, "attribute", name)
        for name in bundled().kind(entry.kind).attributes
    ]
    if permission.may_set_town(turn.member):
        plain.append(callbacks.button("单位", callbacks.PART, owner, number, "unit"))
    measures = [
        callbacks.button(measure, callbacks.PART, owner, number, "figure", measure)
        for measure in _measures(entry)
    ]
    rows = (*callbacks.rows(plain, _IN_A_ROW), *callbacks.rows(measures, _IN_A_ROW), _back(turn, entry))
    card = cards.card(entry, turn.today, None)
    return Reply(f"{card.text}\n改哪一项？", rows, entries=card.entries)


def _measures(entry: Entry) -> list[str]:
    """The entry's measures first, then the others of its kind; a rate is computed, never typed over."""
    own = [figure.measure for figure in entry.figures]
    return own + [
        one.name for one in bundled().kind(entry.kind).measures if one.name not in own and not one.rate
    ]


def _back(turn: Turn, entry: Entry) -> tuple[Button, ...]:
    return (callbacks.button("不改了", callbacks.CANCEL, turn.member.id, entry.number),)


def ask_part(turn: Turn, entry: Entry, callback: Callback) -> Reply:
    """The part that was chosen by its button."""
    measure = callback.argument(2) if len(callback.arguments) > 2 else None
    return ask_value(turn, entry, callback.argument(1), measure)


def ask_for(turn: Turn, entry: Entry, word: str) -> Reply:
    """Asks for what a word names: date, place, kind, or one of the entry's figures; else which part it is."""
    if word in ("date", "place", "kind"):
        return ask_value(turn, entry, word, None)
    if word and (measure := next((one for one in _measures(entry) if one == word), None)):
        return ask_value(turn, entry, "figure", measure)
    return which_part(turn, entry)


def ask_value(turn: Turn, entry: Entry, part: str, measure: str | None) -> Reply:
    """Asks for the part's new value: in words, or by a button where there are likely ones."""
    if part == "figure":
        unit = bundled().kind(entry.kind).measure(measure or "").unit
        return _asked(turn, entry, part, measure, (), phrases.ASK_FIGURE.format(measure=measure, unit=unit))
    if part == "kind":
        return _asked(turn, entry, part, None, _likely_kinds(entry), phrases.ASK_KIND)
    if part == "date":
        return _asked(turn, entry, part, None, _likely_days(turn, entry), phrases.ASK_DATE)
    if part == "place":
        return _asked(turn, entry, part, None, (), phrases.ASK_PLACE)
    if part == "attribute":
        return _asked(turn, entry, part, measure, (), phrases.ASK_DISPUTE.format(name=measure))
    if part == "unit" and permission.may_set_town(turn.member):
        units = tuple(unit.name for unit in turn.units() if unit.id != entry.unit.id)[:_MOST_UNITS]
        return _asked(turn, entry, part, None, units, phrases.ASK_UNIT)
    raise callbacks.StaleButtonError(part)


def _asked(
    turn: Turn, entry: Entry, part: str, measure: str | None, options: tuple[str, ...], words: str
) -> Reply:
    question = asking.put(turn, entry.number, part, measure, options)
    owner = turn.member.id
    buttons = [
        callbacks.button(label(option, question, entry, turn.today), callbacks.OPTION, owner, question.id, at)
        for at, option in enumerate(options)
    ]
    rows = (*callbacks.rows(buttons, 2), _back(turn, entry))
    return Reply(f"{formats.line(entry, turn.today)}\n{words}", rows, entries=(entry.number,))


def _likely_kinds(entry: Entry) -> tuple[str, ...]:
    """The kinds of the same group."""
    kinds = bundled().kinds.values()
    group = bundled().kind(entry.kind).group
    return tuple(kind.name for kind in kinds if kind.group == group and kind.name != entry.kind)[:6]


def _likely_days(turn: Turn, entry: Entry) -> tuple[str, ...]:
    """The day that it was sent and the two before, without the entry's own."""
    sent = turn.local(entry.sent_at).date()
    days = [sent - timedelta(days=back) for back in range(3)]
    return tuple(day.isoformat() for day in days if (day, day) != (entry.on, entry.last_day))


def ask_addition(turn: Turn, entry: Entry, _: Callback) -> Reply:
    """The next message adds to the entry."""
    asking.put(turn, entry.number, asking.ADD)
    text = f"{formats.line(entry, turn.today)}\n{phrases.ASK_ADDITION}"
    return Reply(text, (_back(turn, entry),), entries=(entry.number,))
