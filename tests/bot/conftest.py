"""A town on a real database, with people who write to the bot."""

from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.dialogs.stage import Stage


@pytest.fixture
def stage(ledger_url: str) -> Iterator[Stage]:
    """青石镇: 张敏 records for 虹桥村, 周丽 for 柳湾村, 李国强 edits at 司法所, 陈静 reads at 党政办."""
    database = Database(ledger_url)
    database.upgrade()
    opened = Stage(database)
    opened.settle()
    opened.add_person("张敏", "虹桥村", "记录")
    opened.add_person("周丽", "柳湾村", "记录")
    opened.add_person("李国强", "司法所", "编辑")
    opened.add_person("陈静", "党政办", "查看")
    yield opened
    database.close()
