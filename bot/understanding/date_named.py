"""A day beside the name that it is known by: 昨天重阳节, 26号禁毒日, 6月26号国际禁毒日当天."""

from dataclasses import replace

from bot.understanding import feasts
from bot.understanding.date_reading import Reading, Scene
from bot.understanding.patterns import Pattern

_BEFORE_FEAST = Pattern(r" ?(?:,|是|的)? ?[“\"「]?(?:\d{1,2}[·.]\d{1,2})?")
_FEAST_DAY = Pattern(r"[”\"」]?(?:当天|那天|这天|当日)?")
_MONTH_SAID = Pattern(r"[月./-]")


def of_feast(scene: Scene, reading: Reading, end: int) -> Reading | None:
    """26号禁毒日: a day without its month that is the named day's is that of the nearest such day."""
    if (
        reading.form != "day"
        or not reading.explicit
        or _MONTH_SAID.search(scene.text[reading.start : reading.end])
    ):
        return None
    lead = _BEFORE_FEAST.match(scene.text, end)
    found = feasts.feast_at(scene.text, lead.end() if lead else end)
    if not found or found[0].until or found[0].first[0] != "solar":
        return None
    year = scene.today.year
    days = [days[0] for of in (year - 1, year, year + 1) if (days := found[0].days(of))]
    on = min(days, key=lambda day: abs((day - scene.today).days))
    if on.day != reading.on.day or on == reading.on:
        return None
    tail = _FEAST_DAY.match(scene.text, found[1])
    return replace(
        reading,
        end=tail.end() if tail else found[1],
        on=on,
        last=on,
        future=on > scene.today,
        month=on.month,
        year=on.year,
    )


def past_feast(scene: Scene, reading: Reading, end: int) -> int:
    """Where a feast's name of that very day ends, if one follows: 昨天重阳节, 6月26号国际禁毒日当天."""
    if reading.form not in ("day", "weekday"):
        return end
    lead = _BEFORE_FEAST.match(scene.text, end)
    found = feasts.feast_at(scene.text, lead.end() if lead else end)
    if not found or reading.on not in found[0].days_near(reading.on.year):
        return end
    tail = _FEAST_DAY.match(scene.text, found[1])
    return tail.end() if tail else found[1]
