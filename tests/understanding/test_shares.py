"""What each of several had is multiplied and asked about; without their number it is not guessed."""

from datetime import datetime

import pytest

from bot.understanding import understand

AT = datetime.fromisoformat("2025-10-22T16:30:00+08:00")


def _figures(text: str) -> dict[str, int]:
    return {
        figure.measure: int(figure.value)
        for entry in understand(text, AT).entries
        for figure in entry.figures
    }


def _reasons(text: str) -> str:
    return "；".join(doubt.reason for doubt in understand(text, AT).doubts)


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("三季度集体学法3期，每期15人", "参学", 45),
        ("调解员培训2期，均50人", "参训", 100),
        ("法治讲座4场，每场听众60余人", "听众", 240),
        ("普法活动6场，每场发资料80份", "资料", 480),
    ],
)
def test_a_share_is_multiplied_and_asked_about(text: str, measure: str, value: int) -> None:
    assert _figures(text)[measure] == value
    assert f"共{value}，对吗" in _reasons(text)


def test_a_share_beside_its_total_is_no_figure_and_no_question() -> None:
    text = "班子学法四次，每次都是9人，共36人次"
    assert _figures(text) == {"学法": 4, "参学": 36}
    assert not _reasons(text)


def test_a_share_of_nobody_knows_how_many_is_asked_about() -> None:
    text = "法律明白人培训班，每天40人"
    assert "参训" not in _figures(text)
    assert "每天40人" in _reasons(text)
