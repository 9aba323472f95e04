"""A town's year through the real conversation: each message at its own time, by its own sender.

The format of a town file and of a transcript's line is the one that the sample year in bot/demo/ shows.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import UsageError
from bot.messages import Incoming, Reply
from bot.payloads import incoming_payload, read_reply
from bot.processing import process
from storage.database import Database
from storage.records import Role, Town
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a transcript. `id`: its inbox key."""

    id: str
    at: datetime
    sender: str
    unit: str
    text: str


@dataclass(slots=True)
class Played:
    """What a replay did. `strangers`: senders whom the town file does not name."""

    new: int = 0
    known: int = 0
    failed: int = 0
    strangers: list[str] = field(default_factory=list)


def read_lines(text: str) -> list[Line]:
    """The lines of a transcript; UsageError names the line that is none."""
    lines = []
    for number, row in enumerate(text.splitlines(), 1):
        if not row.strip():
            continue
        try:
            values = json.loads(row)
            at = datetime.fromisoformat(values["at"])
            line = Line(
                str(values["id"]), at, str(values["sender"]), str(values.get("unit", "")), str(values["text"])
            )
            if at.tzinfo is None:
                raise ValueError("`at` has no time zone")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"line {number} of the transcript is no message ({error})") from error
        lines.append(line)
    return lines


def read_town(text: str) -> dict[str, object]:
    """A town file's facts; UsageError says what is missing."""
    try:
        facts = json.loads(text)
        for name in ("name", "staff", "villages"):
            if name not in facts:
                raise ValueError(f"{name} is missing")
        for person in facts["staff"]:
            Role(person.get("role", "recorder"))
            if not (person["name"] and person["unit"]):
                raise ValueError("a person needs a name and a unit")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"this is no town file ({error})") from error
    return dict(facts)


def settle(work: Work, facts: Mapping[str, object], channel: str, timezone: str) -> Town:
    """The town of the facts with its units and staff, each known to `channel` by name; what exists stays."""
    name = str(facts["name"])
    town = next((town for town in work.members.towns() if town.name == name), None)
    if town is None:
        town = work.members.add_town(
            name,
            full_name=str(facts.get("full_name") or f"{name}人民政府"),
            superior=str(facts.get("superior") or ""),
            province=str(facts.get("province") or ""),
            timezone=timezone,
        )
    villages = facts["villages"]
    assert isinstance(villages, list)
    for village in villages:
        _unit_id(work, town, str(village))
    staff = facts["staff"]
    assert isinstance(staff, list)
    for person in staff:
        _enrol(
            work,
            town,
            channel,
            str(person["name"]),
            str(person["unit"]),
            Role(person.get("role", "recorder")),
        )
    return town


def play(
    database: Database, town: Town, lines: Iterable[Line], channel: str, played: Played
) -> Iterator[tuple[Line, tuple[Reply, ...]]]:
    """Hands each line in as a message and yields it with the answers; a line that is known is passed over."""
    for line in lines:
        with database.work() as work:
            account = _account(line.sender, line.unit)
            if work.members.by_account(channel, account) is None:
                played.strangers.append(f"{line.sender}（{line.unit}）")
                _enrol(work, town, channel, line.sender, line.unit or town.name, Role.RECORDER)
            item = work.inbox.receive(
                channel, line.id, account, incoming_payload(_incoming(line, channel)), line.at
            )
        if item is None:
            played.known += 1
            continue
        played.new += 1
        process(database, item.id)
        yield line, _answers(database, channel, account, line.at)
        with database.work() as work:
            played.failed += work.inbox.get(item.id).error != ""


def _incoming(line: Line, channel: str) -> Incoming:
    account = _account(line.sender, line.unit)
    return Incoming(
        channel=channel,
        key=line.id,
        chat=account,
        account=account,
        name=line.sender,
        at=line.at,
        text=line.text,
        message_id=line.id,
    )


def _answers(database: Database, channel: str, chat: str, now: datetime) -> tuple[Reply, ...]:
    """The answers that wait in that chat, marked as sent: a replay has nobody to send them to."""
    replies = []
    with database.work() as work:
        while items := work.outbox.claim(now, 10, channel=channel, chat=chat):
            for item in items:
                work.outbox.sent(item.id, f"r{item.id}")
                replies.append(read_reply(item.payload, item.document))
    return tuple(replies)


def _account(name: str, unit: str) -> str:
    return f"{name}@{unit}"


def _enrol(work: Work, town: Town, channel: str, name: str, unit: str, role: Role) -> None:
    if work.members.by_account(channel, _account(name, unit)) is None:
        member = work.members.add_member(town.id, _unit_id(work, town, unit), name, role)
        work.members.link(member.id, channel, _account(name, unit))


def _unit_id(work: Work, town: Town, name: str) -> int:
    for unit in work.members.units(town.id):
        if unit.name == name:
            return unit.id
    return work.members.add_unit(town.id, name).id
