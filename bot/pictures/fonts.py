"""A font with Chinese letters, found among those that the machine has."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
# The best first: names of files as the systems have them.
NAMES = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf",
    "NotoSansSC-Regular.otf",
    "NotoSansSC-Regular.ttf",
    "SourceHanSansCN-Regular.otf",
    "SourceHanSansSC-Regular.otf",
    "msyh.ttc",
    "PingFang.ttc",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "simhei.ttf",
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
    "simsun.ttc",
    "NotoSerifCJK-Regular.ttc",
)


@dataclass(frozen=True, slots=True)
class Font:
    """`index`: which of a collection's faces."""

    path: Path
    index: int = 0


@cache
def chinese_font(folders: tuple[str, ...] = FOLDERS) -> Font | None:
    """The best Chinese font of the machine; None where it has none."""
    found: dict[str, Path] = {}
    for folder in folders:
        root = Path(folder).expanduser()
        if root.is_dir():
            for path in sorted(root.rglob("*.[to]t[fc]")):
                found.setdefault(path.name, path)
    for name in NAMES:
        if name in found and (font := _face(found[name])):
            return font
    return None


def _face(path: Path) -> Font | None:
    """The face for simplified Chinese in the file; None where it cannot be read."""
    found = None
    for index in range(12):
        family = _family(path, index)
        if family is None:
            break
        if family.endswith((" SC", " CN")):
            return Font(path, index)
        found = found or Font(path)
    return found


def _family(path: Path, index: int) -> str | None:
    """The name of a face. (By its path, Pillow would look for a like-named file elsewhere.)"""
    from PIL import ImageFont

    try:
        with path.open("rb") as file:
            name = ImageFont.truetype(file, 16, index=index).getname()[0]
            return name or ""
    except OSError:
        return None
