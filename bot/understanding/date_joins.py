"""What joins dates: ranges (3日至5日, 从9号干到13号), 以来, 截至, lists, a feast beside its day."""

from dataclasses import replace
from datetime import date

from bot.understanding import date_named, date_spans, lunar
from bot.understanding.date_reading import DATED, FEAST, PERIOD, RELATIVE, Reader, Reading, Scene, value_of
from bot.understanding.date_traps import TIME_OF_DAY
from bot.understanding.date_words import weekday_number
from bot.understanding.patterns import Pattern

_CONNECTOR = Pattern(r" ?(?:起|开始|打头)?,? ?(?:-+|~+|一?直?到|至|直至) ?了? ?")
_BETWEEN = Pattern(r" ?[和与] ?(?=[^,。;]{1,12}间)")
_LOOSE_CONNECTOR = Pattern(r"[^,。;!?、:\d]{0,4}?(?:一?直?到|至)")
_NOW = Pattern(r"(?:现在|目前|今天|今日|此刻|如今|眼下|今(?![年春夏秋冬晚早晨]))(?:为止)?")
_SINCE = Pattern(r"份?(?:以来|至今|迄今|到如今)")
_FROM_BEFORE = Pattern("[自从]$|(?<![拨开])打$")
_FROM_AFTER = Pattern("份?(?:起|开始|(?=[^,。;到至]{0,3}[共累已]))")
_ON_END = r"(?:连续|连着|一连|接连|连轴)[办搞开查走跑讲干]?了?"
_DAYS_ON = Pattern(
    rf"(?:起|开始|打头)?,?{_ON_END}([两三四五六七八九十\d]{{1,2}})[天日]"
    r"|(?:起|开始),?(?:为期|历时|一?共)?(?P<long>[两三四五六七八九十\d]{1,2})[天日](?![内后前上下])"
    rf"|(?:起|开始|打头)[^。;\d]{{0,30}}?,(?:{_ON_END}|连[办搞开查走跑讲干]了?|[前先]后|为期|历时|一共|共)"
    r"(?P<later>[两三四五六七八九十\d]{1,2})[天日](?![内后前])"
)
_UNTIL_LEAD = Pattern(r"(?:截至|截止)(?:到|至)? ?")
_NOW_WORDS = r"(?:目前|现在|今天|今日|当前|眼下|发稿|今(?!年|日|天|早|晚|后)|当下)"
_UNTIL_NOW = Pattern(
    rf"(?:(?:截至|截止)(?:到|至)?|到|迄) ?{_NOW_WORDS}(?:为止|止)|(?:截至|截止)(?:到|至)? ?{_NOW_WORDS}"
    rf"|目前为止|迄今为止|年内(?!外)"
    r"|[开入]年(?:以来|到现在|至今)|年初(?:以来|到现在|至今)|到目前(?=[,。共已累]|一共|总共)"
)
_UNTIL_END = Pattern(r"为止|止|(?=,?(?:共|累计|已|一共|总共|合计|拢共))")
_RUNS_TO = Pattern(r"(?!之?前|以前)(?=[^,。;!?]{0,16}\d)")
_BARE_DAY = Pattern(
    r"初?(\d{1,2}|[一二三四五六七八九十廿]{1,3})(?:( ?[日号])|(?![\d/%年月点时个件场次人份起条-]|[.:]\d))"
)
_LUNAR_END = Pattern(r"(?:正月|大年)?初([一二三四五六七八九十])(?!级|步)")  # 除夕到初六
_LAST_MONTH = 12  # of the lunar year
_BARE_WEEKDAY = Pattern(r"(?:周|星期|礼拜)?([一二三四五六日天])(?!(?<=一)共|[场次件起宗个名户家份条月日号])")
_MORE_WEEKDAY = Pattern(
    r"([、和及,与跟]|以及|还有|)[这上本下]?(?:(周|星期|礼拜)|(?<=[、和及与跟]))([一二三四五六日天])"
    r"(?!(?<=一)共|[场次件起宗个名户家份条月日号些])"
)
_WEEKDAY_RUN = Pattern(
    r"[一二三四五六日天]{1,5}(?=[两二三四五]天)|[一二三四五六日]{2,5}(?![共场次件起宗个名户家份条月日号])"
)
_NAMED_WEEKDAY = Pattern(r" ?,? ?(\()?(?:周|星期|礼拜)([一二三四五六日天])\)?")
_DAYS_MORE = Pattern(
    r"(?P<join>[、和及,]|) ?(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})(?: ?[日号](?!楼|院|线|文|令)|"
    r"(?=[、和]| ?[两二三四五]?[日号天]))(?:[两二三四五]天)?"
)
_DAYS_END = Pattern(r" ?[两二三四五]?[日号天]")


def with_time(scene: Scene, reading: Reading) -> Reading:
    """The reading with what follows it of the same day: 3月5日（周三）上午9点; 4月15日全民国家安全教育日."""
    if reading.on != reading.last:
        return reading
    text, end = scene.text, reading.end
    named = _NAMED_WEEKDAY.match(text, end)
    if named and reading.form == "day" and (named[1] or weekday_number(named[2]) == reading.on.weekday()):
        end = named.end()
    if named_day := date_named.of_feast(scene, reading, end):
        return named_day
    end = date_named.past_feast(scene, reading, end)
    if reading.explicit and text.startswith(("当天", "那天", "这天", "当日"), end):
        end += 2
    time = TIME_OF_DAY.match(text, end)
    end = time.end() if time else end
    return reading if end == reading.end else replace(reading, end=end)


def ranged(scene: Scene, first: Reading, read: Reader) -> Reading:
    """`first` with the end of the range that it begins, if it does; `read` reads the end."""
    text = scene.text
    if joined := _CONNECTOR.match(text, first.end):
        now = _NOW.match(text, joined.end())
        if now and first.on <= scene.today and first.form != "year":
            rank = RELATIVE if first.form == "day" else PERIOD
            return replace(first, end=now.end(), last=scene.today, form="since", rank=rank)
        if found := _range_end(scene, first, joined.end(), read):
            return found
    elif between := _BETWEEN.match(text, first.end):
        found = _range_end(scene, first, between.end(), read)
        if found and text.startswith(("间", "之间"), found.end):
            return replace(found, end=text.index("间", found.end) + 1)
    elif first.form == "day" and text[max(first.start - 1, 0) : first.start] in ("从", "自", "由"):
        loose = _LOOSE_CONNECTOR.match(text, first.end)
        if loose and (found := _range_end(scene, first, loose.end(), read)):
            return found
    if on_end := _on_end(scene, first):
        return on_end
    since = _SINCE.match(text, first.end)
    led = _FROM_BEFORE.search(text, max(0, first.start - 2), first.start)
    if not since and led and first.form in ("month", "quarter"):
        since = _FROM_AFTER.match(text, first.end)
    if first.year == scene.today.year and first.form in ("year", "since"):  # 2023年截至目前
        since = since or _UNTIL_NOW.match(text, first.end)
    if since and first.on <= scene.today:
        return replace(first, end=since.end(), last=scene.today, form="since", rank=PERIOD)
    return first


def _on_end(scene: Scene, first: Reading) -> Reading | None:
    """从8号起连续三天: from that day on so many days."""
    match = _DAYS_ON.match(scene.text, first.end) if first.form in ("day", "weekday") else None
    number = value_of((match[1] or match["long"] or match["later"]).replace("两", "二")) if match else None
    if not match or not number or number < 2 or first.on != first.last:
        return None
    last = date_spans.shift(first.on, number - 1)
    if last > scene.today and not scene.ahead:
        return None
    return replace(first, end=first.end if match["later"] else match.end(), last=last, form="range")


def until(scene: Scene, pos: int, read: Reader) -> Reading | None:
    """截至目前, 到现在为止, 年内: from 1 January to today; 截至7月底, 到6月底为止: to that day.

    年内 of a plan: from today to the year's end.
    """
    start = date(scene.today.year, 1, 1)
    if scene.ahead and scene.text.startswith("年内", pos):
        return Reading(pos, pos + 2, scene.today, date(scene.today.year, 12, 31), "since", PERIOD)
    if now := _UNTIL_NOW.match(scene.text, pos):
        return Reading(pos, now.end(), start, scene.today, "since", PERIOD)
    lead = _UNTIL_LEAD.match(scene.text, pos)
    soft = None if lead else scene.text.startswith("到", pos)
    if not lead and not soft:
        return None
    end = read(scene, lead.end() if lead else pos + 1)
    stop = _UNTIL_END.match(scene.text, end.end) if end else None
    stop = stop or (_RUNS_TO.match(scene.text, end.end) if end and soft and _heads(scene, pos, end) else None)
    if end is None or (soft and not stop):
        return None
    finish = stop.end() if stop else end.end
    on = date(end.last.year, 1, 1)
    return replace(end, start=pos, end=finish, on=on, form="since", rank=PERIOD, month=None, year=None)


def _heads(scene: Scene, pos: int, end: Reading) -> bool:
    """Whether 到7月底, at the head of a clause, tells up to when was counted."""
    at_head = pos == 0 or scene.text[pos - 1] in " ,。;:!?"
    return at_head and end.form in ("month_part", "month", "quarter") and end.last <= scene.today


def said_again(scene: Scene, first: Reading, read: Reader) -> Reading:
    """上周四（10日）, 二季度（4-6月）, 6月安全生产月: told twice, one reading with the narrower days."""
    opened = scene.text.startswith("(", first.end)
    again = read(scene.after(first), first.end + opened) if first.form not in ("since", "vague") else None
    if again is None or again.on < first.on or again.last > first.last or again.rank < FEAST:
        return first
    if opened and scene.text.startswith(")", again.end):
        return replace(again, start=first.start, end=again.end + 1, monday=first.monday, future=first.future)
    same = (again.on, again.last) == (first.on, first.last) and not opened
    return replace(first, end=again.end) if same else first


def weekdays(scene: Scene, first: Reading) -> list[Reading]:
    """上周二、四, 上周二、周四, 周二周三 whole: days of one week, told or the latest over."""
    days = [first, *_more_weekdays(scene, first)]
    if scene.ahead or days[-1].on <= scene.today or scene.text[first.start] not in "周星礼":
        return days
    return [_week_before(day) for day in days]


def _more_weekdays(scene: Scene, first: Reading) -> list[Reading]:
    found: list[Reading] = []
    last = first
    if first.form == "weekday" and first.monday and (run := _WEEKDAY_RUN.match(scene.text, first.end)):
        numbers = [weekday_number(one) for one in run[0]]
        if [first.on.weekday(), *numbers] == list(range(first.on.weekday(), numbers[-1] + 1)):
            for at, number in enumerate(numbers, start=run.start()):
                on = date_spans.shift(first.monday, number)
                found.append(replace(first, start=at, end=at + 1, on=on, last=on, future=on > scene.today))
            return found
    while first.form == "weekday" and first.monday and (match := _MORE_WEEKDAY.match(scene.text, last.end)):
        on = date_spans.shift(first.monday, weekday_number(match[3]))
        if on <= last.on:
            break
        last = replace(first, start=match.end(1), end=match.end(), on=on, last=on, future=on > scene.today)
        last = with_time(scene, last)
        found.append(last)
    return found


def days(scene: Scene, first: Reading) -> list[Reading]:
    """3月5、6两日, 5号、6号, 5号6号 whole: days of the same month; any other reading alone."""
    found = [first]
    last = first
    while (
        first.form == "day"
        and first.explicit
        and not first.lunar
        and (match := _DAYS_MORE.match(scene.text, last.end))
    ):
        value = value_of(match["day"])
        on = date_spans.day(last.on.year, last.on.month, value) if value else None
        if on is None or on <= last.on or (match["join"] in ("", ",") and match[0][-1] not in "日号天"):
            break
        end = _DAYS_END.match(scene.text, match.end())
        last = replace(first, start=match.start("day"), end=end.end() if end else match.end(), on=on, last=on)
        last = with_time(scene, last)
        found.append(last)
    return found


def _range_end(scene: Scene, first: Reading, pos: int, read: Reader) -> Reading | None:
    end = _bare_end(scene, first, pos) or read(scene.after(first), pos)
    if end is None or end.form in ("since", "vague"):
        return None
    if not end.said_year and (end.explicit or end.form in ("feast", "name")):
        ahead = replace(scene, today=first.on, ahead=True, before=first)
        end = _bare_end(scene, first, pos) or read(ahead, pos) or end
    elif end.on < first.on and end.form == "weekday":
        end = replace(end, on=date_spans.shift(end.on, 7), last=date_spans.shift(end.last, 7))
    if end.last < first.on or end.last == first.last:
        return None
    year, month = end.year or first.year, end.month or first.month
    rank = DATED if first.rank == end.rank == DATED else PERIOD
    bare = first.form == end.form == "weekday" and scene.text[first.start] in "周星礼"
    if bare and not scene.ahead and end.last > scene.today:
        first, end = _week_before(first), _week_before(end)
    return replace(
        first,
        end=end.end,
        last=end.last,
        form="range",
        rank=rank,
        year=year,
        month=month,
        future=first.on > scene.today,
    )


def _week_before(reading: Reading) -> Reading:
    """The same weekday a week earlier: 周一到周五 told on a Wednesday."""
    on, monday = date_spans.shift(reading.on, -7), reading.monday and date_spans.shift(reading.monday, -7)
    return replace(reading, on=on, last=date_spans.shift(reading.last, -7), monday=monday, future=False)


def _bare_end(scene: Scene, first: Reading, pos: int) -> Reading | None:
    """The end of 3月5日-12, 5号到8号, 周一至五, 腊月二十三到二十九: month or week come from the beginning."""
    text = scene.text
    if first.form == "weekday" and first.monday and (match := _BARE_WEEKDAY.match(text, pos)):
        on = date_spans.shift(first.monday, weekday_number(match[1]))
        return replace(first, end=match.end(), on=on, last=on) if on >= first.on else None
    if (match := _LUNAR_END.match(text, pos)) and (first.lunar or first.form in ("feast", "name")):
        return _ending(first, match.end(), _lunar_day_after(first.on, value_of(match[1]) or 0), lunar=True)
    match = _BARE_DAY.match(text, pos) if first.form == "day" and first.explicit else None
    value = value_of(match[1]) if match else None
    if not match or not value:
        return None
    last = _lunar_day_after(first.on, value) if first.lunar else _day_after(first.on, value, bool(match[2]))
    return _ending(first, match.end(), last, first.lunar)


def _ending(first: Reading, end: int, on: date | None, lunar: bool) -> Reading | None:
    """The end of a range on that day, told up to `end`."""
    if on is None:
        return None
    return replace(first, end=end, on=on, last=on, year=on.year, month=None if lunar else on.month)


def _day_after(on: date, value: int, said: bool) -> date | None:
    """The next day of that number; without 日 or 号 only in the same month."""
    if value >= on.day:
        return date_spans.day(on.year, on.month, value)
    return date_spans.day(*date_spans.month_after(on.year, on.month, 1), value) if said else None


def _lunar_day_after(on: date, value: int) -> date | None:
    """The next lunar day of that number: in the same lunar month, after 除夕 in the first one."""
    start = lunar.lunar_of(on)
    if start is None or value == start[2]:
        return None
    if value > start[2]:
        return lunar.lunar_day(start[0], start[1], value)
    return lunar.lunar_day(start[0] + 1, 1, value) if start[1] == _LAST_MONTH else None
