"""Questions to the ledger: whether a message is one, and what it asks for."""

import re

from bot.understanding import cues

_COUNT = r"(?:场次|人次|个人|[个件场次条人份项户名期家起篇块处部宗趟回])"
# What asks, whatever it is about.
_ASKS = re.compile(
    r"多少(?!有)|哪(?!怕)|什么时候|[啥何]时|怎么样|[咋怎]样|如何|(?<!个)什么|记了些?啥|啥(?=$|[?？])|"
    rf"(?<![十好])几{_COUNT}(?=[啊呢了呀哦有?？，,。;； ]|$|是|占|没)|(?:讲|办|搞|开|普法|调解|有|是|报|记)了?几{_COUNT}|"
    r"吗[?？。 ]*$|吧[?？]|[了完有过齐好够到成](?:[^，。]{0,4})没有?[?？啊呀 ]*$|[了够]不[?？ ]*$|够[^，。,]{0,10}[不没]|"
    r"是不是|有没有|是否|还是[^，。]{1,6}[?？]|是[^，。]{1,6}还是|[?？]\s*$|"
    r"(?:查|看|统计|汇总|列|算|调出|拉)(?:一?下(?![来去了个周月])|查|看|一[看查])(?!了)|(?<!打)算下(?!个)|导出|查询|列出|"
    r"给我(?:一下|[看查列])?[?？。 ]*$|给我(?:看|查|列|汇总|统计|发)|发我|帮[我忙](?:看|查|算|统计|找|汇总|列|导|数|调)|想问|问[一]?下|好多[份件场个条]"
)
# Who and how: a question to the ledger only beside its own doings.
_LEDGER_ASKS = re.compile(
    r"(?:谁|哪[个些位家])[^，。]{0,10}(?:[报记填录漏交][^，。]{0,4}|调解|办)|(?:怎么|咋|如何)(?:报|记|填|录|改|撤|删|算|查|用|看)"
)
# A bare noun phrase that names a total: "2023年普法总场次".
_TOTAL = re.compile(r"(?:总(?:共|数|场次|人[数次]|件数|次数|量|额|份数)|[人件场次份]数|情况|明细|合计|数据)(?:是|有)?[?？。 ]*$")
_TELLS = re.compile(rf"{cues.FIGURE.pattern}|请|报送|上报|各村|先|要")
_ABOUT = re.compile(r"[报记录]|条|台账|数据|情况|指标|草稿|总数|明细|统计|罚")
_FORMS = re.compile("模板|格式|表格|照片|怎么写|录像|记录仪|签到")


def sign_of_question(text: str) -> str:
    """The words by which a folded text shows itself as a question to the ledger, or ""."""
    if cues.PRIVATE.search(text) or _FORMS.search(text):
        return ""
    if found := _LEDGER_ASKS.search(text):
        return found.group().strip()
    found = _ASKS.search(text) or (None if _TELLS.search(text) else _TOTAL.search(text))
    return found.group().strip() if found and (_ABOUT.search(text) or cues.works(text)) else ""
