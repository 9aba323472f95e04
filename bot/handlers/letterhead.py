"""/letterhead: the .docx that the town's report is set into; an admin sends it, sees a sample and decides."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from bot import callbacks, formats, permission
from bot import letterhead_phrases as phrases
from bot.callbacks import Callback, StaleButtonError
from bot.evidence import types
from bot.messages import Button, Document, Reply
from bot.periods import report_year
from bot.turn import Turn, say
from storage.letterheads import Letterhead
from storage.records import FileUse, SentFile

AWAITED = "letterhead_awaited"  # the town's setting: (member's id, until when) a .docx is a letterhead
WINDOW = timedelta(minutes=10)
_NEW = ("样板", "模板", "范本", "new")
_SHOW = ("看", "查看", "show", "现在的", "下载")
_AWAY = ("不用", "不要", "去掉", "删", "删除", "取消", "remove", "off")
_COMMAND = re.compile(r"[/／]letterhead(?:@\w+)?", re.IGNORECASE)
_SAID = re.compile(r"(?:这是|设为|用作|换成?)?(?:本镇)?的?红头模板[。！!]?")
_WORD, _OLD_WORD = ".docx", (".doc", ".wps", ".dot", ".wpt", ".dotx")
_USE, _NOT, _AWAY_ACT = "u", "n", "a"

Keep = Callable[[Turn, FileUse], SentFile]


def letterhead(turn: Turn) -> tuple[Reply, ...]:
    """What is used now; for an admin, how to set another, and the next .docx is taken for one."""
    kept = turn.work.letterheads.of_town(turn.town.id)
    words = turn.argument.strip()
    if words in _SHOW and kept is not None and permission.may_draft(turn.member):
        return (Reply(phrases.HERE, document=Document(kept.filename, kept.content)),)
    if words in _NEW and permission.may_draft(turn.member):
        return (Reply(phrases.STARTER, document=Document(phrases.STARTER_NAME, _starter(turn))),)
    lines = [_state(turn, kept)]
    if not permission.may_set_letterhead(turn.member):
        return say("\n".join([*lines, phrases.BY_ADMIN]))
    if not turn.incoming.private:
        return say("\n".join([*lines, phrases.IN_GROUP]))
    if words in _AWAY:
        return _put_away(turn, kept)
    until = turn.incoming.at + WINDOW
    turn.work.members.update_town(turn.town.id, settings={AWAITED: [turn.member.id, until.isoformat()]})
    act = phrases.ACT_SET if kept is None else phrases.ACT_CHANGE
    buttons = ((_button(turn.member.id, kept, _AWAY_ACT, phrases.AWAY),),) if kept else ()
    return (Reply("\n".join([*lines, phrases.HOW.format(act=act)]), buttons),)


def received(turn: Turn, keep: Keep) -> tuple[Reply, ...]:
    """The answer where a file is meant as a letterhead, by its caption or because it was announced."""
    file, words = turn.incoming.file, turn.incoming.text.strip()
    suffix = types.ending(file.filename) if file else ""
    is_word = suffix == _WORD or suffix in _OLD_WORD
    announced = not words and turn.incoming.private and _awaited(turn)
    meant = _COMMAND.fullmatch(words) or (is_word and (_SAID.fullmatch(words) or announced))
    if file is None or not meant:
        return ()
    if not permission.may_set_letterhead(turn.member):
        return say(phrases.BY_ADMIN)
    if not turn.incoming.private:
        return say(phrases.IN_GROUP)
    if suffix != _WORD:
        return say((phrases.OLD_WORD if is_word else phrases.ONLY_WORD).format(name=file.filename))
    turn.work.members.update_town(turn.town.id, settings={AWAITED: None})
    turn.work.evidence.want(keep(turn, FileUse.PAPER).id, FileUse.LETTERHEAD, turn.incoming.at)
    return say(phrases.WORKING.format(name=file.filename))


def chosen(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    """A button about a letterhead; StaleButtonError, NotFoundError."""
    kept, act = turn.work.letterheads.get(callback.number(0)), callback.argument(1)
    if kept.town_id != turn.town.id or not permission.may_set_letterhead(turn.member):
        return (Reply("", toast=phrases.BY_ADMIN),)
    edits = turn.incoming.message_id or None
    if act == _USE:
        turn.work.letterheads.use(kept.id)
        year = report_year(turn.today)
        return (Reply(phrases.USED.format(name=kept.filename, year=year), edits=edits),)
    if act == _NOT:
        return (Reply(phrases.DROPPED.format(name=kept.filename), edits=edits),)
    if act == _AWAY_ACT:
        return _put_away(turn, turn.work.letterheads.of_town(turn.town.id))
    raise StaleButtonError(act)


def buttons(owner: int, kept: Letterhead) -> tuple[tuple[Button, ...], ...]:
    """The buttons below a sample."""
    return ((_button(owner, kept, _USE, phrases.USE), _button(owner, kept, _NOT, phrases.NOT)),)


def _put_away(turn: Turn, kept: Letterhead | None) -> tuple[Reply, ...]:
    if kept is None:
        return say(phrases.NONE)
    turn.work.letterheads.put_away(turn.town.id)
    return (Reply(phrases.PUT_AWAY, ((_button(turn.member.id, kept, _USE, phrases.AGAIN),),)),)


def _starter(turn: Turn) -> bytes:
    """A letterhead to begin with, on the town's page."""
    from bot import layouts
    from drafting.letterhead.starter import starter

    return starter(layouts.of_town(turn.town))


def _state(turn: Turn, kept: Letterhead | None) -> str:
    if kept is None:
        return phrases.NONE
    day = formats.day(turn.local(kept.at).date(), turn.today, weekday=False)
    return phrases.NOW.format(name=kept.filename, who=kept.member_name, day=day)


def _awaited(turn: Turn) -> bool:
    """Whether the sender said /letterhead within the last ten minutes."""
    awaited = turn.town.settings.get(AWAITED)
    if not isinstance(awaited, list | tuple) or len(awaited) != 2 or awaited[0] != turn.member.id:
        return False
    return turn.incoming.at <= datetime.fromisoformat(str(awaited[1]))


def _button(owner: int, kept: Letterhead, act: str, label: str) -> Button:
    return callbacks.button(label, callbacks.LETTERHEAD, owner, kept.id, act)
