"""Pictures: drawn with a Chinese font, as high as what they show; without a font there is none."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from bot.goals import Goal, Progress
from bot.pictures import draw
from bot.pictures.fonts import Font, chinese_font
from bot.pictures.gathering import Bar, Board

FONT = chinese_font()
needs_font = pytest.mark.skipif(FONT is None, reason="no Chinese font on this machine (fonts-noto-cjk)")
MONTHS = [Bar(f"{month}月", month % 4, strong=month == 6) for month in range(1, 13)]
LIGHTS = [
    Progress(Goal("普法活动", "活动", Decimal(40)), Decimal(count), "场次", Decimal("0.5"))
    for count in (5, 13, 30)
]


def board(kinds: int = 3, units: int = 4, lights: int = 3) -> Board:
    return Board(
        "青石镇2025年6月台账",
        "共12条",
        MONTHS,
        [Bar(f"第{number}类工作", number, f"活动{number}场次") for number in range(kinds)],
        [Bar("名字很长很长的一个综合行政执法单位", number) for number in range(units)],
        LIGHTS[:lights],
    )


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def inked(image: Image.Image) -> tuple[int, int]:
    """The first and last row with anything on it."""
    rows = [y for y in range(image.height) if len(set(image.crop((0, y, image.width, y + 1)).tobytes())) > 1]
    return rows[0], rows[-1]


@needs_font
def test_everything_stands_on_the_picture_with_a_margin_around() -> None:
    assert FONT is not None
    for shape in ((3, 4, 3), (10, 12, 0), (0, 0, 1)):
        image = opened(draw.png(board(*shape), FONT))
        first, last = inked(image)
        assert image.width == draw.WIDTH
        assert first >= draw.MARGIN - 10
        assert draw.MARGIN - 40 <= image.height - last <= 160
        left = image.crop((0, 0, draw.MARGIN - 4, image.height))
        assert len(set(left.tobytes())) == 1


@needs_font
def test_each_light_has_its_colour() -> None:
    assert FONT is not None
    image = opened(draw.png(board(), FONT)).convert("RGB")
    found = image.getcolors(1 << 24) or []
    colours = {"#{:02X}{:02X}{:02X}".format(*pixel) for _, pixel in found}
    assert set(draw.LIGHTS.values()) <= colours


@needs_font
def test_chinese_letters_are_no_empty_boxes() -> None:
    from PIL import ImageFont

    assert FONT is not None
    face = ImageFont.truetype(str(FONT.path), 40, index=FONT.index)
    shapes = {bytes(face.getmask(letter)) for letter in "法治台账普调解\uffff"}
    assert len(shapes) == 8


def test_a_machine_without_chinese_fonts_is_told_apart(tmp_path: Path) -> None:
    assert chinese_font((str(tmp_path), str(tmp_path / "none"))) is None
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"no font")
    chinese_font.cache_clear()
    assert chinese_font((str(tmp_path),)) is None
    assert Font(tmp_path).index == 0
