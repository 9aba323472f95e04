"""/whoami: as whom the town knows the sender."""

from bot.handlers.failed import hint
from bot.handlers.start import role
from bot.messages import Reply
from bot.turn import Turn, say

_MAY = {
    "viewer": "能查看，不能记。",
    "recorder": "能记自己单位的事，能改自己记的。",
    "editor": "能记、能替别的单位记、能改全镇的。",
    "admin": "能记、能替别的单位记、能改全镇的，还管人员和设置。",
}


def whoami(turn: Turn) -> tuple[Reply, ...]:
    member = turn.member
    reminded = "不提醒（/unmute 恢复）" if member.muted else "提醒"
    return say(
        f"您是{turn.town.name}{member.unit.name}的{member.name}。\n"
        f"权限：{role(member)}，{_MAY[member.role.value]}\n每周没记事时：{reminded}"
        + (f"\n{failed}" if (failed := hint(turn)) else "")
    )
