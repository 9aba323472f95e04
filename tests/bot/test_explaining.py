"""Why a message was read as it was, in the words of a clerk."""

from datetime import datetime

import pytest

from bot import cli
from bot.explaining import explained
from bot.understanding import understand

AT = datetime.fromisoformat("2025-10-22T16:30:00+08:00")


def test_each_part_is_told_with_the_words_that_it_came_from() -> None:
    text = "昨天在柳湾广场普法，发折页200多份，来了约50人"
    told = explained(text, AT, understand(text, AT)).splitlines()
    assert told[0].startswith("要记的事")
    assert "“昨天”：2025-10-21" in told
    assert any(line.startswith("1. 普法活动（“普法") for line in told)
    assert "   地点：柳湾广场" in told
    assert "   资料200余份（“200多份”）" in told
    assert "   活动1场次（没有明说，按一次算）" in told


def test_what_would_be_asked_is_told_last() -> None:
    text = "村口那摊子烂事总算捋顺了"
    assert explained(text, AT, understand(text, AT)).splitlines()[-1].startswith("要问：")


def test_the_command_explains_one_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", "--explain", "--at", "2025-10-22T16:30", "--text", "今天调解2件"]) == 0
    assert "调解2件（“2件”）" in capsys.readouterr().out
