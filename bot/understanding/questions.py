"""Questions to the ledger: whether a message is one, and what it asks for."""

import re

_COUNT = r"(?:场次|人次|[个件场次条人份项户名期家起篇块处部宗趟回])"
_ASKS = re.compile(
    r"多少(?!有)|(?<!不管)(?<!无论)谁(?![家谁])|哪(?!怕)|什么时候|[啥何]时|怎么样|[咋怎]样|如何|(?<!个)什么|记了些?啥|啥(?=$|[?？])|"
    rf"(?<![十好])几{_COUNT}(?=[啊呢了呀哦?？，,。;； ]|$|是|占)|(?:讲|办|搞|开|普法|调解|有|是|报|记)了?几{_COUNT}|"
    r"吗[?？。 ]*$|[了完有过齐好够到成](?:[^，。]{0,4})没有?[?？啊呀 ]*$|[了够]不[?？ ]*$|够[^，。,]{0,10}[不没]|"
    r"是不是|有没有|是否|还是[^，。]{1,6}[?？]|[?？]\s*$|"
    r"(?:查|看|统计|汇总|列|算|调出|拉)(?:一?下(?![来去了个周月])|查|看|一[看查])|(?<!打)算下(?!个)|导出|"
    r"给我(?:一下|[看查列])?[?？。 ]*$|给我(?:看|查|列|汇总|统计|发)|发我|帮[我忙](?:看|查|算|统计|找|汇总|列|导|数|调)|想问|问[一]?下|好多[份件场个条]"
)
_ABOUT = re.compile(r"[报记录]|条|台账|数据|情况|指标|草稿|总数|明细")


def reads_as_question(text: str) -> str:
    """The words by which a folded text shows itself as a question to the ledger, or ""."""
    from bot.understanding.cues import PRIVATE, WORK

    found = _ASKS.search(text)
    if not found or PRIVATE.search(text):
        return ""
    return found.group().strip() if WORK.search(text) or _ABOUT.search(text) else ""
