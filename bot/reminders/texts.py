"""What the reminders say: short, why they came, and how to stop them."""

from collections.abc import Sequence
from datetime import date

from drafting.totals import Period
from storage.records import Member, Notice, Town

STOP = "不想收，发 /mute"
STOP_IN_CHAT = "不想在这里收，请告诉管理员"
LOG, HAVE_LOGGED = "请补一句", "请让管台账的同志补一句"
_NUMERALS = "一二三四五六七八九十"


def with_reason(text: str, why: str, stop: str) -> str:
    """A notice: its text, and in a last line why it came and how to stop it."""
    return f"{text}\n（{why}。{stop}）"


def together(notices: Sequence[Notice]) -> str:
    """Several notices to one reader as one message, each with its reason, and how to stop them."""
    if len(notices) == 1:
        return notices[0].text
    parts = [f"有{len(notices)}件事："]
    stop = STOP
    for number, notice in enumerate(notices):
        body, _, footer = notice.text.rpartition("\n")
        stop = next((one for one in (STOP_IN_CHAT, STOP) if footer.endswith(f"{one}）")), stop)
        why = footer.removeprefix("（").removesuffix(f"{stop}）").removesuffix("。")
        mark = _NUMERALS[number] if number < len(_NUMERALS) else str(number + 1)
        parts.append(f"{mark}、{body}\n（{why}）")
    return "\n\n".join([*parts, stop])


def nudge(member: Member, monday: date, day: date, stop: str = STOP) -> str:
    """To a member whose unit has logged nothing from Monday to that day."""
    text = (
        f"{member.name}您好，{member.unit.name}本周（{days(monday, day)}）还没有记录。"
        "有普法、调解、检查这些，一句话发我就行；确实没有，不用回。"
    )
    return with_reason(text, "每周提醒一次，本周记过的不提醒", stop)


def nudge_reason(member: Member, monday: date, day: date) -> str:
    return f"{member.unit.name}本周（{days(monday, day)}）没有记录"


def monthly(text: str, stop: str) -> str:
    return with_reason(text, "每月第一个工作日发一次上月的汇总", stop)


def monthly_reason(year: int, month: int) -> str:
    return f"每月第一个工作日发上月汇总：{year}年{month}月"


def closing_silent(member: Member, month: Period) -> str:
    """To a member whose unit has nothing in the month."""
    name = f"{month.on.month}月"
    return (
        f"{member.unit.name}{name}还没有记录。{name}还有没报的吗？"
        f"有就一句话发我；确实没有，按“{name}没有要报的”。"
    )


def closing_zeros(member: Member, month: Period, names: Sequence[str]) -> str:
    """To a member of the unit that answers for these measures."""
    month_name = f"{month.on.month}月"
    return (
        f"{month_name}还有哪些没报？这{len(names)}项没有人报过：{'、'.join(names)}。\n"
        f"有就一句话发我；没有，按下面的“无”，年度报告才能写“无”。"
    )


def closing_reason(member: Member, month: Period, zeros: bool) -> str:
    what = "归口的数没有人报过" if zeros else "没有记录"
    return f"{month.on.year}年{month.on.month}月{member.unit.name}{what}"


def oversight(town: Town, name: str, lines: Sequence[str], silent: Sequence[str]) -> str:
    """The quarter's supervision: targets with their lights, and who reported nothing."""
    parts = [f"{town.name}{name}督办"]
    parts += lines or ["还没有定目标。定一个，发：/target 普法活动 40场"]
    if silent:
        more = f"等{len(silent)}个单位" if len(silent) > 12 else ""
        parts.append(f"整季没有记录：{'、'.join(silent[:12])}{more}")
    return "\n".join(parts)


def unknown_year(year: int) -> str:
    return (
        f"{year}年的放假安排我这里还没有，工作日先按周一到周五算，提醒可能落在假日里。\n"
        f"安排公布后请更新程序，或自己补：/calendar 放假 {year}年1月1日到3日　/calendar 上班 {year}年1月4日"
    )


def fixture(text: str, reason: str, stop: str) -> str:
    return with_reason(text, f"提醒原因：{reason}", stop)


def after(name: str, asks: str) -> str:
    """After a day of which nothing was logged."""
    wanted = f"上报的统计表一般要填：{asks}；补完发 /stats {name} 就有。" if asks else ""
    return f"{name}过去了，还没有看到这方面的记录。办过的请补一句，写明哪天、在哪；没有办就不用回。{wanted}"


def last_year(had: str) -> str:
    """A sentence on what last year had, or nothing."""
    return f"去年有：{had}。" if had else ""


def pending(count: int) -> str:
    """A sentence about what is 待确认, or nothing."""
    return f"还有{count}条待确认，发 /todo 看。" if count else ""


def days(first: date, last: date) -> str:
    """11月23日至27日."""
    if first == last:
        return f"{first.month}月{first.day}日"
    month = "" if first.month == last.month else f"{last.month}月"
    return f"{first.month}月{first.day}日至{month}{last.day}日"


def chat_name(town: Town) -> str:
    """How a list calls the town's chat."""
    return f"{town.name}的群"
