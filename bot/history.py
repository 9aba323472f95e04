"""What a member did last, and how an entry is brought back to what it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.turn import Turn
from storage.records import Change, Doubt, Entry, EntryState, Figure, Hedge, Revision, Role

UNDONE = "撤回上一步"  # the reason of a revision that takes back an earlier one
_LOOK_BACK = 200  # entries, the newest
_LOOK_BACK_DAYS = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Step:
    """What one message or button did: a revision of one entry or more, all at one time and of one action."""

    at: datetime
    action: str
    reason: str
    revisions: tuple[tuple[Entry, Revision], ...]


def last_step(turn: Turn) -> Step | None:
    """The member's latest step that is not taken back yet."""
    taken_back = 0
    for step in steps(turn):
        if step.reason == UNDONE:
            taken_back += 1
        elif taken_back:
            taken_back -= 1
        else:
            return step
    return None


def steps(turn: Turn) -> list[Step]:
    """The member's steps on the newest entries, the latest first."""
    # An editor changes what others logged, too: that is a step of the editor's.
    editor = turn.member.role in (Role.EDITOR, Role.ADMIN)
    since = turn.today - _LOOK_BACK_DAYS if editor else None
    mine = turn.work.ledger.find(
        turn.town.id, since=since, member_id=None if editor else turn.member.id, states=tuple(EntryState)
    )
    groups: dict[tuple[datetime, str, str, str], list[tuple[Entry, Revision]]] = {}
    for entry in sorted(mine, key=lambda one: one.id)[-_LOOK_BACK:]:
        for revision in turn.work.ledger.revisions(turn.town.id, entry.number):
            if revision.member_name == turn.member.name:
                message = entry.text if revision.action == "record" else ""
                key = (revision.at, revision.action, revision.reason, message)
                groups.setdefault(key, []).append((entry, revision))
    found = [Step(key[0], key[1], key[2], tuple(revisions)) for key, revisions in groups.items()]
    return sorted(found, key=lambda step: (step.at, step.revisions[-1][0].id), reverse=True)


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
