"""`fazhibot run` as a process: how it starts, refuses and ends."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.botapi import BotApi
from tests.botapi.server import TOKEN
from tests.crash.harness import ROOT, environment


def run(folder: Path, api: BotApi, **settings: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "bot", "run"]
    values = {**environment(folder, api), **settings}
    return subprocess.Popen(command, cwd=ROOT, env=values, stderr=subprocess.PIPE, text=True)


def test_sigterm_ends_it_in_order(api: BotApi, tmp_path: Path) -> None:
    bot = run(tmp_path, api)
    api.wait(lambda: api.state.polls, 30)
    bot.send_signal(signal.SIGTERM)
    _, errors = bot.communicate(timeout=20)
    assert bot.returncode == 0, errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("token", ["123456789:not-the-token-of-this-server"])
def test_a_refused_token_is_one_line_and_status_2(api: BotApi, tmp_path: Path, token: str) -> None:
    bot = run(tmp_path, api, TELEGRAM_BOT_TOKEN=token)
    _, errors = bot.communicate(timeout=30)
    assert bot.returncode == 2
    assert errors.strip().splitlines()[-1].startswith("fazhibot: Telegram does not accept TELEGRAM_BOT_TOKEN")
    assert "Traceback" not in errors
    assert token not in errors


def test_a_token_that_is_refused_while_it_runs_ends_it_with_status_2(api: BotApi, tmp_path: Path) -> None:
    bot = run(tmp_path, api, TELEGRAM_BOT_TOKEN=TOKEN)
    api.wait(lambda: api.state.polls, 30)
    api.fail("*", 401, times=-1)
    api.says(7, "没人听见")
    _, errors = bot.communicate(timeout=30)
    assert bot.returncode == 2
    assert "Traceback" not in errors
