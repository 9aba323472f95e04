"""Which readers of dates look at a place of a text, by the character that stands there."""

from collections.abc import Iterable
from functools import cache, partial

from bot.understanding import (
    date_feasts,
    date_figures,
    date_month,
    date_numbers,
    date_parts,
    date_spells,
    date_told,
    date_words,
    feasts,
)
from bot.understanding.date_reading import Reader, Reading, Scene
from bot.understanding.patterns import Pattern

UNTIL_STARTS = "截到迄目年开入"
# What follows figures that tell a time; most figures count something ("120人"), and no reader need look.
_TELLS_TIME = Pattern(
    r"[\d零一二两仨三四五六七八九十廿卅百几多来半 ]{0,16}+"
    r"[年月日号天季度周星礼个小钟分第这共全,、和与及到至~\-./·]|20\d{6}|\d{4} \d"
)


def longest(readers: Iterable[Reader], scene: Scene, pos: int) -> Reading | None:
    """What the readers read at a place: of several the longest, of those the first."""
    best: Reading | None = None
    for reader in readers:
        found = reader(scene, pos)
        if found and (best is None or found.end > best.end):
            best = found
    return best


def _in_figures(readers: tuple[Reader, ...], scene: Scene, pos: int) -> Reading | None:
    """What readers of figures read, where those may tell a time at all."""
    tells = scene.alone or _TELLS_TIME.match(scene.text, pos)
    return longest(readers, scene, pos) if tells else None


@cache
def readers() -> dict[str, tuple[Reader, ...]]:
    """Readers by the characters that their expressions begin with; of two as long, the first wins."""
    numbers, figures, words, parts, spells = date_numbers, date_figures, date_words, date_parts, date_spells
    counted = (
        numbers.year, numbers.years, numbers.months, numbers.months_counted,
        numbers.months_listed, numbers.month_of_list, numbers.month, numbers.day, numbers.first_of_days,
        parts.quarter, spells.ago,
    )  # fmt: skip
    figured = (figures.written, figures.written_month, *counted, figures.short, date_feasts.digit_feast)
    begins: list[tuple[str, tuple[Reader, ...]]] = [
        ("".join(sorted(feasts.first_chars())), (date_feasts.feast,)),
        ("0123456789", (partial(_in_figures, figured),)),
        ("零一二两三四五六七八九十廿卅", (partial(_in_figures, counted),)),
        ("今去上前头本大明来下次后这", (parts.year_word, words.relative_day, words.week, words.month_word)),
        ("上本这下前头第首qQ", (parts.quarter,)),
        ("上前下后", (parts.half,)),
        ("全半年周月季", (date_told.told_period,)),
        ("前头", (parts.first_months,)),
        ("上前下后这近最过未今接", (spells.last_days,)),
        ("全整月", (words.whole_month,)),
        ("入开去今本这暑寒汛过年春连一", (spells.season,)),
        ("当元同", (words.week, words.month_word)),
        ("当第次翌转头前", (words.same_day,)),
        ("初廿二十", (date_month.lunar_day_after,)),
        ("初", (date_month.lunar_day_alone,)),
        ("昨夜", (words.relative_day,)),
        ("周星礼", (words.weekday,)),
        ("刚才方", (words.just_now,)),
        ("月上中下", (words.month_part,)),
        ("凌一早上中晌下后前傍晚今", (words.part_of_today,)),
        ("年全整一", (parts.year_part,)),
        ("正冬腊农阴旧老闰", (date_month.lunar_month,)),
        ("年大小", (date_month.year_end_day,)),
        ("半几些数", (spells.ago,)),
        ("前不近日最这", (spells.vague,)),
        (UNTIL_STARTS, ()),
    ]
    table: dict[str, tuple[Reader, ...]] = {}
    for chars, readers in begins:
        for char in set(chars):
            table[char] = table.get(char, ()) + tuple(
                one for one in readers if one not in table.get(char, ())
            )
    return table
