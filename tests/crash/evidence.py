"""Photos that come while the bot is killed: at each step from the download to the record, and at random.

As a program (`python -m tests.crash.evidence STEP NUMBER`) it is `fazhibot run`, which kills itself when that
step comes for the NUMBERth time.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.database import Database
from storage.evidence_files import UNFINISHED, EvidenceFiles
from storage.records import FileState
from tests.botapi import BotApi
from tests.crash.harness import ROOT, environment, found_town, given_up, wait, wait_until_settled

CHAT = 1000  # of the first member of found_town
LOG = "今天在柳树村文化广场开展普法宣传1场，发放资料300份"
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 400
STEPS = ("downloaded", "half written", "written", "named", "recorded", "settling", "settled")


@dataclass(slots=True)
class Found:
    """What came of the photos. All from `lost` to `unanswered` ought to be 0."""

    photos: int
    kills: int = 0
    seconds: float = 0.0
    lost: int = 0  # not fetched, or not as they were sent
    twice: int = 0  # in the list of the entry's evidence more than once
    strange: int = 0  # files in the folder that no row names
    halves: int = 0  # unfinished files in the folder
    unanswered: int = 0  # the entry has no card, and none was given up
    doubled: int = 0  # the card came again after a kill, which may happen

    def is_sound(self) -> bool:
        return not (self.lost or self.twice or self.strange or self.halves or self.unanswered)


def play(
    folder: Path, ledger: str, photos: int, deaths: list[tuple[str, int]], chance: random.Random
) -> Found:
    """An album and what comes after it, on the fresh ledger of that URL. `deaths`: (step, how often it comes
    before it kills), one start each; a step "any" is a kill from outside at a random moment.
    """
    found = Found(photos)
    started = time.monotonic()
    found_town(ledger, 1)
    contents = [JPEG + number.to_bytes(2, "big") for number in range(photos)]
    with BotApi() as api:
        api.fail("download", 200, times=-1, delay=0.05)
        for number, content in enumerate(contents):
            words = {"caption": LOG} if number == 0 else {}
            api.says(CHAT, photo=api.photo(content), media_group_id="a", **words)
        for step, count in deaths:
            _live(folder, api, ledger, step, count, chance)
            found.kills += 1
        bot = _start(folder, api, ledger, "", 0)
        try:
            wait(lambda: _fetched(ledger) >= photos, 60)
            wait_until_settled(ledger, 60)
        finally:
            bot.terminate()
            bot.wait(30)
        _count(folder, ledger, api, contents, found)
    found.seconds = time.monotonic() - started
    return found


def _start(folder: Path, api: BotApi, ledger: str, step: str, count: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.crash.evidence", step, str(count)]
    values = {**environment(folder, api), "FAZHIBOT_DATABASE_URL": ledger}
    with (folder / "bot.log").open("ab") as log:
        return subprocess.Popen(command, cwd=ROOT, env=values, stdout=log, stderr=log)


def _live(folder: Path, api: BotApi, ledger: str, step: str, count: int, chance: random.Random) -> None:
    """One start until its death."""
    before = len(api.requests("download"))
    bot = _start(folder, api, ledger, step, count)
    if step == "any":
        wait(lambda: len(api.requests("download")) > before or bot.poll() is not None, 30)
        time.sleep(chance.uniform(0, 0.3))
        bot.kill()
    status = bot.wait(60)
    assert status == -signal.SIGKILL, (folder / "bot.log").read_text(encoding="utf-8")[-2000:]


def _fetched(ledger: str) -> int:
    time.sleep(0.2)
    database = Database(ledger)
    with database.work() as work:
        files = work.evidence.of_town(work.members.town("青石镇").id)
    database._engine.dispose()
    return len(files)


def _count(folder: Path, ledger: str, api: BotApi, contents: list[bytes], found: Found) -> None:
    files = EvidenceFiles(folder / "evidence")
    database = Database(ledger)
    database.upgrade()
    with database.work() as work:
        listed = work.evidence.of_entry(work.members.town("青石镇").id, "2023-1")
    database.close()
    held = [files.read(one.sha256) for one in listed if one.state is FileState.FETCHED]
    found.lost = sum(content not in held for content in contents)
    found.twice = len(listed) - len({one.message_id for one in listed})
    there = [path for path in files.folder.rglob("*") if path.is_file()]
    found.halves = sum(path.name.startswith(UNFINISHED) for path in there)
    found.strange = len({path.name for path in there} - {one.sha256 for one in listed}) - found.halves
    cards = sum("2023-1 " in one.text for one in api.sent())
    found.unanswered, found.doubled = int(not (cards or given_up(ledger))), max(0, cards - 1)


def _dies(step: str, count: int) -> None:
    """Arms this process: it is gone, as by a power cut, when that step comes for the `count`th time."""
    from bot.channels.telegram import TelegramChannel
    from bot.evidence import jobs
    from storage.evidence import Evidence

    seen = [0]

    def reached(name: str) -> None:
        if name == step:
            seen[0] += 1
            if seen[0] == count:
                os.kill(os.getpid(), signal.SIGKILL)

    def after(owner: Any, name: str, steps: str) -> None:
        honest: Callable[..., Any] = getattr(owner, name)

        def act(*args: Any, **named: Any) -> Any:
            result = honest(*args, **named)
            reached(steps)
            return result

        setattr(owner, name, act)

    fetch, write, replace = TelegramChannel.fetch, os.fdopen, Path.replace

    async def fetched(self: TelegramChannel, remote: str) -> bytes:
        content = await fetch(self, remote)
        reached("downloaded")
        return content

    def opened(handle: int, mode: str = "r", *rest: Any, **named: Any) -> Any:
        file = write(handle, mode, *rest, **named)
        if mode == "wb" and step == "half written":
            honest = file.write
            file = _Half(file, lambda part: (honest(part), file.flush(), reached("half written")))
        return file

    def renamed(self: Path, target: Path) -> Path:
        if self.name.startswith(UNFINISHED):
            reached("written")
        return replace(self, target)

    TelegramChannel.fetch = fetched  # type: ignore[method-assign]
    os.fdopen = opened  # type: ignore[assignment]
    Path.replace = renamed  # type: ignore[assignment, method-assign]
    after(EvidenceFiles, "put", "named")
    after(Evidence, "stored", "recorded")
    after(Evidence, "fetched", "settling")
    after(jobs, "settle", "settled")


class _Half:
    """A file that is written in two halves, with something between."""

    def __init__(self, file: Any, between: Callable[[bytes], object]) -> None:
        self._file, self._between = file, between

    def __enter__(self) -> "_Half":
        return self

    def __exit__(self, *rest: object) -> None:
        self._file.close()

    def write(self, content: bytes) -> None:
        middle = len(content) // 2
        self._between(content[:middle])
        self._file.write(content[middle:])

    def flush(self) -> None:
        self._file.flush()

    def fileno(self) -> int:
        return int(self._file.fileno())


if __name__ == "__main__":
    from bot.cli import main

    _dies(sys.argv[1], int(sys.argv[2]))
    sys.exit(main(["run"]))
