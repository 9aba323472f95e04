"""Questions to the ledger: whether a message is one, and what it asks for."""

import re

_COUNT = r"[个件场次条人份项户名期家起篇块处部宗趟回]"
_ASKS = re.compile(
    r"多少(?!有)|(?<!不管)(?<!无论)谁(?!家|谁)|哪(?!怕)|什么时候|啥时|何时|怎么样|咋样|如何|"
    rf"(?<![十好])几{_COUNT}?次?(?=[啊呢了呀?？，,。]|$|是|占)|(?:讲|办|搞|开|普法|调解|有|是)[了]?几{_COUNT}|"
    r"吗[?？。 ]*$|(?:没有?|不|么|没得)[?？啊呀 ]*$|够[^，。,]{0,10}不|是不是|有没有|是否|还是[^，。]{1,4}[?？]|[?？]\s*$|什么|记了些?啥|"
    r"(?:查|看|统计|汇总|列|算|导出?|调|数)(?:一下|下|查|看|一看)(?!了)|导出|(?:给我|发我|帮我|帮忙)|想问|好多份"
)
_ABOUT = re.compile(r"报|记|录|条|台账|数据|情况|指标|草稿|年报|总数|明细|笔")


def reads_as_question(text: str) -> str:
    """The words by which a folded text shows itself as a question to the ledger, or ""."""
    from bot.understanding.cues import OFFICE, WORK

    found = _ASKS.search(text)
    if not found or OFFICE.search(text):
        return ""
    return found.group().strip() if WORK.search(text) or _ABOUT.search(text) else ""
