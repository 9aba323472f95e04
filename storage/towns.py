"""Towns and their units as rows and as values."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from storage.errors import InvalidValueError
from storage.records import Town, Unit, UnitLevel
from storage.tables import TownRow, UnitRow, key
from storage.text import clean, clean_json

TEXTS = ("name", "full_name", "superior", "province")
# What the name of a village or community ends in. 街道 and 镇 are towns; 村镇办 is an office of one.
VILLAGE_ENDINGS = (
    "村",
    "社区",
    "居委会",
    "村委会",
    "居民委员会",
    "村民委员会",
    "居",
    "屯",
    "寨",
    "嘎查",
    "农场社区",
)


def guess_level(name: str) -> UnitLevel:
    """Whether a unit of that name is a village (虹桥村, 东街社区, 南门居委会) or the town's own (司法所,
    党政办).
    """
    return UnitLevel.VILLAGE if name.strip().endswith(VILLAGE_ENDINGS) else UnitLevel.TOWN


def needed(text: str, what: str) -> str:
    """The text cleaned and without blanks around it; InvalidValueError where nothing is left."""
    text = clean(text).strip()
    if not text:
        raise InvalidValueError(f"{what}不能为空")
    return text


def change_town(row: TownRow, changes: dict[str, Any]) -> None:
    """Set a town's texts, timezone, chat ((channel, chat) or None) and settings
    (merged; None takes one out).
    """
    for name, value in changes.items():
        if name in TEXTS:
            setattr(row, name, needed(value, "名称") if name == "name" else clean(value).strip())
        elif name == "timezone":
            row.timezone = known_zone(value)
        elif name == "chat":
            row.channel, row.chat = value if value is not None else (None, None)
        elif name == "settings":
            merged = {**row.settings, **clean_json(value)}
            row.settings = {part: choice for part, choice in merged.items() if choice is not None}
        else:
            raise TypeError(f"a town has no {name}")


def known_zone(name: str) -> str:
    """The IANA name of a time zone as given; InvalidValueError for one that does not exist."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise InvalidValueError(f"没有“{name}”这个时区，例如 Asia/Shanghai") from error
    return name


def units_of(session: Session, town_id: int) -> dict[int, Unit]:
    """The town's units by id, in the order in which they came."""
    query = select(UnitRow).where(UnitRow.town_id == town_id).order_by("id")
    return {key(row): unit_value(row) for row in session.exec(query)}


def town_value(row: TownRow) -> Town:
    chat = (row.channel, row.chat) if row.channel is not None and row.chat is not None else None
    return Town(
        id=key(row),
        name=row.name,
        full_name=row.full_name,
        superior=row.superior,
        province=row.province,
        timezone=row.timezone,
        chat=chat,
        settings=row.settings,
    )


def unit_value(row: UnitRow) -> Unit:
    return Unit(key(row), row.town_id, row.name, UnitLevel(row.level))
