"""/draft 2023: the year's report as a .docx, and in three lines what it still lacks."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import closing, draft_words, letterhead_phrases, permission, phrases
from bot.draft_words import Wishes
from bot.evidence import papers
from bot.messages import Document, Reply
from bot.periods import asked_year, report_year
from bot.turn import Turn, say
from storage.records import Entry

if TYPE_CHECKING:
    from bot.reports import Setting
    from drafting.report import Gap, Report

_NAMED, _LONGEST = 2, 30  # what a line names, and how long each may be
_EMPTY = "台账中没有可以写在这里的记录"


def draft(turn: Turn) -> tuple[Reply, ...]:
    """Editors, admins and the recorders of town-level units may draft."""
    if not permission.may_draft(turn.member):
        return say(phrases.MAY_NOT_DRAFT)
    wishes = draft_words.read(turn.argument)
    if answer := papers.answered(turn, wishes.rest):
        return answer
    year = asked_year(wishes.rest, turn.today) if wishes.rest else report_year(turn.today)
    if year is not None and year > turn.today.year:
        return say(phrases.YEAR_AHEAD.format(year=year))
    if year is None:
        return say(phrases.DRAFT_HELP.format(year=report_year(turn.today)))
    found = closing.of_year(turn.work, turn.town, year)
    if not found:
        years = turn.work.ledger.years(turn.town.id)
        known = f"有记录的年份：{'、'.join(map(str, years))}。" if years else "账上还没有记录，先记几条再说。"
        return say(phrases.NOTHING_IN_YEAR.format(year=year) + known)
    return (_drafted(turn, year, found, wishes),)


def _drafted(turn: Turn, year: int, found: list[Entry], wishes: Wishes) -> Reply:
    # The writer of documents is slow to import: who never drafts never waits for it.
    from bot import reports

    report = reports.draft(turn.work, turn.town, year, today=turn.today)
    name = phrases.DRAFT_NAME.format(town=turn.town.name, year=year)
    pending = sum(bool(one.doubts) for one in found)
    lines = [phrases.DRAFTED.format(year=year, entries=len(found)), *_lacks(report.gaps, pending)]
    if report.review and report.sources:  # it stands behind the annex
        lines.append(phrases.DRAFT_REVIEW.format(count=len(report.review)))
    setting = reports.setting(turn.work, turn.town, plain=wishes.plain)
    content, told = _written(turn, report, setting, wishes)
    lines += [*told, phrases.DRAFT_NEXT]
    return Reply("\n".join(lines), document=Document(name, content))


def _written(turn: Turn, report: "Report", setting: "Setting", wishes: Wishes) -> tuple[bytes, list[str]]:
    """The .docx, and a line on its letterhead; without it where it cannot be filled after all."""
    from bot import reports
    from drafting.errors import UnreadableReportError

    try:
        content = reports.write_docx(report, setting, clean=wishes.clean, at=turn.at, number=wishes.number)
    except UnreadableReportError as error:
        plain = replace(setting, letterhead=None)
        content = reports.write_docx(report, plain, clean=wishes.clean, at=turn.at)
        return content, [letterhead_phrases.NOT_FILLED.format(why=error)]
    return content, _in_letterhead(report.year, setting, wishes)


def _in_letterhead(year: int, setting: "Setting", wishes: Wishes) -> list[str]:
    """That the report stands in one, and whether its 发文字号 is still to come."""
    if setting.letterhead is None:
        return []
    lines = [letterhead_phrases.IN_LETTERHEAD.format(year=year)]
    if "发文字号" in setting.letterhead.facts.get("fields", ()) and not wishes.number:
        lines.append(letterhead_phrases.NO_NUMBER.format(year=year, next=year + 1))
    return lines


def _lacks(gaps: "Sequence[Gap]", pending: int) -> list[str]:
    """How much is missing, and in at most three lines what: figures, empty sections, what people write."""
    if not gaps and not pending:
        return ["没有缺项，请通读一遍再报。"]
    lines = [f"还缺{len(gaps)}处，文中标着【待补充】：" if gaps else "没有缺项。"]
    figures = [gap.reason for gap in gaps if gap.kind]
    empty = [gap.reason.partition("”")[0] + "”" for gap in gaps if not gap.kind and _EMPTY in gap.reason]
    written = [gap.reason for gap in gaps if not gap.kind and _EMPTY not in gap.reason]
    lines += _some("没报全的数", figures) + _some("没有记录可写的段落", empty) + _some("要人来写的", written)
    if pending:
        lines.append(f"另有{pending}条待确认，发 /todo 看。")
    return lines


def _some(what: str, reasons: "Sequence[str]") -> list[str]:
    """The first of them by name, in one line; none where there is none."""
    if not reasons:
        return []
    shown = "；".join(reason[:_LONGEST] for reason in reasons[:_NAMED])
    return [f"· {what}{len(reasons)}处：{shown}{'等' if len(reasons) > _NAMED else ''}"]
