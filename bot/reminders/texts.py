"""What the reminders say: short, why they came, and how to stop them."""

from datetime import date

from storage.records import Member, Town

STOP = "不想收，发 /mute"
STOP_IN_CHAT = "不想在这里收，请告诉管理员"


def nudge(member: Member, monday: date, day: date) -> str:
    """To a member whose unit has logged nothing from Monday to that day."""
    return (
        f"{member.name}您好，{member.unit.name}本周（{days(monday, day)}）还没有记录。"
        "有普法、调解、检查这些，一句话发我就行；确实没有，不用回。\n"
        f"（每周提醒一次，本周记过的不提醒。{STOP}）"
    )


def nudge_reason(member: Member, monday: date, day: date) -> str:
    return f"{member.unit.name}本周（{days(monday, day)}）没有记录"


def monthly(text: str, stop: str) -> str:
    return f"{text}\n（每月1日发一次上月的汇总。{stop}）"


def monthly_reason(year: int, month: int) -> str:
    return f"每月1日发上月汇总：{year}年{month}月"


def fixture(text: str, reason: str, stop: str) -> str:
    return f"{text}\n（提醒原因：{reason}。{stop}）"


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
