"""What a member did last, and how an entry is brought back to what it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.turn import Turn
from storage.records import Change, Doubt, Entry, EntryState, Figure, Hedge, Revision

UNDONE = "撤回上一步"  # the reason of a revision that takes back an earlier one
_JUST_NOW = timedelta(minutes=30)
_LOOK_BACK = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Step:
    """What one message or button did: a revision of one entry or more, all at one time and of one action."""

    at: datetime
    action: str
    reason: str
    revisions: tuple[tuple[Entry, Revision], ...]


def last_step(turn: Turn) -> Step | None:
    """The member's latest step that is not taken back yet."""
    return _standing(steps(turn))


def changed_just_now(turn: Turn, since: timedelta = _JUST_NOW) -> tuple[Entry, Figure] | None:
    """The entry that the member changed last, and the one figure of it that was another then: the old one."""
    step = last_step(turn)
    if step is None or step.action != "amend" or len(step.revisions) != 1 or turn.at - step.at > since:
        return None
    entry, revision = step.revisions[0]
    kept: Mapping[str, Any] = revision.before or {}
    before = [_figure(one) for one in kept.get("figures", ())]
    now = {figure.measure: figure.value for figure in entry.figures}
    changed = [figure for figure in before if now.get(figure.measure) != figure.value]
    return (entry, changed[0]) if len(changed) == 1 else None


def last_step_on(turn: Turn, entry: Entry) -> Step | None:
    """The latest change of one entry, whoever made it, that is not taken back yet."""
    revisions = turn.work.ledger.revisions(turn.town.id, entry.number)
    return _standing([Step(one.at, one.action, one.reason, ((entry, one),)) for one in reversed(revisions)])


def _standing(latest_first: Sequence[Step]) -> Step | None:
    taken_back = 0
    for step in latest_first:
        if step.reason == UNDONE:
            taken_back += 1
        elif taken_back:
            taken_back -= 1
        else:
            return step
    return None


def steps(turn: Turn) -> list[Step]:
    """The member's steps of the last year, the latest first: what they logged, and what they changed."""
    since = turn.incoming.at - _LOOK_BACK
    groups: dict[tuple[datetime, str, str, str], list[tuple[Entry, Revision]]] = {}
    for entry in _logged(turn, since):
        at = entry.recorded_at or entry.sent_at
        first = Revision(entry.number, at, turn.member.name, "record", "", None, {})
        groups.setdefault((at, "record", "", entry.text), []).append((entry, first))
    for one in turn.work.ledger.revisions_since(turn.town.id, since):
        # An editor changes what others logged, too: that is a step of the editor's.
        if one.member_name == turn.member.name:
            group = groups.setdefault((one.at, one.action, one.reason, ""), [])
            group.append((turn.entry(one.number), one))
    found = [Step(key[0], key[1], key[2], tuple(revisions)) for key, revisions in groups.items()]
    return sorted(found, key=lambda step: (step.at, step.revisions[-1][0].id), reverse=True)


def _logged(turn: Turn, since: datetime) -> list[Entry]:
    """What the member logged since then, in that order."""
    found = turn.work.ledger.find(turn.town.id, member_id=turn.member.id, states=tuple(EntryState))
    return sorted(
        (entry for entry in found if (entry.recorded_at or entry.sent_at) > since), key=lambda one: one.id
    )


def change_back(entry: Entry, before: Mapping[str, Any], unit_ids: Mapping[str, int]) -> Change:
    """The change that makes an entry what a revision kept of it. `unit_ids`: the town's units by name."""
    figures = tuple(_figure(one) for one in before["figures"])
    kept = {figure.measure for figure in figures}
    attributes = {**dict.fromkeys(entry.attributes, ""), **before["attributes"]}
    return Change(
        kind=before["kind"],
        on=date.fromisoformat(before["on"]),
        until=date.fromisoformat(before["until"]) if before["until"] else None,
        place=before["place"] or "",
        figures=figures,
        drop=tuple(figure.measure for figure in entry.figures if figure.measure not in kept),
        attributes=attributes,
        doubts=_doubts(before["doubts"]),
        unit_id=unit_ids.get(before["unit"]),
        text=before.get("text"),
        words=before.get("words"),
    )


def _figure(value: Mapping[str, Any]) -> Figure:
    return Figure(
        value["measure"], Decimal(value["value"]), Hedge(value["hedge"]), value["implied"], value["words"]
    )


def _doubts(values: Sequence[Mapping[str, Any]]) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(value["entry"], value["part"], value["reason"], value["measure"], tuple(value["options"]))
        for value in values
    )
