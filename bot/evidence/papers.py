"""A report (.docx) or a ledger (.xlsx) that an editor sends: what to do with it is asked by buttons."""

from collections.abc import Sequence
from dataclasses import replace

from bot import callbacks, permission
from bot.callbacks import Callback, StaleButtonError
from bot.evidence import phrases, types
from bot.messages import Button, Reply
from bot.turn import Turn, say
from storage.records import Entry, FileUse, SentFile

_WORD, _EXCEL = {".docx"}, {".xlsx"}
_OLD_WORD, _OLD_EXCEL = {".doc", ".wps", ".dot"}, {".xls", ".et"}
_LEARN, _AUDIT, _PREVIEW, _IMPORT, _USE, _EVIDENCE, _NOTHING = "o", "a", "p", "i", "u", "e", "n"
_USES = {_LEARN: FileUse.OUTLINE, _AUDIT: FileUse.AUDIT, _PREVIEW: FileUse.PREVIEW, _IMPORT: FileUse.IMPORT}


def is_paper(turn: Turn) -> bool:
    """Whether the file is one that an editor may want read, rather than kept."""
    file = turn.incoming.file
    if file is None or not permission.may_set_town(turn.member):
        return False
    return types.ending(file.filename) in _WORD | _EXCEL | _OLD_WORD | _OLD_EXCEL


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
    if suffix in _WORD:
        choices += [(phrases.LEARN, (_LEARN,)), (phrases.AUDIT, (_AUDIT,))]
    if suffix in _EXCEL:
        choices.append((phrases.IMPORT, (_PREVIEW,)))
    for entry in recent[:3]:
        choices.append((phrases.AS_EVIDENCE.format(number=entry.number), (_EVIDENCE, entry.number)))
    choices.append((phrases.NOTHING, (_NOTHING,)))
    return tuple((button(label, turn.member.id, file, *more),) for label, more in choices)


def button(label: str, owner: int, file: SentFile, *more: object) -> Button:
    """A button about a file that was sent."""
    return callbacks.button(label, callbacks.PAPER, owner, file.id, *more)


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
    if file.town_id != turn.town.id or not permission.may_set_town(turn.member):
        return (Reply("", toast=phrases.BY_EDITOR),)
    reply = _done(turn, callback, file, act)
    return (replace(reply, edits=turn.incoming.message_id or None),)


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
