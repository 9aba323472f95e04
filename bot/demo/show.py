"""The demo: a sample year through the real program, and what came of it, in a few pages of text."""

from collections.abc import Callable, Iterator
from datetime import date
from importlib import resources
from itertools import groupby
from pathlib import Path

from bot import replay, reports, tallies
from bot.commands.common import write_file
from bot.reminders import preview
from storage.database import Database
from storage.records import Town

SHOWN = 14  # messages of the year that are printed with their answers
MONTH = 6
AT_ONE_TIME = 2  # reminders of one moment that are printed


def show(database: Database, folder: Path, say: Callable[[str], None]) -> None:
    """Plays the sample year into an empty `database`; its report lies in `folder`, `say` gets the lines."""
    facts = replay.read_town(_bundled("town.json"))
    lines = replay.read_lines(_bundled("sample_year.jsonl"))
    year = int(str(facts["year"]))
    channel = f"replay:{facts['name']}"
    with database.work() as work:
        town = replay.settle(work, facts, channel, "Asia/Shanghai")
    say(f"== {town.name}的{year}年：{len(lines)}条消息（下面是其中几条）\n")
    played = replay.Played()
    every = max(1, len(lines) // SHOWN)
    for index, (line, replies) in enumerate(replay.play(database, town, lines, channel, played)):
        if index % every == 0:
            say(_conversation(line, [reply.text for reply in replies]))
    say(f"……共{played.new}条，失败{played.failed}条\n")
    for text in _pages(database, town, year):
        say(text)
    for path in _documents(database, town, year, folder):
        say(f"已写好：{path}")


def _pages(database: Database, town: Town, year: int) -> Iterator[str]:
    with database.work() as work:
        yield f"== {year}年{MONTH}月小结\n\n{tallies.text(work, town, year, MONTH)}\n"
        sent = preview.lines(work, town, date(year, 11, 24), date(year, 12, 7))
    yield f"== 11月24日到12月7日会发出的提醒（共{len(sent)}条）\n"
    for _, moment in groupby(sent, key=lambda row: row.split("\t")[0]):
        rows = list(moment)
        yield from rows[:AT_ONE_TIME]
        if len(rows) > AT_ONE_TIME:
            yield f"　　……同一时间还有{len(rows) - AT_ONE_TIME}条"
    yield ""


def _documents(database: Database, town: Town, year: int, folder: Path) -> Iterator[Path]:
    with database.work() as work:
        report = reports.draft(work, town, year)
    for form in reports.FORMS:
        path = folder / f"{town.name}{year}年度报告.{form}"
        write_file(path, reports.write(report, form))
        yield path


def _conversation(line: replay.Line, replies: list[str]) -> str:
    answers = "\n".join(f"    {row}" for text in replies for row in text.splitlines())
    return f"{line.at:%m-%d %H:%M} {line.unit} {line.sender}：{line.text}\n{answers}\n"


def _bundled(name: str) -> str:
    return resources.files("bot.demo").joinpath(name).read_text(encoding="utf-8")
