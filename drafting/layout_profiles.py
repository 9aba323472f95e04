"""A county's own page profiles, as data (TOML): read, and checked with a sentence for each fault.

A profile of one's own names what it takes over (`base`, else the national standard) and what is different:

    [本县]
    label = "本县要求：固定值29磅"
    base = "fixed28"
    line = 29
    margins = { top = 35 }
"""

import difflib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from drafting.errors import LayoutError
from drafting.layout import FACES, Layout, Rows, bundled, of_row, whole

MOST = 20  # profiles of a town
MOST_BYTES = 64 * 1024
_NAME = re.compile(r"[\w-]{1,36}")
_LONGEST_NAME = 36  # bytes: it has to fit on a button
_POINTS_A_MILLIMETRE = 72 / 25.4
_TIGHTEST = 0.9  # of a character's width
_LONGEST = 60  # characters of a label or font; Word reads 31 of a font's name
_LONGEST_FONT = 31
_RANGES = {
    "footer": (0, 60, "毫米"),
    "lines": (10, 60, "行"),
    "characters": (10, 60, "字"),
    "line": (0, 60, "磅"),
    "signature_indent": (0, 12, "字"),
}
_WHOLE = ("lines", "characters")
_MARGINS = ("top", "bottom", "left", "right")
_HEAD = re.compile(r"""^[ \t]*[\[［]([^\[\]［］"'#]*[^\x00-\x7f][^\[\]［］"'#]*)[\]］]""", re.MULTILINE)
KEYS = (
    *("label", "called", "base", "page", "margins", "headings", "latin"),
    *("page_number_at", "page_number_dash", "alike", *_RANGES, *FACES),
)
_PLACES = ("outside", "centre")


def read(text: str) -> dict[str, dict[str, Any]]:
    """The profiles of a TOML file; LayoutError with all that is wrong, a line each."""
    if len(text.encode()) > MOST_BYTES:
        raise LayoutError("版式文件太大，最多64 KB")
    try:
        rows = tomllib.loads(_HEAD.sub(r'["\1"]', text))  # TOML wants quotes around Chinese names
    except tomllib.TOMLDecodeError as error:
        raise LayoutError(f"版式文件不是正确的 TOML：{error}") from error
    if not rows:
        raise LayoutError("版式文件是空的。至少要有一段，比如 [本县]")
    if faults := list(problems(rows)):
        raise LayoutError("版式文件有问题：\n" + "\n".join(faults))
    return rows


def problems(rows: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with profiles of a county, each with the profile's name."""
    if len(rows) > MOST:
        yield f"版式太多，最多{MOST}种"
        return
    faults = [f"[{name}] {fault}" for name, row in rows.items() for fault in _of_profile(name, row, rows)]
    if not faults:  # then each can be put together with what it takes over
        every = {**bundled(), **rows}
        faults = [
            f"[{name}] {fault}" for name in rows for fault in _together(of_row(name, whole(name, every)))
        ]
    yield from faults


def _of_profile(name: str, row: Any, rows: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(row, Mapping):
        yield f"“{name}”要写在一段里：先写一行 [本县]，再写各项"
        return
    if not _NAME.fullmatch(name) or len(name.encode()) > _LONGEST_NAME:
        yield "名称只能用汉字、字母、数字和“-”，最多12个汉字"
    if name in bundled():
        yield "和自带的版式重名，请换个名称"
    for key, value in row.items():
        if key not in KEYS:
            meant = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.6)
            yield f"没有“{key}”这一项" + (
                f"，是不是“{meant[0]}”？" if meant else "，可用：" + "、".join(KEYS)
            )
        else:
            yield from _of_key(key, value)
    yield from _base(name, row, rows)


def _base(name: str, row: Mapping[str, Any], rows: Mapping[str, Any]) -> Iterator[str]:
    seen = [name]
    base = row.get("base")
    while base is not None:
        if not isinstance(base, str) or base not in {**bundled(), **rows}:
            yield f"base 写的“{base}”没有，可用：{'、'.join({**bundled(), **rows})}"
            return
        if base in seen:
            yield f"base 绕成了圈：{'→'.join([*seen, base])}"
            return
        seen.append(base)
        above = rows.get(base, {})
        base = above.get("base") if isinstance(above, Mapping) else None


def _of_key(key: str, value: Any) -> Iterator[str]:
    if key in _RANGES:
        low, high, unit = _RANGES[key]
        whole_ = key in _WHOLE
        if not _number(value) or (whole_ and not isinstance(value, int)) or not low <= value <= high:
            yield f"{key} 要是{low}到{high}之间的{'整数' if whole_ else '数'}（{unit}），现在是 {value!r}"
    elif key == "label" and value == "":
        yield "label 要写上，是给人看的名称"
    elif key in ("label", "latin", "page_number_dash", "base"):
        if not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
            yield f"{key} 要是一句文字，最多{_LONGEST}个字"
    elif key == "called":
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            yield 'called 要写成 ["别名"]'
    elif key == "page":
        if not (
            isinstance(value, list)
            and len(value) == 2
            and all(_number(one) and 100 <= one <= 450 for one in value)
        ):
            yield f"page 要写成 [宽, 高]，单位毫米，比如 [210, 297]，现在是 {value!r}"
    elif key == "margins":
        yield from _margins(value)
    elif key == "page_number_at":
        if value not in _PLACES:
            yield f'page_number_at 只能是 "outside"（单页右、双页左）或 "centre"（居中），现在是 {value!r}'
    elif key == "headings":
        if not isinstance(value, list) or len(value) != 4:
            yield "headings 要写四个：一、（一）1.（1）各一个"
        else:
            for number, face in enumerate(value, start=1):
                yield from _face(f"headings 第{number}个", face, entire=True)
    elif key == "alike":
        if not isinstance(value, Mapping) or not all(_is_font(one) for one in value.values()):
            yield 'alike 要写成 { "字体" = "替代的字体" }'
    else:
        yield from _face(key, value)


def _margins(value: Any) -> Iterator[str]:
    if not isinstance(value, Mapping) or set(value) - set(_MARGINS):
        yield "margins 要写成 { top = 37, bottom = 35, left = 28, right = 26 }，可以只写其中几个"
        return
    for side, length in value.items():
        if not _number(length) or not 5 <= length <= 80:
            yield f"margins 的 {side} 要在5到80毫米之间，现在是 {length!r}"


def _face(key: str, value: Any, *, entire: bool = False) -> Iterator[str]:
    if not isinstance(value, Mapping) or set(value) - {"font", "size", "bold"}:
        yield f'{key} 要写成 {{ font = "仿宋_GB2312", size = 16 }}，可以加 bold = true'
        return
    if entire and not {"font", "size"} <= set(value):
        yield f"{key} 的 font 和 size 都要写"
    if "font" in value and not _is_font(value["font"]):
        yield f"{key} 的字体名要是文字，最多{_LONGEST_FONT}个字，现在是 {value['font']!r}"
    if "size" in value and not (
        _number(value["size"]) and 5 <= value["size"] <= 72 and value["size"] * 2 % 1 == 0
    ):
        yield f"{key} 的字号要在5到72磅之间，可以有半磅，现在是 {value['size']!r}"
    if "bold" in value and not isinstance(value["bold"], bool):
        yield f"{key} 的 bold 只能是 true 或 false"


def _together(layout: Layout) -> Iterator[str]:
    """Whether the lines and characters fit on the paper."""
    width = layout.page[0] - layout.margins.left - layout.margins.right
    height = layout.page[1] - layout.margins.top - layout.margins.bottom
    if width < 80 or height < 100:
        yield f"页边距太大：版心只剩{width:g}×{height:g}毫米"
        return
    lines = int(height * _POINTS_A_MILLIMETRE / layout.line) if layout.line else layout.lines
    if layout.line and layout.lines > lines:
        yield f"每行{layout.line:g}磅，版心高{height:g}毫米，放不下{layout.lines}行，最多{lines}行（lines）"
    if not layout.line and layout.line_pitch / 20 < layout.body.size:
        yield f"版心高{height:g}毫米，{layout.body.size:g}磅的字放不下{layout.lines}行（lines）"
    most = int(width * _POINTS_A_MILLIMETRE / layout.body.size / _TIGHTEST)
    if layout.characters > most:
        size = f"{layout.body.size:g}磅的字"
        yield f"版心宽{width:g}毫米，{size}一行放不下{layout.characters}个，最多{most}个（characters）"
    if layout.line and layout.line < layout.body.size:
        yield f"行距{layout.line:g}磅比字号{layout.body.size:g}磅还小，字会叠在一起"


def dump(name: str, row: Mapping[str, Any]) -> str:
    """A profile as the TOML that `read` takes, under a name that can be changed."""
    lines = [
        f"[{_key(name)}]",
        *(f"{_key(key)} = {_value(value)}" for key, value in row.items() if key != "called"),
    ]
    return "\n".join(lines)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def own_of(settings: Mapping[str, Any]) -> Rows:
    """The profiles that a town keeps in its settings; those that no longer hold are left out."""
    rows = settings.get("layouts")
    if not isinstance(rows, Mapping):
        return {}
    kept = {name: row for name, row in rows.items() if isinstance(row, Mapping)}
    return kept if not list(problems(kept)) else {}


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_font(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_FONT and value.isprintable()
