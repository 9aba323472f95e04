"""A board drawn as a PNG of a phone's width: bars by month, kinds, units, and lights."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.goals import Light, Progress, plain
from bot.pictures.fonts import Font
from bot.pictures.gathering import Bar, Board

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, MARGIN = 1080, 56
INK, PALE, BAR, STRONG, BACK = "#1F2933", "#7B8794", "#5B8DB8", "#C8553D", "#FFFFFF"
LIGHTS = {Light.GREEN: "#2E9E5B", Light.YELLOW: "#E0A800", Light.RED: "#D64545"}
TITLE, HEAD, TEXT, SMALL = 52, 38, 32, 26
ROW, CHART = 58, 300
_NAMES = 250  # pixels for the names of kinds, units and targets


@dataclass(slots=True)
class _Pen:
    """A canvas that is drawn from top to bottom; `y` is where the next part begins."""

    canvas: "ImageDraw"
    font: Font
    y: int = MARGIN

    def face(self, size: int) -> "FreeTypeFont":
        from PIL import ImageFont

        return ImageFont.truetype(str(self.font.path), size, index=self.font.index)

    def width(self, text: str, size: int) -> int:
        return round(self.face(size).getlength(text))

    def text(self, x: int, y: int, words: str, size: int, colour: str = INK, anchor: str = "lm") -> None:
        """`anchor`: the point of the words that stands at (x, y), as Pillow names it."""
        self.canvas.text((x, y), words, fill=colour, font=self.face(size), anchor=anchor)

    def fitted(self, words: str, size: int, most: int) -> str:
        """The words, cut where they are wider than `most` pixels."""
        if self.width(words, size) <= most:
            return words
        while words and self.width(words + "…", size) > most:
            words = words[:-1]
        return words + "…"

    def head(self, words: str) -> None:
        self.y += 24
        self.text(MARGIN, self.y + HEAD // 2, words, HEAD)
        self.y += HEAD + 26


def png(board: Board, font: Font) -> bytes:
    """The picture's bytes."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, _height(board)), BACK)
    pen = _Pen(ImageDraw.Draw(image), font)
    pen.text(MARGIN, pen.y + TITLE // 2, pen.fitted(board.title, TITLE, WIDTH - 2 * MARGIN), TITLE)
    pen.y += TITLE + 22
    pen.text(MARGIN, pen.y + SMALL // 2, board.subtitle, SMALL, PALE)
    pen.y += SMALL + 10
    if board.lights:
        pen.head("年度目标（竖线：到现在该完成的）")
        for one in board.lights:
            _light(pen, one)
    if any(bar.value for bar in board.months):
        pen.head("各月条数")
        _columns(pen, board.months)
    for name, bars in (("各类工作（条数）", board.kinds), ("各单位（条数）", board.units)):
        if bars:
            pen.head(name)
            _rows(pen, bars)
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


def _height(board: Board) -> int:
    part = HEAD + 50
    height = 2 * MARGIN + TITLE + SMALL + 32
    if board.lights:
        height += part + ROW * len(board.lights)
    if any(bar.value for bar in board.months):
        height += part + CHART + 60
    for bars in (board.kinds, board.units):
        height += (part + ROW * len(bars)) if bars else 0
    return height


def _light(pen: _Pen, one: Progress) -> None:
    """A lamp, the target, a bar of what is done with a mark of what was to be expected, and the numbers."""
    middle, colour = pen.y + ROW // 2, LIGHTS[one.light]
    pen.canvas.ellipse((MARGIN, middle - 15, MARGIN + 30, middle + 15), fill=colour)
    goal = one.goal
    name = f"{goal.unit} {goal.kind}" if goal.unit else f"{goal.kind} {goal.measure}"
    left, right = MARGIN + 44 + _NAMES + 90, WIDTH - MARGIN - 210
    pen.text(MARGIN + 44, middle, pen.fitted(name, TEXT, _NAMES + 80), TEXT)
    pen.canvas.rounded_rectangle((left, middle - 13, right, middle + 13), 6, fill="#E4E7EB")
    done = min(float(one.value / goal.value), 1.0) if goal.value else 1.0
    if done > 0:
        end = left + max(round((right - left) * done), 12)
        pen.canvas.rounded_rectangle((left, middle - 13, end, middle + 13), 6, fill=colour)
    mark = left + round((right - left) * float(one.share))
    pen.canvas.line((mark, middle - 20, mark, middle + 20), fill=INK, width=3)
    pen.text(WIDTH - MARGIN, middle, f"{plain(one.value)}/{plain(goal.value)}{one.unit}", TEXT, anchor="rm")
    pen.y += ROW


def _columns(pen: _Pen, bars: Sequence[Bar]) -> None:
    most = max(bar.value for bar in bars)
    step = (WIDTH - 2 * MARGIN) / len(bars)
    bottom = pen.y + CHART
    pen.canvas.line((MARGIN, bottom, WIDTH - MARGIN, bottom), fill=PALE, width=2)
    for number, bar in enumerate(bars):
        middle = round(MARGIN + step * (number + 0.5))
        top = bottom - round((CHART - 40) * bar.value / most)
        colour = STRONG if bar.strong else BAR
        if bar.value:
            pen.canvas.rectangle((middle - 24, top, middle + 24, bottom), fill=colour)
            pen.text(middle, top - 6, str(bar.value), SMALL, anchor="md")
        pen.text(middle, bottom + 26, bar.name, SMALL, STRONG if bar.strong else INK, anchor="mm")
    pen.y = bottom + 60


def _rows(pen: _Pen, bars: Sequence[Bar]) -> None:
    most = max(max(bar.value for bar in bars), 1)
    notes = max(pen.width(bar.note, SMALL) for bar in bars)
    notes = min(notes, 300)
    left = MARGIN + _NAMES
    longest = WIDTH - MARGIN - left - 80 - (notes + 20 if notes else 0)
    for bar in bars:
        middle = pen.y + ROW // 2
        pen.text(MARGIN, middle, pen.fitted(bar.name, TEXT, _NAMES - 16), TEXT)
        end = left + round(longest * bar.value / most)
        if bar.value:
            pen.canvas.rectangle((left, middle - 16, max(end, left + 4), middle + 16), fill=BAR)
        pen.text(max(end, left) + 12, middle, str(bar.value), TEXT, INK if bar.value else PALE)
        if bar.note:
            pen.text(WIDTH - MARGIN, middle, pen.fitted(bar.note, SMALL, notes), SMALL, PALE, anchor="rm")
        pen.y += ROW
