"""A ledger that is exported and imported into an empty town is the same ledger."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot import tallies
from bot.workbooks import export
from bot.workbooks.applying import apply, town_words
from bot.workbooks.gathering import gather
from bot.workbooks.importing import preview
from bot.workbooks.values import ImportResult
from storage.catalogue import bundled
from storage.database import Database
from storage.records import Doubt, Entry, EntryDraft, Figure, Hedge, Role
from tests.workbooks.conftest import NOW

UNITS = ("司法所", "虹桥村", "柳湾村", "东街社区")


def fill(database: Database, seed: int) -> None:
    """A year of made-up entries of every kind, by several units."""
    draw = random.Random(seed)
    with database.work() as work:
        town = work.members.add_town("青石镇")
        people = []
        for name in UNITS:
            home = work.members.add_unit(town.id, name)
            people.append(work.members.add_member(town.id, home.id, f"{name[0]}明", Role.RECORDER))
        for number in range(150):
            kind = draw.choice(list(bundled().kinds.values()))
            on = date(2025, 1, 1) + timedelta(days=draw.randrange(320))
            until = on + timedelta(days=draw.randrange(40)) if draw.random() < 0.2 else None
            chosen = draw.sample(kind.measures, draw.randint(0, len(kind.measures)))
            figures = tuple(
                Figure(
                    measure.name,
                    Decimal(draw.randrange(0, 4000)) / (4 if measure.unit in ("元", "%") else 1),
                    draw.choice([Hedge.EXACT, Hedge.EXACT, Hedge.AT_LEAST, Hedge.ABOUT]),
                )
                for measure in chosen
            )
            if kind.primary and kind.primary not in {figure.measure for figure in figures}:
                figures += (Figure(kind.primary, Decimal(1), implied=True),)
            sent = datetime(2025, 11, 1, tzinfo=UTC) + timedelta(minutes=number * 7, seconds=number)
            work.ledger.record(
                town.id,
                EntryDraft(kind.name, on, until, draw.choice([None, "文化广场", "=1+1"]), figures,
                           {"纠纷类型": "邻里"} if kind.attributes else {}),
                member=draw.choice(people),
                text=draw.choice(["普法一场", "合计：+1", "第一行\n第二行"]),
                sent_at=sent,
                at=sent,
                doubts=(Doubt(0, "date", "哪天？"),) if draw.random() < 0.1 else (),
            )  # fmt: skip


def test_entries_of_one_moment_and_unit_are_not_taken_for_each_other(
    new_ledger: Callable[[str], Database],
) -> None:
    """As an import or a message with several events makes them: the sheets give them other numbers."""
    first, second = new_ledger("first"), new_ledger("second")
    with first.work() as work:
        town = work.members.add_town("青石镇")
        office = work.members.add_unit(town.id, "司法所")
        member = work.members.add_member(town.id, office.id, "李国强", Role.EDITOR)
        moment = NOW - timedelta(days=1)
        for day, kind in enumerate(["人民调解", "普法活动", "法治讲座"] * 4, 1):
            draft = EntryDraft(
                kind, date(2025, 3, day), figures=(Figure("资料", Decimal(day)),) * (day % 3 == 2)
            )
            work.ledger.record(town.id, draft, member=member, text=f"第{day}件", sent_at=moment, at=moment)
    with second.work() as work:
        town = work.members.add_town("青石镇")
        office = work.members.add_unit(town.id, "司法所")
        work.members.add_member(town.id, office.id, "李国强", Role.EDITOR)
    done = imported(second, exported(first))
    assert (len(done.entries), done.known) == (12, 0)
    again = imported(second, exported(first))
    assert (len(again.entries), again.known) == (0, 12)
    home = imported(first, exported(first))
    assert (len(home.entries), home.known) == (0, 12)


def exported(database: Database) -> bytes:
    with database.work() as work:
        return export.write(gather(work, work.members.town("青石镇"), None), NOW)


def imported(database: Database, content: bytes) -> ImportResult:
    with database.work() as work:
        town = work.members.town("青石镇")
        (member,) = work.members.by_name(town.id, "李国强")
        return apply(work, town, member, preview(content, NOW, town_words(work, town)), NOW)


def entries(database: Database) -> list[Entry]:
    with database.work() as work:
        return work.ledger.find(work.members.town("青石镇").id)


def told(entry: Entry) -> tuple[object, ...]:
    figures = {replace(figure, words="") for figure in entry.figures}
    doubts = [(one.part, one.measure, one.reason) for one in entry.doubts]
    return (
        entry.kind, entry.on, entry.until, entry.place, frozenset(figures), tuple(entry.attributes.items()),
        entry.unit.name, entry.unit.level, entry.sent_at, entry.state, tuple(doubts),
    )  # fmt: skip


def test_export_and_import_into_an_empty_town_give_the_same_entries_and_totals(
    new_ledger: Callable[[str], Database],
) -> None:
    old, new = new_ledger("old"), new_ledger("new")
    fill(old, 7)
    with new.work() as work:
        town = work.members.add_town("青石镇")
        office = work.members.add_unit(town.id, "司法所")
        work.members.add_member(town.id, office.id, "李国强", Role.ADMIN)
    done = imported(new, exported(old))
    assert (len(done.entries), done.known, done.left_out) == (150, 0, ())
    assert set(done.units) == set(UNITS) - {"司法所"}
    assert sorted(map(told, entries(new)), key=repr) == sorted(map(told, entries(old)), key=repr)
    rows = []
    for database in (old, new):
        with database.work() as work:
            found = tallies.rows(work, work.members.town("青石镇"), 2025)
            rows.append([{**row, "entries": len(row["entries"])} for row in found])
    assert rows[0] == rows[1]
    assert len(rows[0]) > 60


def test_an_export_that_comes_back_to_its_own_ledger_adds_nothing(
    new_ledger: Callable[[str], Database],
) -> None:
    old = new_ledger("old")
    fill(old, 8)
    with old.work() as work:
        town = work.members.town("青石镇")
        work.members.add_member(town.id, work.members.unit(town.id, "司法所").id, "李国强", Role.ADMIN)
    before = entries(old)
    done = imported(old, exported(old))
    assert (done.entries, done.known) == ((), 150)
    assert entries(old) == before


def test_an_export_that_is_imported_twice_is_imported_once(new_ledger: Callable[[str], Database]) -> None:
    old, new = new_ledger("old"), new_ledger("new")
    fill(old, 9)
    with new.work() as work:
        town = work.members.add_town("青石镇")
        office = work.members.add_unit(town.id, "党政办")
        work.members.add_member(town.id, office.id, "李国强", Role.ADMIN)
    content = exported(old)
    assert len(imported(new, content).entries) == 150
    again = imported(new, content)
    assert (again.entries, again.known, again.units) == ((), 150, ())
