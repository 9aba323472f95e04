"""The place that a clause names for its event: what follows 在/到/走进/地点, or a site named as the scene."""

import re
from collections.abc import Sequence

from bot.understanding.patterns import Pattern
from bot.understanding.place_ends import LONGEST, LONGEST_UNKNOWN, cut
from bot.understanding.place_words import PlaceWords, place_words

_VILLAGE = r"[\u4e00-\u9fff]{2,3}(?:村|社区)"
_HELPED = Pattern(r"[^，。；]{0,8}(?:配合|协助|支持|指导|帮助|见证|努力|主持)下")
_SITE = Pattern(rf"{_VILLAGE}(?!的)[\u4e00-\u9fff]{{1,8}}$")
_VENUE = Pattern(rf"(?:{_VILLAGE})?(?:法治|普法|宪法|民法典|法律)")  # 法治公园: what a clause is about
_VAGUE = Pattern(
    r"得有|足有|[一二两三四五六七八九十百千几]{1,5}[多余来]|[一两三][遍圈趟轮]|我|俺|本|该|咱|各|全|每|所有|几[个家所处户座]|多个|[一二三四五六七八九十]+点|[\u4e00-\u9fff]*[两争]|[去今前明全]?年"
)
# Where nobody goes, or what is done rather than where.
_UNSEEN = Pattern(
    r"(?:网站|官网|公众号|视频号|经营|运营|阵营|群)上?$|(?:活动|宣传|讲座|普法|咨询)现场$|各(?!族)|"
    r"^(?:督[察查导]|上门|指导|开展|举[办行]|召开|开办|参[观加]|送(?!子)|下沉|入驻|进驻|覆盖|服务(?!区|大厅|中心|[站点所])|都是|一个是|[一二两三四五六七八九十几\d]+[个名位])|下沉|[一二两三四五六七八九十]个[^，。]{1,4}$|"
    r"(?:走访|查)了?[^，。]{0,6}[一二两三四五六七八九十几]{1,3}[家户处个]$"
)
_SITES_LISTED = Pattern(r"(?:村|社区|小学|中学|一小|二小|镇小|镇中|中心校|校区|工业园|园区|集上?|墟|圩)$")
_BARE = Pattern(
    r"(?!.*(?:已|录入|[两俩仨三]家|因为|争|整治|清理|取缔|涉及|宣传(?!栏)|普法|讲座|调解(?!室|中心)|培训(?![室楼]|中心)|开展|检查(?!站)|示范(?![园区])|建设|创建|送|进|和|与|跟|对|给|请|把|向|组织|关于|报(?!告厅)|发|[检巡抽暗夜]?(?<!嘎)查(?!站)|了|的|新建|新增|打造|更新|升级|翻新|修缮|提升|改造|到|去|看|陪|配合|刚|跑|走|来|在|开着|以|从|转|摆|坐|都|是|下沉|指导))[\u4e00-\u9fff]+(?:KTV|网咖)?"
)
# A character of a village's name.
_NAMED_BY = (
    r"(?:[^\W\da-zA-Z进我将各给把向对请让被的了名为和与跟一二两三四五六七八九十]"
    r"|和(?=[平睦兴丰顺安美盛乐谐合庄]|村|社区)|(?<=[前跃先奋齐])进|向(?=[阳荣东前上])|将(?=[军台])|名(?=山)|为(?=民))"
)
_NUMBERED_BY = r"(?:二(?=[龙道郎仙圣桥河台坪墩塘甲])|一(?=[碗棵颗心])|两(?=[河江岔渡]))"  # 二龙村, 一碗水村
_BY_ITS_LAND = r"(?:院子|坝子|湾子|岭子|台子|滩子|沟口|河口|河子|庄子|寨子|营子|堡子|铺子|桥头|坡头|山口)"
_NAME = Pattern(
    r"(?<![\u4e00-\u9fff])(?:在|到|去|由|替|代|帮|给|调解|调处|化解|为|[我本全](?:镇|乡|街道|区)|镇|街道|辖区|我们|咱们|俺们|咱)?"
    r"(?P<name>(?!涉及|我|俺|本|该|镇|乡|请|包|组|律|年|讲|共有|总共|合计|累计|给|对|为|向(?![阳荣东前上])|把|各|全|每|咱|两(?![河江岔渡])|这|那[个几边些村里家]|某|示范|行政|自然|省|市|国|法|无讼|民主(?!村|社区)|接|据|按|应(?!家)|经(?!堂)|美丽|文明|平安|一(?![碗棵颗心])|几|多|农|乡|进|入|走|驻|下(?![河坝湾庄营寨沟塘坪溪洲岭店港桥坡洋埠埔坑厝林田石关堡屯圩峪墩])|邻|外|城|老村|新村|到|在|其|有|所|清|先)"
    rf"(?:[三四五六七八九十](?![个家名镇处百千十余多位户条张份支批组所项无零佳]){_NAMED_BY}{{1,2}}|{_NUMBERED_BY}{_NAMED_BY}{{1,2}}|{_NAMED_BY}{{2,3}}"
    rf"|{_NAMED_BY}{{2}}{_BY_ITS_LAND})(?:(?<![农乡])村|社区))"
    r"(?!里|微|群|网|民(?!法典)|委|干|支|书|级|居|组(?!织)|规|务|两(?!户|家|口|兄|姐|边|起|件|次|场)|矫|、|医|主|集|头|口|上(?!周|个|月|午|星|礼|报)|都|法(?!庭|律顾问|[治律](?:讲座|讲堂|课|宣[传讲]|培训|教育|电影|文艺|知识|文化|广场|公园|长廊|步道|书屋|图书|小?公园|阵地))|情|服|企|办|道|长|史|落|庄|公(?!共法)|调(?!解(?![委室员主小])|解员培训|[了好成处一])|司|部)"
)
# A named site that is inspected: 对永兴化工开展双随机检查.
_INSPECTED = Pattern(
    r"对(?P<place>(?!面)[\u4e00-\u9fffKTV]{4,14}?)(?:进行|开展|实施|突击|作|做|搞|展开|来)了?[^，。；\n]{0,10}?"
    r"(?:检查|抽查|巡查|暗访|服务性执法|执法)"
)
_PREMISES = (
    r"(?<![一二两三四五六几])(?:[厂店站库矿馆园吧坊]|场|超市|公司|工地|合作社|影院|酒楼|饭庄|诊所|医院|卫生院"
    r"|养老院|敬老院|学校|小学|中学|托管班|KTV)"
)
_LOOKED_AT = Pattern(
    r"(?<![排调督审核侦清普搜追倒彻])(?:检查|抽查|巡查|暗访|夜查|复查|查)了?(?:一[遍下次回圈])?+"
    rf"(?P<place>(?![了过的站点处获封扣])[\u4e00-\u9fff]{{2,11}}?{_PREMISES})"
    r"(?=[，。；\n（]|$|\d+次|[一两二三四五六][次遍回])"
)
# Premises that their own inspection follows (宏达木材厂昨天检查过了); a 消防站 inspects others.
_SEEN = Pattern(
    rf"[，在 ]*(?P<place>[\u4e00-\u9fff]{{2,9}}?{_PREMISES}(?<!(?<![油电气])站)(?!所|监|局))"
    r"，*[^，。；\n\d]{0,3}(?:检查|抽查|巡查|暗访|夜查|复查|查[过了])"
)
_BUILT = Pattern("完工|[建落修弄]成|新建|揭牌|改造|提升|竣工|投用|启用|[修弄]好|翻新")
_WITHIN = Pattern("(?<=[一-鿿]{2})(?:里头|里|内|那儿|那里|那边)$")  # "体育公园内，…": no more said
_SEVERAL = Pattern(  # 和美幼儿园, 祥和饭店 are one
    "[及与]|(?:[店厂场站库矿馆园吧社屋房楼所院校区点]|市|司|地|户|铺|摊|超市|企业)和|辖区|全"
)
_VISITED = Pattern(r"(?<![旅宾餐饭茶面酒])馆$|基地$")
_BEFORE_COUNT = Pattern(r"(?P<place>[\u4e00-\u9fff]{2,8}?)\d+[多余]?[人名](?:$|[，。；])")
_COUNTED = Pattern(r"[、和及与]|共?[\d一二两三四五六七八九十几]+[余多]?[家处个户所座]")
_BACK = Pattern(r"从(?P<place>[\u4e00-\u9fff]{2,12})(?:刚刚?)?回[来到]")
_SET_OFF = Pattern(r"[从自]$|整个$|就?在$|于$")  # before a day
_OURS = Pattern(r"(?:我们|咱们|俺们|[我本][镇乡](?![里上内领政]))(?=[\u4e00-\u9fff])")
_COURT = Pattern(
    r"(?:也|去|帮着?|一起)?(?:做|办理?|申请|搞|弄)?[了完好]?(?:司法确认|确认|立案|起诉|应诉|开庭|出庭)|的"
)
_CAMPAIGN = Pattern(r"(?:法|[典律传务诈识毒防策])$")  # 送法进工地, 民法典进茶园: what it was about


def place_of(text: str, dates_end: int = 0, units: Sequence[str] = ()) -> tuple[int, int] | None:
    """The span of the place that a normalised clause names, or None; `dates_end`: where its date ends."""
    words = place_words()
    if (back := _BACK.search(text, dates_end)) and back["place"].endswith(words.ends):
        return back.span("place")
    if (seen := _INSPECTED.search(text, dates_end)) and _is_named(seen["place"], words):
        return seen.span("place")
    if (seen := _LOOKED_AT.search(text, dates_end)) and _is_named(seen["place"], words):
        return seen.span("place")
    for lead in words.lead.finditer(text, dates_end):
        ours = _OURS.match(text, lead.end())
        start, place = cut(text, ours.end() if ours else lead.end(), words, lead.group())
        helped = _HELPED.match(text, start + len(place))
        goes_on = "到" in place[1:-1]  # the next lead is nearer ("进企业第一站到竹器厂")
        if not place or helped or goes_on or not _fits(place, words):
            continue
        if not (_says_nothing(text, lead, place, words) or _at_court(text, start, place)):
            return start, start + len(place)
    return _scene(text, dates_end, units, words)


def is_body(text: str) -> bool:
    """Whether a text is the name of a body: who acts, where nothing says that it is where."""
    bodies = place_words().bodies
    return (
        len(text) <= LONGEST_UNKNOWN
        and text.endswith(bodies)
        and not text.endswith("社区")
        and bool(_BARE.fullmatch(text))
    )


def opens_with(text: str) -> tuple[int, int] | None:
    """The place that a clause begins with, where `text` is all that it says before its day: 文化广场昨天…"""
    words, place = place_words(), _SET_OFF.sub("", text).strip()
    if not (1 < len(place) <= LONGEST_UNKNOWN and place.endswith(words.sites) and _BARE.fullmatch(place)):
        return None
    if not _fits(place, words) or place.endswith(words.bodies) or _VENUE.match(place):
        return None
    start = text.index(place)
    return start, start + len(place)


def village_at(text: str, start: int) -> tuple[int, int] | None:
    """The span of the village whose name stands right there in a clause."""
    village = _NAME.match(text[start : start + LONGEST])
    return (start + village.start("name"), start + village.end("name")) if village else None


def _says_nothing(text: str, lead: re.Match[str], place: str, words: PlaceWords) -> bool:
    """Whether a site after a lead that names no scene is just any: 查了加油站, 送法进工地."""
    looked = "查" in lead.group() or lead.group().endswith(("看了", "暗访"))
    if not words.any_site.fullmatch(place):
        return looked and _COUNTED.match(text, text.find(place, lead.end()) + len(place)) is not None
    campaign = lead.group() == "进" and _CAMPAIGN.search(text[: lead.start()])
    return bool(campaign) or (looked and not _VISITED.search(place))


def _is_named(place: str, words: PlaceWords) -> bool:
    """Whether what was inspected is a site by name, and not several or any."""
    one = place.endswith(words.ends) and not _SEVERAL.search(place)
    return one and _fits(place, words) and not words.any_site.fullmatch(place)


def _at_court(text: str, start: int, place: str) -> bool:
    """Whether the court is only where a case was taken to ("去法院做司法确认")."""
    return place in ("法院", "法庭", "人民法院") and _COURT.match(text, start + len(place)) is not None


def _fits(place: str, words: PlaceWords) -> bool:
    vague = _VAGUE.match(place) or _UNSEEN.search(place)
    return len(place) > 1 and place not in words.none and not vague


def stands_for_place(name: str, led: bool) -> bool:
    """Whether a member of a list names a place; `led`: 在, or a day of its own, says that it tells where."""
    words = place_words()
    if not _fits(name, words):
        return False
    if led:
        return name.endswith(words.ends) and not re.search(r"\d[^号栋楼室]|[是了的]", name)
    return bool(_SITES_LISTED.search(name) or name.endswith(words.sites)) and bool(_BARE.fullmatch(name))


_TOLD_OF = ("和", "与", "跟", "同", "为被告", "为原告", "的")  # a party, or 综治中心的大屏: no scene
_LEAD = Pattern("[，在 ]*(?:[头前后另又]?一[次场回]在)?")  # "一次在学校"


def _scene(text: str, dates_end: int, units: Sequence[str], words: PlaceWords) -> tuple[int, int] | None:
    """A village named as the scene, a clause that is nothing but a place, or one that begins with it."""
    lead = _LEAD.match(text, dates_end)
    start = lead.end() if lead else dates_end
    whole = text[start:].rstrip()
    seen = _SEEN.match(whole)
    if seen and _BARE.fullmatch(seen["place"]) and _is_named(seen["place"], words):
        return start + seen.start("place"), start + seen.end("place")
    site = _WITHIN.sub("", whole)
    within_village = site != whole and _SITE.match(site)  # 上川村幸福院里
    ends = words.ends if within_village else words.scenes
    only = 1 < len(site) <= 12 and site.endswith(ends)
    if only and _BARE.fullmatch(site) and _fits(site, words):
        return start, start + len(site)
    counted = _BEFORE_COUNT.match(whole) if dates_end else None  # "9日村部40人"
    if counted and counted["place"].endswith(words.sites) and stands_for_place(counted["place"], True):
        return start, start + counted.end("place")
    found = words.opening.match(whole)
    inside = bool(found and (found["within"] or (found["inside"] or "").startswith(("里", "内", "上"))))
    if found and (
        whole.startswith(_TOLD_OF, found.end("place"))
        or (found["place"].endswith(words.bodies) and not inside)  # 法院开庭: who acts, not where
    ):
        found = None
    is_subject = found and not inside and _VENUE.match(found["place"])
    is_subject = is_subject or (found and "查" in whole and words.any_site.fullmatch(found["place"]))
    if found and not is_subject and _BARE.fullmatch(found["place"]) and _fits(found["place"], words):
        return start, start + found.end("place")
    for unit in units:
        if unit.endswith(("村", "社区")) and unit in text:
            return text.index(unit), text.index(unit) + len(unit)
    named = _SITE.match(whole) if len(whole) <= LONGEST and whole.endswith(words.ends) else None
    if named and _BARE.fullmatch(whole):
        return start, start + named.end()
    if (found := _NAME.match(whole)) and _fits(found["name"], words):
        end = found.end("name")
        within = words.opening.match(whole, end)  # 前进村文化广场
        venue = _VENUE.match(whole, end)
        if within and not venue and len(within["place"]) > 1 and _BARE.fullmatch(within["place"]):
            end = within.end("place")
        is_subject = venue and _BUILT.search(whole)
        return None if is_subject else (start + found.start("name"), start + end)
    return None
