"""What a report says that a work was good for: "营造了浓厚的学法氛围". Words there tell of no work.

An effect is a verb of bringing about with a general noun at the end of its clause, and counts nothing. So
with what a clause says that the next was done for: "为检验学法成效，组织考试".
"""

from bot.understanding.patterns import Pattern

_BRINGS = (
    "营造|提[升高]|增强|强化|筑牢|夯实|织[密牢]|形成|树[立牢]|弘扬|激发|掀起|凝聚|引导|教育引导|促进|推[动进]|助力|守护|"
    "确保|做到|达到|起到|取得|收到|赢得|厚植|优化|深化|拧紧|绷紧|敲响|彰显|保障|贯彻|落实"
)
_GENERAL = (
    "氛围|意识|能力|水平|素养|观念|思维|防线|基础|底线|合力|热潮|自觉性?|根基|屏障|理念|作用|目的|效果|成效|环境|格局|质效|信念|"
    "[常规]态化|制度化|规范化|走深走实|见[行实]效|入脑入心|深入人心|警钟(?:长鸣)?|轨道|要求|精神|保证|保障|支撑|活力|动力|力量|"
    "满意度|知晓率|获得感|安全感|参与率|积极性|主动性|责任感"
)
_AIMS = "检验|巩固|检测|做好|抓好|规范|加强"
_LAYS = "打[下好牢]|奠定|夯实|提供|营造|注入|筑牢|贡献|创造"
_END = r"(?=[，。；！\n ]|$)"
_EFFECT = Pattern(
    rf"(?<![以为])(?:{_BRINGS})了?[^，。；！\n\d ]{{0,30}}(?:{_GENERAL}){_END}|"
    rf"为[^，。；！\n\d ]{{2,30}}(?:{_LAYS})[^，。；！\n\d ]{{0,24}}{_END}|"
    rf"(?:属于|感谢|归功于|离不开|致敬)[^，。；！\n\d ]{{0,6}}(?:每一?[位名个]|全体|所有|大家|各位)"
    rf"[^，。；！\n\d ]{{0,20}}{_END}|"
    rf"为了?(?:进一步|切实|更好地?|全面)?(?:{_BRINGS}|{_AIMS})[^，。；！\n\d ]{{1,30}}(?=，)"
)


def spans(text: str) -> list[tuple[int, int]]:
    """Where a text tells effects, in its order."""
    return [match.span() for match in _EFFECT.finditer(text)]
