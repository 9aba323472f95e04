"""/outline: which bundled style the town's report follows."""

from bot import callbacks, permission, phrases
from bot.callbacks import Callback
from bot.messages import Reply
from bot.turn import Turn, say
from drafting import outline as outlines

SETTING = "outline"


def outline(turn: Turn) -> tuple[Reply, ...]:
    """The styles with the one in use; an editor picks by name or button."""
    if turn.argument:
        return _set(turn, turn.argument)
    used = turn.town.settings.get(SETTING, outlines.DEFAULT)
    lines = ["报告有这几种样式："]
    if isinstance(used, dict):
        lines.append(phrases.OUTLINE_LEARNED)
    lines += [f"{label}（现在用的）" if name == used else label for name, label in outlines.names().items()]
    if not permission.may_set_town(turn.member):
        return say("\n".join([*lines, phrases.OUTLINE_BY_EDITOR]))
    buttons = [
        callbacks.button(label, callbacks.OUTLINE, turn.member.id, name)
        for name, label in outlines.names().items()
    ]
    return (Reply("\n".join([*lines, "用哪一种？按下面的。"]), callbacks.rows(buttons, 1)),)


def chosen(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    return _set(turn, callback.argument(0))


def _set(turn: Turn, wanted: str) -> tuple[Reply, ...]:
    if not permission.may_set_town(turn.member):
        return say(phrases.OUTLINE_BY_EDITOR)
    styles = outlines.names()
    name = next((one for one, label in styles.items() if wanted in (one, label)), None)
    if name is None:
        return say(phrases.NO_SUCH_OUTLINE)
    turn.work.members.update_town(turn.town.id, settings={SETTING: name})
    return say(phrases.OUTLINE_SET.format(label=styles[name]))
