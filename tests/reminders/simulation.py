"""A year of a made-up town: what is logged is written down here, the clock runs through the year, and every
notice that the real delivery hands over is kept.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.reminders import pages
from bot.reminders.merging import Message
from bot.reminders.personal import PERSONAL
from bot.reminders.texts import with_reason
from storage.database import Database
from storage.records import EntryDraft, Figure, Member, Notice, Role, Town
from tests.reminders.taking import told_at

CHINA = ZoneInfo("Asia/Shanghai")
YEAR = 2025
HOURS = (time(9), time(16))
PEOPLE = (
    ("王芳", "柳树村", Role.RECORDER),
    ("钱进", "桃林村", Role.RECORDER),
    ("李明", "司法所", Role.ADMIN),
    ("赵刚", "综合执法队", Role.RECORDER),
    ("陈静", "党政办", Role.RECORDER),
    ("孙书记", "党委", Role.VIEWER),
)
SETTINGS: dict[str, object] = {
    "leaders": ["孙书记"],
    "targets": [
        {"kind": "普法活动", "measure": "活动", "value": "60", "year": YEAR},
        {"kind": "人民调解", "measure": "调解", "value": "30", "year": YEAR},
        {"kind": "法治培训", "measure": "培训", "value": "4", "year": YEAR},
    ],
    "calendar": [{"id": 1, "name": "县里普法检查", "on": "10-20", "year": YEAR}],
}
# What the year holds, beside the weekly work below: (day, who, kind, measure, count, words).
EVENTS = (
    ("2024-06-25", "王芳", "普法活动", "活动", 2, "禁毒宣传"),
    ("2024-12-04", "李明", "普法活动", "活动", 3, "宪法宣传"),
    ("2025-01-20", "王芳", "普法活动", "活动", 1, "春节返乡普法"),
    ("2025-02-18", "李明", "班子学法", "学法", 1, "会前学法"),
    ("2025-03-12", "李明", "法治培训", "培训", 1, "调解员培训"),
    ("2025-04-14", "陈静", "普法活动", "活动", 1, "国家安全宣传"),
    ("2025-05-15", "钱进", "普法活动", "活动", 1, "民法典进村"),
    ("2025-06-24", "王芳", "普法活动", "活动", 1, "禁毒宣传"),
    ("2025-06-18", "陈静", "专题会议", "会议", 1, "听取法治建设汇报"),
    ("2025-08-20", "李明", "班子学法", "学法", 1, "中心组学法"),
    ("2025-12-02", "李明", "普法活动", "活动", 1, "宪法宣传"),
    ("2025-12-12", "陈静", "述法", "述法", 3, "年终述法"),
)


@dataclass(slots=True)
class Year:
    """The town on its database, and what it was told."""

    database: Database
    town: Town
    people: dict[str, Member]
    told: list[Message] = field(default_factory=list)

    @classmethod
    def settle(cls, database: Database) -> "Year":
        with database.work() as work:
            town = work.members.add_town("青石镇", full_name="青石镇人民政府")
            people = {}
            for name, unit, role in PEOPLE:
                home = work.members.add_unit(town.id, unit)
                member = work.members.add_member(town.id, home.id, name, role)
                people[name] = work.members.link(member.id, "test", name)
            town = work.members.update_town(town.id, settings=SETTINGS, chat=("test", "群"))
            work.members.leave(people["王芳"].id, date(YEAR, 7, 1), date(YEAR, 7, 31))
            reminder = Notice(
                town.id, "personal:1:k", PERSONAL, "test", "王芳", local(date(YEAR, 3, 13), time(9)),
                with_reason("王芳，到时间了：上报民调统计表", "您自己设的提醒", "要看后面的，发 /remind"),
                "上报民调统计表",
            )  # fmt: skip
            work.agenda.owe(reminder)
        year = cls(database, town, people)
        for day, who, kind, measure, count, words in EVENTS:
            if day < str(YEAR):
                year.log(date.fromisoformat(day), who, kind, measure, count, words)
        return year

    def log(self, day: date, who: str, kind: str, measure: str, count: int, words: str = "") -> None:
        with self.database.work() as work:
            at, draft = (
                local(day, time(10)),
                EntryDraft(kind, day, figures=(Figure(measure, Decimal(count)),)),
            )
            work.ledger.record(self.town.id, draft, member=self.people[who], text=words, sent_at=at, at=at)

    def run(self, first: date, last: date) -> None:
        """Lets the days pass: people work, the clock ticks twice a day, and what is due is sent."""
        day = first
        while day <= last:
            self._work(day)
            for hour in HOURS:
                now = local(day, hour)
                self.told += told_at(self.database, self.town.name, now)
            day += timedelta(days=1)

    def _work(self, day: date) -> None:
        """司法所 works each week, the villages less, 综合执法队 in the first half of each month."""
        week = day.isocalendar().week
        if day.weekday() == 2:
            self.log(day, "李明", "人民调解", "调解", 1)
            if week % 2 and day.month != 7:
                self.log(day, "王芳", "普法活动", "活动", 1, "政策宣讲")
        if day.day == 10:
            self.log(day, "赵刚", "行政检查", "检查", 3)
        if day.day == 15 and day.month not in (2, 8, 11):
            self.log(day, "钱进", "矛盾排查", "排查", 4)
        for on, who, kind, measure, count, words in EVENTS:
            if on == str(day):
                self.log(day, who, kind, measure, count, words)
        if day == date(YEAR, 9, 1):
            with self.database.work() as work:
                work.members.mute(self.people["赵刚"].id)
        if day.day == 1:
            self._zeros(day - timedelta(days=1))

    def _zeros(self, last: date) -> None:
        """李明 answers for 复议 and 诉讼 each month; 钱进 says that August had nothing."""
        with self.database.work() as work:
            at = local(last + timedelta(days=1), time(7))
            figures = (Figure("复议", Decimal(0)), Figure("诉讼", Decimal(0)), Figure("败诉", Decimal(0)))
            draft = EntryDraft("行政复议诉讼", last.replace(day=1), last, figures=figures)
            work.ledger.record(self.town.id, draft, member=self.people["李明"], text="", sent_at=at, at=at)
            if (last.year, last.month) == (YEAR, 8):
                unit = self.people["钱进"].unit.id
                work.months.report_zero(self.town.id, unit, YEAR * 100 + 8, member_name="钱进", at=at)


def local(day: date, at: time) -> datetime:
    return datetime.combine(day, at, CHINA)


ABOUT = (
    "这一页由程序写出，测试逐字核对（`tests/reminders/test_year.py`）。青石镇、人名和台账都是编的。",
    "这一年里：司法所每周都记；柳树村两周记一次，王芳7月请假；桃林村一月记一次，2月、8月、11月没有，",
    "8月报了零；综合执法队每月10日记，赵刚9月起关了提醒；李明每月报复议、诉讼的零。",
    "",
    "别的镇要看自己的：`fazhibot notices --town 镇名 --from 2025-01-01 --to 2025-12-31 --format md`。",
)


def page(told: list[Message]) -> list[str]:
    """The year as a page."""
    return list(pages.page(told, f"{YEAR}年的提醒：一个编出来的镇", ABOUT))
