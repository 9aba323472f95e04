"""A file that takes its reader as long as it may: everybody else is answered meanwhile."""

import time
from pathlib import Path

import pytest

from bot import documents
from bot.processing import process
from storage.database import Database
from storage.evidence_files import EvidenceFiles
from tests.botapi import BotApi
from tests.botapi.running import running
from tests.channels.test_telegram_groups import ADMIN, CLERK, LOG, settle
from tests.drafting.hostile_files import slow

LIMIT = 4.0  # seconds; the file would take ten times as long
SOON = 1.5


def test_other_chats_and_the_senders_own_are_answered_while_a_hostile_file_is_read(
    api: BotApi, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(database)
    monkeypatch.setattr(documents, "SECONDS", LIMIT)
    files = EvidenceFiles(tmp_path / "evidence")
    with running(api, database, lambda item: process(database, item), files=files):
        api.says(ADMIN, document=api.document(slow(), "报告.docx"), caption="/draft 2023", name="李国强")
        api.wait(lambda: "正在看" in "".join(one.text for one in api.sent(ADMIN)))
        began = time.monotonic()
        waits = [answered(api, CLERK, f"{LOG.replace('120', str(n))}") for n in range(101, 106)]
        waits.append(answered(api, ADMIN, "/stats 6月"))
        assert time.monotonic() - began < LIMIT, "they were answered only after the file"
        assert not refused(api)
        api.wait(lambda: refused(api), LIMIT + 10)
    assert max(waits) < SOON


def answered(api: BotApi, chat: int, text: str) -> float:
    """Seconds until the message is answered."""
    began, known = time.monotonic(), len(api.sent(chat))
    api.says(chat, text)
    api.wait(lambda: len(api.sent(chat)) > known)
    return time.monotonic() - began


def refused(api: BotApi) -> bool:
    return any("还没读完" in one.text for one in api.sent(ADMIN))
