"""A report (.docx) or a ledger (.xlsx) that is sent: its caption or a button says what to do with it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot import callbacks, letterhead_phrases, permission
from bot import phrases as common
from bot.callbacks import Callback, StaleButtonError
from bot.evidence import phrases, types
from bot.messages import Button, Reply
from bot.periods import asked_year, report_year
from bot.turn import Turn, say
from storage.records import Entry, FileState, FileUse, SentFile

_WORD, _EXCEL = {".docx"}, {".xlsx"}
_OLD_WORD, _OLD_EXCEL = {".doc", ".wps", ".dot"}, {".xls", ".et"}
_LEARN, _PREVIEW, _IMPORT, _USE, _EVIDENCE, _NOTHING = "o", "p", "i", "u", "e", "n"
_AUDIT, _RENEW, _FILE, _PUBLISH, _LETTERHEAD = "a", "r", "f", "b", "h"
_ON_REPORT = {
    _AUDIT: FileUse.AUDIT,
    _RENEW: FileUse.REDRAFT,
    _FILE: FileUse.FILING,
    _PUBLISH: FileUse.PUBLICATION,
}
_USES = {
    _LEARN: FileUse.OUTLINE,
    _LETTERHEAD: FileUse.LETTERHEAD,
    _PREVIEW: FileUse.PREVIEW,
    _IMPORT: FileUse.IMPORT,
    **_ON_REPORT,
}
_LABELS = {_AUDIT: phrases.AUDIT, _RENEW: phrases.RENEW, _FILE: phrases.FILED, _PUBLISH: phrases.PUBLIC}
_BUSY = (FileState.WANTED, FileState.FETCHING)
ASKED_YEAR = "asked_year"  # in a file's note: the year that its sender named
_CAPTION = re.compile(
    r"(?:[/／]draft(?:@\w+)?(?:\s+(?P<year>\S+))?|(?:请|帮我|麻烦)?(?:"
    r"(?P<a>核对|审计|查)|(?P<r>更新|重出)|(?P<f>[出做]?报送版)|(?P<b>[出做]?(?:公布|公开|发布)版)"
    r")(?:一下|数字|一下数字|数据)?[。！!]?)",
    re.IGNORECASE,
)
_REPORT_NAME = re.compile("报告|初稿|年报|法治政府")


def is_paper(turn: Turn) -> bool:
    """Whether the file is one that its sender may want read, rather than kept."""
    file = turn.incoming.file
    if file is None or not permission.may_draft(turn.member):
        return False
    suffix = types.ending(file.filename)
    if not permission.may_set_town(turn.member):
        return suffix in _WORD | _OLD_WORD and _REPORT_NAME.search(file.filename) is not None
    return suffix in _WORD | _EXCEL | _OLD_WORD | _OLD_EXCEL


def captioned(turn: Turn, keep: Callable[[Turn, FileUse], SentFile]) -> tuple[Reply, ...]:
    """The answer where the caption says what to do with a report (/draft 2023, 核对, 公布版); none elsewhere.

    `keep`: keeps the message's file.
    """
    file, found = turn.incoming.file, _CAPTION.fullmatch(turn.incoming.text.strip())
    if file is None or found is None or not turn.incoming.private:
        return ()
    suffix = types.ending(file.filename)
    if suffix not in _WORD | _OLD_WORD:
        return ()
    if not permission.may_draft(turn.member):
        return say(common.MAY_NOT_DRAFT)
    if suffix in _OLD_WORD:
        return say(phrases.OLD_WORD.format(name=file.filename))
    act = next((name for name in (_AUDIT, _FILE, _PUBLISH) if found[name]), _RENEW)
    return _wanted(turn, lambda: keep(turn, FileUse.PAPER), act, found["year"] or "")


def answered(turn: Turn, year: str) -> tuple[Reply, ...]:
    """The answer where /draft answers a report that was sent before; none elsewhere. `year`: as was said."""
    incoming = turn.incoming
    if incoming.reply_to is None:
        return ()
    sent = turn.work.evidence.of_message(incoming.channel, incoming.chat, incoming.reply_to)
    reports = [one for one in sent if types.ending(one.filename) in _WORD and one.town_id == turn.town.id]
    if not reports or not permission.may_draft(turn.member):
        return ()
    if reports[0].state in _BUSY:
        return say(phrases.BUSY.format(name=reports[0].filename))
    return _wanted(turn, lambda: reports[0], _RENEW, year)


def _wanted(turn: Turn, file: Callable[[], SentFile], act: str, said: str) -> tuple[Reply, ...]:
    """Has something done with a report. `said`: the year that was named, "" for none."""
    year = asked_year(said, turn.today) if said else None
    if said and (year is None or year > turn.today.year):
        return say(common.DRAFT_HELP.format(year=report_year(turn.today)))
    note: dict[str, object] | None = {ASKED_YEAR: year} if year else None
    kept = turn.work.evidence.want(file().id, _ON_REPORT[act], turn.incoming.at, note)
    return say(phrases.WORKING.format(name=kept.filename))


def offered(turn: Turn, file: SentFile, recent: Sequence[Entry]) -> tuple[Reply, ...]:
    """What can be done with the file. `recent`: the entries that it may be evidence of."""
    name = file.filename
    suffix = types.ending(name)
    if suffix in _OLD_WORD | _OLD_EXCEL and not recent:
        words = phrases.OLD_WORD if suffix in _OLD_WORD else phrases.OLD_EXCEL
        return say(words.format(name=name))
    if suffix in _EXCEL and not recent:
        turn.work.evidence.want(file.id, FileUse.PREVIEW, turn.incoming.at)
        return say(phrases.WORKING.format(name=name))
    return (Reply(_offer(suffix).format(name=name), _choices(turn, file, suffix, recent)),)


def _offer(suffix: str) -> str:
    return phrases.OFFER_XLSX if suffix in _EXCEL else phrases.OFFER_DOCX


def _choices(
    turn: Turn, file: SentFile, suffix: str, recent: Sequence[Entry]
) -> tuple[tuple[Button, ...], ...]:
    choices: list[tuple[str, tuple[object, ...]]] = []
    above = _on_report(turn.member.id, file, _ON_REPORT) if suffix in _WORD else ()
    if suffix in _WORD and permission.may_set_town(turn.member):
        choices.append((phrases.LEARN, (_LEARN,)))
    if suffix in _WORD and permission.may_set_letterhead(turn.member):
        choices.append((letterhead_phrases.OFFER, (_LETTERHEAD,)))
    if suffix in _EXCEL:
        choices.append((phrases.IMPORT, (_PREVIEW,)))
    for entry in recent[:3]:
        choices.append((phrases.AS_EVIDENCE.format(number=entry.number), (_EVIDENCE, entry.number)))
    choices.append((phrases.NOTHING, (_NOTHING,)))
    return (*above, *((button(label, turn.member.id, file, *more),) for label, more in choices))


def button(label: str, owner: int, file: SentFile, *more: object) -> Button:
    """A button about a file that was sent."""
    return callbacks.button(label, callbacks.PAPER, owner, file.id, *more)


def _on_report(owner: int, file: SentFile, acts: Iterable[str]) -> tuple[tuple[Button, ...], ...]:
    return callbacks.rows([button(_LABELS[act], owner, file, act) for act in acts], 2)


def on_report(owner: int, file: SentFile) -> tuple[tuple[Button, ...], ...]:
    """The buttons below what an audit found: all that can be done next."""
    return _on_report(owner, file, (_RENEW, _FILE, _PUBLISH))


def to_audit(owner: int, file: SentFile) -> tuple[tuple[Button, ...], ...]:
    """The button below a report that cannot be renewed."""
    return _on_report(owner, file, (_AUDIT,))


def to_go_out(owner: int, file: SentFile) -> tuple[tuple[Button, ...], ...]:
    """The buttons below a report whose figures are right."""
    return _on_report(owner, file, (_FILE, _PUBLISH))


def learned(owner: int, file: SentFile) -> tuple[tuple[Button, ...], ...]:
    """The buttons below an outline that was learned."""
    return (
        (button(phrases.USE, owner, file, _USE),),
        (button(phrases.NOTHING, owner, file, _NOTHING),),
    )


def previewed(owner: int, file: SentFile) -> tuple[tuple[Button, ...], ...]:
    """The buttons below an import's preview."""
    return ((button(phrases.CONFIRM, owner, file, _IMPORT), button(phrases.CANCEL, owner, file, _NOTHING)),)


def chosen(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    """A button about a file; StaleButtonError, NotFoundError."""
    file, act = turn.work.evidence.get(callback.number(0)), callback.argument(1)
    if file.town_id != turn.town.id or not permission.may_draft(turn.member):
        return (Reply("", toast=phrases.BY_DRAFTER),)
    if act not in (*_ON_REPORT, _EVIDENCE, _NOTHING) and not permission.may_set_town(turn.member):
        return (Reply("", toast=phrases.BY_EDITOR),)
    if act == _LETTERHEAD and not permission.may_set_letterhead(turn.member):
        return (Reply("", toast=letterhead_phrases.BY_ADMIN),)
    if act in _USES and file.state in _BUSY:
        return (Reply("", toast=phrases.BUSY.format(name=file.filename)),)
    reply = _done(turn, callback, file, act)
    # What was found in a report stays on the screen, and so do the buttons for what comes next.
    stays = act in _ON_REPORT
    return (reply if stays else replace(reply, edits=turn.incoming.message_id or None),)


def _done(turn: Turn, callback: Callback, file: SentFile, act: str) -> Reply:
    evidence, at = turn.work.evidence, turn.incoming.at
    if act in _USES:
        evidence.want(file.id, _USES[act], at)
        words = phrases.IMPORTING if act == _IMPORT else phrases.WORKING
        return Reply(words.format(name=file.filename))
    if act == _USE and file.result is not None:
        turn.work.members.update_town(turn.town.id, settings={"outline": dict(file.result)})
        return Reply(phrases.USED)
    if act == _EVIDENCE:
        entry = turn.entry(callback.argument(2))
        evidence.attach(file.id, turn.town.id, (entry.number,), at)
        text = phrases.ATTACHED.format(numbers=f"{entry.number} {entry.kind}", what="文件")
        return Reply(text, entries=(entry.number,))
    if act == _NOTHING:
        return Reply(phrases.DROPPED.format(name=file.filename))
    raise StaleButtonError(act)
