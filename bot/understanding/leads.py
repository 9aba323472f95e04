"""Lines that only head others, and clauses that only tell when: "12月29日：全年…", "…；本周：…"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding import kinds, mentions, turns
from bot.understanding.date_reading import DATED
from bot.understanding.dates import DateSpan, merged
from bot.understanding.patterns import Pattern
from bot.understanding.place_ends import is_led
from bot.understanding.places import village_at
from bot.understanding.said import FIRM, Said
from bot.understanding.scene import Scene
from bot.understanding.segments import Clause
from bot.understanding.tidying import differ

if TYPE_CHECKING:
    from bot.understanding.events import Event

_NEXT_MONTH = 30  # characters
_VILLAGES = ("村", "社区")
_NOTHING_ELSE = Pattern(r"[ 份的]*(?:工作|小结|情况|数据|报表|报数|这边|期间|方面|部分)?[ ]*")
_REPORTS = Pattern(r"报|汇总|统计|小结|总结|补|填|交")
_OF_IT = Pattern(r"的|例会|会议|推进会|调度会|培训|讲座|专题")
_BEFORE_DAY = Pattern(r"[ ，]*(?:(?:都|均)?[是为]|时间|日期)?[是为]?[： ]*")
_AFTER_DAY = Pattern(r"(?:的事情?|办的|搞的|做的|那天|当天)?的?[ 。！]*")
_OPENS = Pattern(  # "记一笔", "补报一条", "汇报一下"
    r"[ ，]*(?:麻烦|请|帮忙?|我|再|先|来|向[所站镇]?[领导长办]{1,3}|跟[领导长所]{2,3})*"
    r"(?:补?[记登报录]录?|登记|汇报|报告|上报|入账|补充)(?:[一1]?[下条笔个次])?(?:数|台账|工作|情况)?[ ]*"
)
_BEGAN = Pattern(r"开的?班|开始|开训|开课|启动|进场|[办搞训]起|起头")
_ENDED = Pattern(r"结束|结业|结训|闭班|收官")
_ON_THE_DAY = Pattern(  # what goes on with the day that was told
    r"[ ，又也还]*(?:同时|随后|紧?接着|跟着|接下|之?后|然后|完[了事]?|散会|会[上后]|课后|"
    r"顺[便带路]|捎带|正好|同[一]?[日天]|当[天日晚]|回来|路上|途中|现场|活动|期间|[讲听看宣演忙][完]|[这该此其][次场期起])"
)
LED_TO = Pattern(  # what a work of a later day came of: "周一接到举报，周三去查了"
    r"(?:(?![调劝查])[^，。；\d]){0,20}(?:吵|打[起架人闹]|闹|争|骂|动手|撞|咬|踩|淹|砸|压|啃|刮|蹭|摔|漏|塌|垮|烂|断|堵|偷|欠|借|"
    r"发生|收到|送来|报来|递来|接[到的了]|报警|举报|投诉|反映|转来|来找|找[到上来])(?![^，。；]{0,8}(?:调[解处好成停]|劝|说和))"
)
_ROOFS = frozenset(["普法活动", "专项整治", "联合执法"])  # works that others are done under
_WITHIN = 45  # days: a period that ended so long before the day of its report


def heading(scene: Scene, clauses: Sequence[Said], lines: Mapping[int, Sequence[Said]]) -> int:
    """The number of the first line where it only heads the others ("3月工作小结：" and a list), else -1."""
    if not clauses or len(lines) < 2:
        return -1
    first = clauses[0].clause.line
    head = lines[first]
    if any(said.figures for said in head):
        return -1
    rest = [line for number, line in lines.items() if number != first]
    period = any(said.when and said.when.until for said in head)
    counted = any(said.figures for line in rest for said in line)
    return first if counted and (period or (len(head) <= 2 and not _stands_alone(scene, head, rest))) else -1


def _stands_alone(scene: Scene, head: Sequence[Said], rest: Sequence[Sequence[Said]]) -> bool:
    """Whether a first line is a work of its day, the next one telling another."""
    told = [kinds.best(said.weights) for said in head if said.acts]
    if not told or _ROOFS & set(told) or not any(said.when for said in head):
        return False
    if scene.text.startswith("：", head[-1].clause.end):
        return False
    return any(said.acts and kinds.best(said.weights) not in told for said in rest[0])


def joined(scene: Scene, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, with one that only tells a day or period joined to what follows it: "本周：调解2件"."""
    found: list[Clause] = []
    opens = len(clauses) > 1 and _OPENS.fullmatch(scene.text, clauses[0].start, clauses[0].end)
    for clause in clauses[1:] if opens else clauses:
        before = found[-1] if found else None
        if (before is not None and _only_tells_village(scene, before)) or (
            before is not None
            and len(found) > 1
            and before.sentence == clause.sentence
            and (before.sentence != found[-2].sentence or scene.text[before.end] == "：")
            and not before.aside
            and not clause.aside
            and _only_tells_when(scene, before)
            and not scene.dates.within(clause.start, clause.end)
        ):
            found[-1] = replace(clause, start=before.start, item=before.item)
        else:
            found.append(clause)
    return found


def _only_tells_village(scene: Scene, clause: Clause) -> bool:
    """Whether a clause only names the village that what follows is of: "柳湾村：调解1件；石桥村：…"."""
    said = scene.said(clause)
    village = village_at(said, 0) if scene.text.startswith("：", clause.end) else None
    return village is not None and village[1] == len(said.rstrip())


def _of_village(scene: Scene, events: Sequence["Event"]) -> None:
    """Give the village whose period is reported to all works that follow ("10月柳湾村普法2场，调解1件")."""
    village: str | None = None
    for event in events:
        place = event.place or ""
        if place.endswith(_VILLAGES):
            led = any(is_led(scene.said(clause), place) for clause in event.clauses)
            reported = event.header or (event.when is not None and event.when.until is not None)
            village = place if reported and not led else None
        elif event.place or event.when is None or event.when.until is None:
            village = None
        elif village and event.inherited:
            event.place = village


def _only_tells_when(scene: Scene, clause: Clause) -> bool:
    inside = scene.dates.within(clause.start, clause.end)
    if len(inside) != 1 or scene.text[clause.start : inside[0].start].strip():
        return False
    return bool(_NOTHING_ELSE.fullmatch(scene.text, inside[0].end, clause.end))


def narrows(scene: Scene, event: "Event", said: Said) -> bool:
    """Whether a clause's own period or day is meant, not that of what only headed the message before it.

    "四季度：10月3件" is October's; "12月29日：全年0件" the year's, for the day is that of the report.
    """
    when, head = said.when, event.when
    if when is None or head is None or not event.clauses:
        return False
    if when.form == "feast" and head.until and said.figures and not event.figures:
        return head.on <= when.on and when.last_day <= head.last_day  # "10月普法：国庆那天…"
    if not said.figures or event.figures or (kinds.told(event.weights) and not _lists_months(scene, said)):
        return False
    if when.start - said.clause.start > 1 or (when.on, when.until) == (head.on, head.until):
        return False
    count = next(iter(scene.counts.within(when.end, said.clause.end)), None)
    stop = count.start if count else said.clause.end
    if _OF_IT.search(scene.text[when.end : stop]):
        return False
    later = when.form in ("month", "quarter", "half") and when.until is not None
    if head.form == "since" and later and when.on <= head.last_day < when.last_day:
        return True  # "截至18日，本月5件"
    if head.until is not None:
        return head.on <= when.on and when.last_day <= head.last_day
    if when.until is None or not when.on <= head.on or (head.on - when.last_day).days > _WITHIN:
        return False
    last = event.clauses[-1]
    reported = any(_REPORTS.search(scene.said(clause)) for clause in event.clauses)
    return reported or scene.text[last.end : last.end + 1] in ("：", "\n")


def _lists_months(scene: Scene, said: Said) -> bool:
    """Whether a month is the first of several with a count each ("三季度调解：7月5件，8月6件")."""
    if said.when is None or said.when.form != "month":
        return False
    later = scene.dates.within(said.clause.end, said.clause.end + _NEXT_MONTH)
    follows = any(one.form == "month" and one.on > said.when.on for one in later)
    return follows and bool(scene.counts.within(said.when.end, said.clause.end))


def opens_line(current: "Event", said: Said, line: Sequence[Said]) -> bool:
    """Whether a line after another opens an event: not where it only fills in a form ("人数：85人")."""
    now = current.kind
    dated = any(one.when and current.when and differ(one.when, current.when) for one in line)
    other = any(one.acts and kinds.best(one.weights) != now for one in line)
    moved = any(one.place and one.place != current.place for one in line)
    return any(one.substance for one in line) and (said.clause.item or dated or other or moved)


def led_to(scene: Scene, event: "Event", said: Said) -> bool:
    """Whether an event has only told what led to the work of a later day ("昨晚撞了人，今早谈好了")."""
    day, when = event.when, said.when
    if day is None or when is None or day.until or when.until or when.rank < DATED or day.on >= when.on:
        return False
    if event.figures or event.inherited or event.case or said.clause.item:
        return False
    return LED_TO.match(scene.text, day.end) is not None or (said.substance and not kinds.told(event.weights))


def begun(scene: Scene, event: "Event", said: Said) -> DateSpan | None:
    """The days of a work whose beginning and end are told apart ("今天结束，26号开的班"), else None."""
    if said.when is None or event.when is None or said.when.until or event.when.until:
        return None
    first, last = sorted((said.when, event.when), key=lambda one: one.on)
    told = _BEGAN.search(scene.text, *event.span) and _ENDED.search(scene.text, *event.span)
    return replace(last, on=first.on, until=last.on, form="range") if told and first.on < last.on else None


def under_roof(scene: Scene, events: Sequence["Event"]) -> None:
    """Give a village's report all that follows, and a period's what it tells after a day of its own: "10月：
    9日讲座1场；调解8件；检查5次".

    A day holds for its sentence, and for what is told to have been on it ("随后…", "下午…").
    """
    _of_village(scene, events)
    roof = next(iter(scene.dates.things), None)
    if roof is None or roof.until is None or roof.rank < FIRM or not events:
        return
    if not events[0].clauses or roof.start > events[0].clauses[0].end:
        return
    day: Event | None = None
    dated = [one for one in events if one.when is not None and one.when.until is None and not one.inherited]
    by_sentences = len(dated) > 1 and all(_is_new_sentence(scene, one) for one in dated[1:])
    for event in events:
        if event in dated:
            day = event if event.when and roof.on <= event.when.on <= roof.last_day else None
        elif by_sentences and not _is_new_sentence(scene, event):
            continue  # "4日调解1件；会议1次。8日检查1次"
        elif day is not None and event.when is day.when and _is_item_beside(scene, day, event):
            event.when = roof


def _is_new_sentence(scene: Scene, event: "Event") -> bool:
    """Whether an event begins after more than a semicolon."""
    start = event.clauses[0].start
    return not {"。", "\n", "！"}.isdisjoint(scene.text[max(0, start - 3) : start])


def _is_item_beside(scene: Scene, day: "Event", event: "Event") -> bool:
    """Whether a work without a day of its own is told beside one that has, in a sentence of its own."""
    first, when = event.clauses[0], day.when
    aside = any(one.aside and when and one.start <= when.start < one.end for one in day.clauses)
    if (first.sentence == day.clauses[-1].sentence and not aside) or event.group or event.case:
        return False
    yields = scene.lexicon.yields.get(day.kind or "", ())
    if event.kind in (None, day.kind) or event.kind in yields:
        return False
    text = scene.said(first)
    return not (turns.HOUR.match(text) or _ON_THE_DAY.match(text))


def told_before(current: "Event | None", said: Said) -> DateSpan | None:
    """The day of the paragraph before, under a heading without one; a list's items are each of their own."""
    return None if current is None or said.clause.item else current.when


def is_apart(scene: Scene, event: "Event") -> bool:
    """Whether a date in parentheses after an event is of its last clause alone: the rest has one, or was
    other work ("排查3件，讲座1场（5日）").
    """
    dated = event.when is not None and not event.inherited
    if (
        dated
        and event.when
        and event.when.until
        and all(one.clause is event.clauses[-1] for one in event.counts)
    ):
        return False  # the first item of a period's report
    if len(event.clauses) < 2 or dated:
        return dated and len(event.clauses) > 1
    kind = kinds.best(kinds.weigh(scene, event.clauses[0].start, event.clauses[-2].end))
    return _is_other_work(scene, kind, event, event.clauses[-1])


def _is_other_work(scene: Scene, kind: str | None, event: "Event", clause: Clause) -> bool:
    """Whether a clause of an event counts a work of its own, beside one of that kind."""
    counts = [mention for mention in event.counts if mention.clause is clause]
    alike = scene.lexicon.yields.get(kind or "", frozenset()) | {kind}
    acts = {cue.kind for cue in scene.cues.within(clause.start, clause.end) if cue.weight >= kinds.SURE}
    return any(mentions.states_primary(scene, act, counts) for act in acts - alike)


def dated_apart(current: "Event", said: Said, line: Sequence[Said]) -> bool:
    """Whether the items of a list have each their day in parentheses behind them ("…（3日），…（5日）")."""
    ended = current.clauses[-1].aside and current.when is not None and not current.inherited
    later = next((one for one in line if one.clause.aside and one.clause.start > said.clause.start), None)
    return bool(ended and later and later.when and current.when and differ(later.when, current.when))


def dated_last(scene: Scene, events: Sequence["Event"]) -> None:
    """Give the one day that a message tells, at its very end, to all that it tells there ("查2次，5日")."""
    found = [one for one in scene.dates.things if one.rank >= FIRM and not one.future]
    last = scene.clauses[-1] if scene.clauses else None
    if last is None or len(events) < 2 or len({one.group for one in found}) != 1:
        return
    begin, end = found[0].start, found[-1].end
    if begin < last.start or not _BEFORE_DAY.fullmatch(scene.text, last.start, begin):
        return
    if not _AFTER_DAY.fullmatch(scene.text, end, last.end):
        return
    said_of = last.sentence - (scene.text[end : end + 2] == "的事")
    dated, before = events[-1], events[-2]
    kind = before.kind
    when = merged(found)[0]
    other = any(_is_other_work(scene, kind, dated, clause) for clause in dated.clauses)
    if last.aside and other and when.until is None:
        return  # "会议1次，普法1场（5日）": that day may be the last one's alone; "（10月）" is of all
    for event in events:
        if event.when is None and event.clauses[-1].sentence >= said_of:
            event.when = when


def heads_day(said: Said, last: Clause) -> bool:
    """Whether a sentence begins with a day of its own: the next of a list of days ("11日，渣土车，立案2")."""
    when = said.days[0] if said.days else None
    leads = when is not None and when.form == "day" and when.start - said.clause.start <= 1
    return leads and said.clause.sentence != last.sentence
