"""Every dialog is played on a real database, and each answer of the bot is the one that the file shows.

To write a new one, write what people say, run FAZHIBOT_WRITE_DIALOGS=1 pytest tests/dialogs, and read it.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.dialogs import stage

FOLDER = Path(__file__).parent
DIALOGS = sorted(FOLDER.glob("*.md"))


@pytest.fixture
def database(ledger_url: str) -> Iterator[Database]:
    opened = Database(ledger_url)
    opened.upgrade()
    yield opened
    opened.close()


@pytest.mark.parametrize("path", DIALOGS, ids=lambda path: path.stem)
def test_the_bot_answers_as_the_dialog_shows(path: Path, database: Database) -> None:
    if os.environ.get("FAZHIBOT_WRITE_DIALOGS"):
        path.write_text(stage.written(path, database), encoding="utf-8")
        return
    for step, got in stage.play(path, database):
        assert stage.agrees(step.expected, got), _told(step, got)


def _told(step: stage.Step, got: list[str]) -> str:
    return "\n".join([*step.lines, "", "the file:", *step.expected, "", "the bot:", *got])


def test_there_is_a_dialog_for_every_part_of_the_work() -> None:
    assert len(DIALOGS) >= 15


def test_a_dialog_that_says_something_else_is_noticed() -> None:
    assert not stage.agrees(["> 已记 2023-1"], ["> 已记 2023-2"])
    assert not stage.agrees(["> 已记 2023-1"], ["> 已记 2023-1", "> ［改］"])
    assert stage.agrees(["> 已记 2023-1", "> …"], ["> 已记 2023-1", "> ［改］", "> ［撤销］"])
