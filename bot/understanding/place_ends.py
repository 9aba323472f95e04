"""Where a place ends that 在, 到 or 走进 leads: before the verb, before who acts, or with the clause."""

import re

from bot.understanding.patterns import Pattern
from bot.understanding.place_words import PlaceWords

LONGEST = 16
LONGEST_UNKNOWN = 10  # characters
_LEADS = Pattern("(?:在|走进|来到|前往|深入|地点：?)了?$")
_INSIDE = Pattern(r"(?:那边|这边|那里|那儿|里面|里头|里|内|去)$")
_TRAILING = Pattern(r"(?:那边|这边|那里|那儿|里面|里头|里|内|去|(?<![初高小大一二三四五六七八九十])中)$")
_STOP = Pattern(
    r"[，。；：！？、\n（）《“”]|[今昨前]天|[上下中]午|昨晚|今晚|(?<=.)(?<!委)会上|"
    r"\d(?!\d*(?:室|号[楼仓库桥院门馆厅厂矿井棚塘坝闸]|楼|社|组|栋|单元|队))|[一二两三四五六七八九十]{1,3}(?:场次?|次)(?=$|[，。；、\n])"
)
# What 在 tells is a place whatever it is called, but for times, occasions, persons and help.
_NO_PLACE = Pattern(
    r"^(?:[\d一二两三四五六七八九十几多]+[个家所处户名次场件份期]|[\d]|[上下本这那某整])|[了的是被把让请就都也还很又没不有谁他她您你]|"
    r"期间|时限|期限|时间内?$|过程|方面|领域|工作|活动|情况|基础|前提|背景|条件|形势|框架|辖区|范围|线上|网上|网站|群里?$|平台|公众号|抖音|微信|朋友圈|微博|LED|电子屏|大屏|快手|"
    r"视频|手机|电话|电视|报纸|法律|案|书记|主任|领导|律师|民警|同志|双方|季度|上午|下午|晚|会上|会议|会前|指导|帮助|配合|"
    r"支持|见证|主持|努力|参与|协调|带领|人员|群体|行业|对象|单位|部门|群众|村民|居民|妇女|学生|老人|商户|党员|干部|青少年|节前|(?:凳|椅|床|纸|墙|地|身|心|嘴|手|脸|肩|车|桌|表|册)子?上$|(?:协议|合同|字据|[欠借]条)上?$|[年月日天周时节人者员民们中]$"
)
_GOES_ON = Pattern("[到在去进给把被让对向请为]")
_LESSON = 8  # characters: 上了一堂法治课
_ON_THE_WAY = ("到", "往", "于")  # leads of where something was put as well: 躺到门口, 桶往路口挪
_AFTER = 3  # characters that an unlisted verb, or an adverb before one, may have
# 西门, 村码头, 小学校操场
_WITHIN = (
    "大小前后东西南北上下内外老新中正侧左右一二三四五六七八九十村社组屯寨镇乡区县校院厂街巷门楼桥湖河山子头儿"
)
_ACTOR = Pattern(
    "[里内上]?[镇乡县区]?(?:司法所|派出所|综治办|综治中心|综合执法队|执法队|市监所|应急办|消防站|妇联|团委|工会|法庭)$"
)
_TOWNS = ("镇", "乡", "街道", "村", "社区")  # whose office it is: 青石镇司法所
# What a check is called by: "在红星社区安全检查".
_OF_CHECKS = Pattern("(?:(?<!国家)安全(?:生产)?|消防|食品|药品|燃气|行政|执法|日常|夜间|专项|联合|隐患)+$")
_ADVERBS = "补齐夜又再连先都也还才就各首共同正刚现重轮集"


def is_led(text: str, place: str) -> bool:
    """Whether a text says of a place that something was there (在, 走进): it does not act itself."""
    before = text[: text.index(place)] if place in text else ""
    return _LEADS.search(before) is not None


def cut(text: str, start: int, words: PlaceWords, lead: str) -> tuple[int, str]:
    """Where a place begins, and what it is: from `start` up to the verb that ends it, or the clause's end."""
    rest = _STOP.split(text[start : start + LONGEST + 2], maxsplit=1)[0]
    part, unlisted, acted = "", None, False
    for verb in words.verbs.finditer(rest, 2):
        before = _INSIDE.sub("", rest[: verb.start()])
        checked = _OF_CHECKS.sub("", before)
        before = checked if _ends_place(checked, words) else before
        if rest.startswith(words.compounds, verb.start()) or (unlisted and _GOES_ON.search(before)):
            continue
        if verb.group() == "学" and before[-1:] in "大中小":  # 第二小学
            continue
        if verb.group()[0] in "上会" and _one_more(rest, verb, words):  # 在田埂上普法, 在村委会面对面
            return start, rest[: verb.start() + 1]
        if verb.group() == "的" and _ends_place(before, words):
            return _of(text, start, before, words)
        if _ends_place(before, words):
            return start, _TRAILING.sub("", _without_act(before, words))
        part = part or (_part(before, words) if lead not in _ON_THE_WAY else "")
        if unlisted is None and lead in words.firm:
            unlisted = _unlisted(rest, verb, words, acted)
        acted = True
    if part and (not unlisted or unlisted[len(part) :] in _ADVERBS):  # 镇中学补(搞), but 祠堂埕
        return start, part
    if unlisted:
        return start, _TRAILING.sub("", unlisted)
    best = _reach(rest, words.ends) if lead in words.firm else rest
    best = _TRAILING.sub("", best.strip())
    return start, best if len(best) <= LONGEST and _ends_place(best, words) else ""


def _unlisted(rest: str, verb: re.Match[str], words: PlaceWords, acted: bool) -> str | None:
    """What 在 leads up to a deed, whatever it is called; a lone character before 了 is the deed.

    `acted`: another verb goes before. None where this one tells of no deed; "" where no place is before it.
    """
    said = rest[: verb.start()]
    done = verb.group() == "了" and not acted
    place = _INSIDE.sub("", said[:-1] if done else said)
    tells = verb.group().rstrip("了") in words.deeds or len(verb.group()) > 2 or place != said
    if not tells:
        return None
    return place if 1 < len(place) <= LONGEST_UNKNOWN and not _NO_PLACE.search(place) else ""


def _without_act(place: str, words: PlaceWords) -> str:
    """A place without what only looks like a part of it: 文化礼堂(司法所), who acts; 农贸市场(扎台子)."""
    if (actor := _ACTOR.search(place)) and place[: actor.start()].endswith(words.ends):
        return place[: actor.start()] if not place[: actor.start()].endswith(_TOWNS) else place
    inner = place[-_AFTER:]
    site = place[:-_AFTER].endswith(words.sites) and not {inner, inner[:-1]} & set(words.ends)
    return place[:-_AFTER] if site and inner[1:] in words.ends and inner[0] not in _WITHIN else place


def _part(before: str, words: PlaceWords) -> str:
    """What names a place before a verb that nobody listed, or an adverb: 禁毒教育馆(夜巡), 幸福院(敬老)."""
    for end in range(len(before) - 1, max(1, len(before) - _AFTER - 1), -1):
        if before[:end].endswith(words.scenes):
            return before[:end]
    return ""


def _one_more(rest: str, verb: re.Match[str], words: PlaceWords) -> bool:
    """Whether the first character of what looks like a verb ends the place instead; not 在广场上普法课."""
    verbal = len(verb.group()) < 2 or "课" in rest[verb.start() : verb.start() + _LESSON]
    return not verbal and rest[: verb.start() + 1].endswith(words.ends)


def _of(text: str, start: int, before: str, words: PlaceWords) -> tuple[int, str]:
    """The place that "X的…" begins with: X, or "X的Y" where Y is a place."""
    after = start + len(before) + 1
    _, tail = cut(text, after, words, "的") if text[after - 1 : after] == "的" else (0, "")
    if len(tail) < 2 or len(tail) > 8 or re.search("人家$|[人员者民]$|的", tail):
        return start, before
    return start, f"{before}的{tail}"


def _ends_place(text: str, words: PlaceWords) -> bool:
    return text.endswith(words.ends) or (text[-1:] in "上下前后旁边外" and text[:-1].endswith(words.ends))


def _reach(rest: str, ends: tuple[str, ...]) -> str:
    """Where no verb ends it: up to the last of the place's words that follow one another (水库, 水库边)."""
    if rest.endswith(ends):
        return rest
    stops = [end for end in range(2, len(rest) + 1) if rest[:end].endswith(ends)]
    reach = stops[0] if stops else 0
    for stop in stops:
        reach = stop if stop - reach <= 3 else reach
    return rest[:reach]
