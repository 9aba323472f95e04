"""A message that was changed after it was sent: what it made is changed with it, and keeps its numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot import answering, asking, cards, permission, phrases, recording
from bot.handlers import free_text
from bot.messages import Reply
from bot.options import same_parts
from bot.turn import Turn, say
from bot.understanding import understand
from bot.understanding.meaning import Intent, Meaning
from storage.errors import InvalidValueError
from storage.records import Change, Entry, EntryDraft, EntryState, Unit

_EDITED = "改了原话"


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry of the message, what the old text said of it (None: unknown) and what the new text says."""

    entry: Entry
    old: EntryDraft | None
    new: EntryDraft


def edit(turn: Turn, text: str) -> tuple[Reply, ...]:
    """Re-reads the message; one that made no entry is read as if it were sent now."""
    incoming = turn.incoming
    made = [
        one
        for one in turn.work.ledger.of_message(incoming.channel, incoming.chat, incoming.message_id)
        if one.town_id == turn.town.id
    ]
    if not made:
        return free_text.hear_text(turn)
    if not all(permission.may_amend(turn.member, one) for one in made):
        return say(phrases.NOT_ALLOWED_TO_LOG)
    if incoming.text == made[0].text:
        return ()
    sent = turn.local(made[0].sent_at)
    turn = replace(turn, at=sent)
    unit, new = _read(turn, text, made[0].unit)
    if new.intent is not Intent.LOG or not new.entries:
        kept = "、".join(one.number for one in made if one.state is not EntryState.WITHDRAWN)
        return say(phrases.EDIT_UNREAD.format(numbers=kept)) if kept else free_text.hear_text(turn)
    _, old = _read(turn, made[0].text, made[0].unit)
    try:
        return _carry_out(turn, made, old, new, text, unit)
    except InvalidValueError as error:
        return say(phrases.CANNOT_CHANGE.format(reason=error))


def _read(turn: Turn, text: str, unit: Unit) -> tuple[Unit, Meaning]:
    text = text.strip().removeprefix("/log").strip()
    behalf = recording.on_behalf(turn, text)
    if behalf and behalf.unit and permission.may_log_for(turn.member, behalf.unit.id):
        unit, text = behalf.unit, behalf.text
    return unit, understand(text, turn.at, turn.town_words(unit))


def _carry_out(
    turn: Turn, made: Sequence[Entry], old: Meaning, new: Meaning, text: str, unit: Unit
) -> tuple[Reply, ...]:
    counted = [one for one in made if one.state is not EntryState.WITHDRAWN]
    before = {pair.entry.id: pair.new for pair in match(counted, old.entries, {})[0]}
    pairs, gone, added = match(counted, new.entries, before)
    again, added = _back(turn, made, added)
    replies = [_amended(turn, pair, new, unit) for pair in (*pairs, *again)]
    if gone:
        replies.append(answering.withdraw(turn, gone, _EDITED))
    if added:
        doubts = tuple(
            replace(doubt, entry=index)
            for index, draft in enumerate(added)
            for doubt in new.doubts
            if new.entries[doubt.entry] is draft
        )
        saved = recording.save(turn, Meaning(Intent.LOG, tuple(added), doubts), text, unit)
        card = cards.saved(saved, turn.today, turn.member.id, turn.incoming.message_id)
        replies.append(asking.with_question(turn, card, saved))
    return tuple(reply for reply in replies if reply is not None)


def _back(
    turn: Turn, made: Sequence[Entry], added: Sequence[EntryDraft]
) -> tuple[list[Pair], list[EntryDraft]]:
    """What an earlier edit took out of the message and this one puts in again keeps its number."""
    pairs, left = [], []
    withdrawn = [one for one in made if one.state is EntryState.WITHDRAWN and _edited_out(turn, one)]
    for draft in added:
        entry = next((one for one in withdrawn if (one.kind, one.on) == (draft.kind, draft.on)), None)
        if entry is None:
            left.append(draft)
            continue
        withdrawn.remove(entry)
        back = turn.work.ledger.restore(
            turn.town.id, entry.number, member_name=turn.member.name, reason=_EDITED, at=turn.incoming.at
        )
        pairs.append(Pair(back, None, draft))
    return pairs, left


def _edited_out(turn: Turn, entry: Entry) -> bool:
    return turn.work.ledger.revisions(turn.town.id, entry.number)[-1].reason == _EDITED


def match(
    entries: Sequence[Entry], drafts: Sequence[EntryDraft], before: Mapping[int, EntryDraft]
) -> tuple[list[Pair], list[Entry], list[EntryDraft]]:
    """Which entry each reading continues (its kind and day, its kind, the only one left), and the rest.

    `before`: what the text said of an entry until now, by the entry's id.
    """
    left, open_drafts, pairs = list(entries), list(drafts), []
    rules = (
        lambda entry, draft: (entry.kind, entry.on) == (draft.kind, draft.on),
        lambda entry, draft: entry.kind == draft.kind,
        lambda entry, draft: len(left) == len(open_drafts) == 1,
    )
    for rule in rules:
        for draft in list(open_drafts):
            entry = next((one for one in left if rule(one, draft)), None)
            if entry is not None:
                left.remove(entry)
                open_drafts.remove(draft)
                pairs.append(Pair(entry, before.get(entry.id), draft))
    return sorted(pairs, key=lambda pair: pair.entry.id), left, open_drafts


def _amended(turn: Turn, pair: Pair, new: Meaning, unit: Unit) -> Reply | None:
    index = next(at for at, draft in enumerate(new.entries) if draft is pair.new)
    change = difference(pair, unit)
    kept = tuple(doubt for doubt in pair.entry.doubts if doubt.part in ("duplicate", "total"))
    doubts = (*kept, *recording.own_doubts(new.doubts, index))
    if pair.old is not None and same_parts(pair.old, pair.new):
        doubts = pair.entry.doubts
    change = replace(change, doubts=doubts, text=turn.incoming.text, words=pair.new.words)
    before, after = turn.work.ledger.amend(
        turn.town.id, pair.entry.number, change,
        member_name=turn.member.name, reason=_EDITED, at=turn.incoming.at,
    )  # fmt: skip
    turn.work.questions.drop_for(turn.town.id, after.number)
    unchanged = not cards.changes(before, after, turn.today) and before.doubts == after.doubts
    if unchanged and pair.old is not None:
        return None
    return asking.with_question(turn, answering.told(turn, before, after), [after])


def difference(pair: Pair, unit: Unit) -> Change:
    """What the new text says otherwise than the old one; what staff corrected besides stays as corrected."""
    old, new, entry = pair.old, pair.new, pair.entry
    if old is None or (old.kind != entry.kind and new.kind != old.kind):
        old = None
    days_said = old is None or (old.on, old.until) != (new.on, new.until)
    before = {figure.measure: figure for figure in old.figures} if old else {}
    after = {figure.measure: figure for figure in new.figures}
    same_kind = new.kind == (old.kind if old else entry.kind)
    drop = tuple(measure for measure in before if measure not in after) if same_kind else ()
    if old is None:
        drop = tuple(figure.measure for figure in entry.figures if figure.measure not in after)
    return Change(
        kind=new.kind if old is None or old.kind != new.kind else None,
        on=new.on if days_said else None,
        until=new.until if days_said else None,
        place=(new.place or "") if old is None or old.place != new.place else None,
        figures=tuple(one for one in new.figures if _said(before.get(one.measure)) != _said(one)),
        drop=drop,
        attributes=dict(new.attributes)
        if old is None or dict(old.attributes) != dict(new.attributes)
        else None,
        unit_id=unit.id if unit.id != entry.unit.id else None,
    )


def _said(figure: object) -> object:
    """What of a figure counts: not the words it was read from."""
    return None if figure is None else (figure.value, figure.hedge, figure.implied)  # type: ignore[attr-defined]
