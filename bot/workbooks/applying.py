"""Recording what an import's preview shows: each row once, however often its file is imported."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot import duplicates
from bot.understanding.meaning import TownWords
from bot.workbooks.values import ImportPreview, ImportResult, ImportRow
from storage.errors import NotFoundError
from storage.records import Doubt, Entry, Member, Town, Unit
from storage.work import Work

CHANNEL = "import"
_SAME_TIME = timedelta(minutes=1)


def town_words(work: Work, town: Town) -> TownWords:
    """What the reader of an import knows of the town."""
    return TownWords(
        name=town.name,
        units=tuple(unit.name for unit in work.members.units(town.id)),
        learned=tuple((word.words, word.kind) for word in work.words.all(town.id)),
    )


def apply(work: Work, town: Town, member: Member, preview: ImportPreview, at: datetime) -> ImportResult:
    """Records the preview's rows in the town's ledger, all in the transaction of `work`.

    `at`: now, aware; one for all parts of an import, whose rows are not compared with each other.
    Units that rows name are added. A row is recorded under the member of its own 记录人 where there is
    one of that name, else under `member`, who imports. Rows that were imported before are passed over.
    """
    added = _add_units(work, town, preview)
    units = {unit.name: unit for unit in work.members.units(town.id)}
    people = _people(work, town)
    entries: list[Entry] = []
    known = 0
    for row in preview.rows:
        if not row.drafts:
            continue
        if _is_of_this_ledger(work, town, row, at):
            known += 1
            continue
        recorder = _recorder(row, people, member)
        unit = units.get(row.unit or "", recorder.unit)
        new = _record(work, town, recorder, unit, row, at)
        if new is None:
            known += 1
        else:
            entries += new
    left_out = tuple(row for row in preview.rows if not row.drafts)
    closed = sum(work.months.closed(town.id, day) is not None for day in {one.on for one in entries})
    return ImportResult(tuple(entries), known, left_out, added, closed > 0)


def _add_units(work: Work, town: Town, preview: ImportPreview) -> tuple[str, ...]:
    have = {unit.name for unit in work.members.units(town.id)}
    missing = [name for name in preview.new_units if name not in have]
    return tuple(work.members.add_unit(town.id, name).name for name in missing)


def _people(work: Work, town: Town) -> Mapping[str, list[Member]]:
    people: dict[str, list[Member]] = {}
    for one in work.members.members(town.id):
        if one.active:
            people.setdefault(one.name, []).append(one)
    return people


def _recorder(row: ImportRow, people: Mapping[str, list[Member]], importer: Member) -> Member:
    named = people.get((row.person or "").strip(), [])
    if len(named) > 1:
        named = [one for one in named if one.unit.name == row.unit]
    return named[0] if len(named) == 1 else importer


def _is_of_this_ledger(work: Work, town: Town, row: ImportRow, at: datetime) -> bool:
    """Whether an exported row is an entry that this ledger has, or once had.

    Entries that came in one message or one import have their time and unit in common, and those that this
    import has just made may have the row's number: what they tell must be alike too.
    """
    if row.known_as is None or row.sent_at is None:
        return False
    try:
        entry = work.ledger.get(town.id, row.known_as)
    except NotFoundError:
        return False
    if entry.recorded_at == at or abs(entry.sent_at - row.sent_at) >= _SAME_TIME:
        return False
    alike = entry.text == row.text or any((one.kind, one.on) == (entry.kind, entry.on) for one in row.drafts)
    return entry.unit.name == row.unit and alike


def _record(
    work: Work, town: Town, recorder: Member, unit: Unit, row: ImportRow, at: datetime
) -> list[Entry] | None:
    """The row's entries; None where the row is there already."""
    payload = {"sheet": row.sheet, "row": row.number, "cells": dict(row.cells)}
    chat = f"{CHANNEL}:{town.id}"
    item = work.inbox.receive(CHANNEL, f"{town.id}:{row.key}", chat, payload, at, town_id=town.id)
    if item is None:
        return None
    entries = []
    for index, draft in enumerate(row.drafts):
        doubts = tuple(replace(one, entry=0) for one in row.doubts if one.entry == index)
        if row.known_as is None:
            doubts += _overlaps(work, town, duplicates.Report(draft, unit, row.text), at)
        entries.append(
            work.ledger.record(
                town.id,
                draft,
                member=recorder,
                unit=unit,
                text=row.text,
                sent_at=min(row.sent_at or at, at),
                inbox_id=item.id,
                doubts=doubts,
                at=at,
            )
        )
    work.inbox.done(item.id, town_id=town.id)
    return entries


def _overlaps(work: Work, town: Town, report: duplicates.Report, at: datetime) -> tuple[Doubt, ...]:
    """What the ledger held before this import of the same event: the rows of one file are told apart."""
    near = work.ledger.find(
        town.id,
        since=report.draft.on - duplicates.NEAR,
        until=report.last_day + duplicates.NEAR,
        kind=report.draft.kind,
    )
    return duplicates.doubts(report, 0, [one for one in near if one.recorded_at != at], at.date())
