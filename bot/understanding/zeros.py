"""Zeros that are said in words: "无行政复议、行政诉讼", "积案清零", "规范性文件也没制定"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.columns import columns
from bot.understanding.indexes import Found
from bot.understanding.lexicon import Lexicon, Sense
from bot.understanding.patterns import Pattern
from bot.understanding.segments import Clause

_DEEDS = (
    "发生|收到|发现|接到|出现|产生|新增|查出|受理|制定|制发|出台|印发|办理|"
    "开展|办(?:过|结)?|查处|立案?|罚过?|作出|做出|实施|下达|立案|形成|引发"
)
# 零调解, 零上访; no 零售, no 零报告, and no digit of 二零二四.
_NUMERALS = r"〇零一二两三四五六七八九十百千万\d"
_NONE_OF = (
    rf"(?<![{_NUMERALS}])零(?![{_NUMERALS}点时距容散星售食工部花钱头用件担下差误跑碳]|报告|登记|申[报请]|[填上]报|"
    r"记录|发生|受理|增长|基础|突破)"
)
_BEFORE = Pattern(
    rf"未(?:{_DEEDS})过?|没得?有?(?:{_DEEDS}|指出|提出|反馈)?过?|"
    rf"未见|不存在|从?未有|(?:没有?|没得|无)人(?:来|去|再|敢|提出?|申请)?|(?<!三)无一?|{_NONE_OF}"
)
_LACKING = (  # what is told of a thing that there is: 无证摊贩, 无人机
    r"[证照牌码序业良毒]|许可|资质|手续|备案|审批|固定|合法|论|障碍|人机|讼|疫|偿|理|缝|主|纸|诈"
)
_NO_DENIAL = Pattern(
    r"没(?!有?新)[^，。；]{1,4}的(?=[^，。；]{0,8}(?:纠纷|矛盾|事|案))|没(?:什么|啥子?)?(?:大|要紧的?)?事|没(?:关系|问题吧|办法|时间|几)|[无没]有?一[人家户个名位]?[^，。；]{0,2}(?:缺席|缺勤|漏(?!管)|遗漏|掉队|迟到|例外|请假|落下)|"
    r"[没未]有?按|没有?(?:上|填)?报|没有?一?[件起个]?(?:打|走|上|闹|告)(?:官司|到?法院|法庭)|"
    rf"无(?:{_LACKING})|没有?[^，]{{0,4}}(?:回来|来的|到的|时间)"
)
_AFTER = Pattern(
    r"[^，。；：\n\d]{0,6}?[：: ]?(?:数|申请|案件|登记册?|情况|事件|报告|发生)?[：: ]?"
    r"(?:仍|还|均|都|也|全|更|就|压根|根本|照样|照旧|依然|继续|保持|是|为|还是|实现|报|一直){0,3}"
    r"(?:(?<![十百千万])零(?!星|散|售|距|容|[一二两三四五六七八九]|积案|脱管|漏管|上访|败诉|干预)|(?<=：)无(?=$|[^一-鿿]|案件|发生|此类|申请|情况|相关)|(?<!：)无(?!"
    rf"{_LACKING}|"
    r"积案|脱管|漏管|败诉|诉村|诉社|访村|访社|毒村|毒社|案村|邪教?村|传销)|没有?人(?![清管修扫理疏照])|(?<!有)没有(?!积案|脱管|漏管|败诉|查|发现|违|问题|反馈|出现)|没得|未(?:发生|出现|收到|接到|产生|受理|发案|发(?=$|[，。；、\s]))|(?<![来去了完好齐过])没(?=$|[，。；、\s制定办搞收派接转来]|[出发](?!现))|清零|空的|空白(?=[，。；]|$)|一[个件起处条场次篇封家户本部笔宗]?(?:也|都)?(?:没|无)|归零)"
)
_ONE = r"[一1](?:件|起|次|个|例|宗|处|条|人|名|份|项|场|桩|单|笔|张|家|户|篇|封|本|部|位|期|回)"
_NO_MATTER = (
    "有?得?(?:意见|话|异议|怨言|二话|问题|办法|事|闲|吃亏|占便宜|再[吵闹争]|反悔)"  # "一家一天，都没意见"
)
_NOT_ONE = Pattern(  # "1件也没有", "没收到一件": the one that is denied is no count
    rf"(?P<among>(?<![\d议讼罚查审解训座案]){_ONE})[^，。；： \d]{{1,12}}"
    rf"(?:[都也](?:没有?|没得|未|无|冇)(?!{_NO_MATTER})|(?:没有?|没得|未|冇)"
    r"(?:调解?|开|办|搞|查|审|罚|接|收|出|做|立|评|讲|报|发|来|判)?[到过着]?(?=$|[，。；、\s]))"
    rf"|(?P<before>{_ONE})(?:案件|案|的)?(?:[都也](?:没有?|没得|未|无|冇|不剩|不留|不存)(?!{_NO_MATTER})|没有(?![销改办整处化调完结一])"
    r"|没得|没(?![销改办整处化调完结解签交到有])|无(?=$|[，。；、 ])|冇|不剩|不留|不存)"
    rf"|(?:没有?|没得|未|无|冇)(?:发生|收到|接到|发现|出现|产生|新增|受理|查出|立案|立|办理?|有人|制定|罚|开|审|评|签|接|报|处理?|判|出台?|发|打|收)?过?(?P<after>{_ONE})(?!以上|以下)"
)
_BARE_DENIAL = Pattern(  # "均为零", "上半年一件没出": said of what the clause before it names
    r"\s*(?:[今本上去][年月]|本季度|[上下]半年|[一二三四]季度|\d{1,2}月份?|目前|至今|到现在|一直|暂时)*(?:数量|数|情况)?"
    r"(?:还|也|都|均|全|仍|一概|统统)*(?:是|为|报|保持)*(?:一[件起个份篇条宗例次]|1[件起个]|半[件个])?[也都]?"
    r"(?:没有?(?:发生|出台|出|发|开|办|收到|接到|有|制定|立)?过?|无|零|0[件起个]?|未发生|未出现|空白|清零|归零|零(?:报告|登记|发生|受理|申请|记录|上报|填报|投诉|案件|立案|发案))的?\s*"
)
_DENYING = frozenset("未没无零不冇清归空0同也")  # every denial has one of these, or stands under one that has
_NUMBER = Pattern(r"[\d一二两三四五六七八九十](?!季度|月|[遍下圈])(?!\d月)")
_HEADER = Pattern(  # "9月报零：行政复议、行政诉讼"
    r"[^，。；：\n]{0,8}?(?:零报告|报零|零申报|零填报|零上报|零登记|(?:均|都|全部?)(?:是|为|报)?零|为零)(?:的|事项|项目|情况|内容|清单|有)*\s*"
)
_ONLY_LISTED = Pattern(r"(?:[、，和与及 ]|案件|申请|情况|数|量|件|以及|起|等|两项|三项)*")
_OF_CASES = Pattern("[^过]案|过")  # 没有罚款案件, 没有罚过; no 没罚款 of a case that was opened
_UNDONE = Pattern(r"(?:未|从未|尚未)(?:被|曾|再|新|有)?$")
_NAUGHT = Pattern(r"(?<![\d.])0(?:件|起|个|宗|例|人|项|份|条|次)?的?$")
_ALL_NAUGHT = Pattern(
    r"[^，。；：\n\d]{0,6}?(?:均|都|全|皆|各)部?(?:报|为|是)?0(?![\d.])"
    r"|(?:数|案件|人数|情况)?[：: ]?0[件起人个次宗例]?(?![\d.%多余来几万千百])"
    r"|(?:数|案件|情况)?(?:也是|也一样|同样|也没有?|也无)$"
)
_EACH_NAUGHT = Pattern(r"[：: ]0(?:件|起|人)?(?:[、，,/ ]0(?:件|起|人)?)+(?![\d.])")
_WORSE = Pattern(r"激化|升级|民转刑|反弹|转化|外溢|上交|越级|扩大")
_TURNED = "民转"  # 民转刑案件: a quarrel that turned worse, and no case of its own
_JOINED = Pattern(r"^、[\u4e00-\u9fff]{2,6}、$|^[、和及与或/及以 案件申请也均无没有都未发生零]{0,8}$")


@dataclass(frozen=True, slots=True)
class Zero:
    """What is said to be none, at [start, end) of the text; `senses`: the measures that it may be."""

    start: int
    end: int
    senses: tuple[Sense, ...]


def find_zeros(text: str, clauses: Sequence[Clause], lexicon: Lexicon) -> list[Zero]:
    """The zeros of a normalised text, in order."""
    found: list[Zero] = []
    headed = False
    for number, clause in enumerate(clauses):
        part = text[clause.start : clause.end]
        denies = not _DENYING.isdisjoint(part)
        plain, headed = not (denies or headed), denies
        if plain:
            continue
        if _BARE_DENIAL.fullmatch(part):
            found += _before(text, clauses[:number], lexicon)
        below = _listed(text, clauses[number:], lexicon) if _heads(text, clauses, number) else []
        if below:
            found += below
            continue
        counted = [one for one in columns(part) if int(re.sub(r"\D", "", part[one.value : one.value_end]))]
        hits = [
            hit
            for hit in _apart(lexicon.zeros.find(part))
            if not _WORSE.match(part, hit.end)
            and not part.endswith(_TURNED, 0, hit.start)
            and not any(one.start <= hit.start < one.end for one in counted)
        ]
        if hits:
            listed = _EACH_NAUGHT.match(text, clause.start + hits[-1].end)
            every = listed is not None and listed.group().count("0") == len(hits)
            found += [
                Zero(clause.start + hit.start, clause.start + hit.end, hit.senses)
                for hit in (hits if every else _denied(part, hits))
            ]
    return found


def _apart(hits: list[Found[Sense]]) -> list[Found[Sense]]:
    """The hits without such as begin inside the one before (the 罚没 of "行政处罚没有")."""
    return [
        hit for before, hit in zip([None, *hits], hits, strict=False) if not before or hit.start >= before.end
    ]


def _heads(text: str, clauses: Sequence[Clause], number: int) -> bool:
    """Whether the clause before only says that what follows its colon is none."""
    header = clauses[number - 1]
    colon = number > 0 and text[header.end : clauses[number].start].strip() == "："
    return colon and bool(_HEADER.fullmatch(text, header.start, header.end))


def _listed(text: str, clauses: Sequence[Clause], lexicon: Lexicon) -> list[Zero]:
    """What a header says to be none: the things that the clauses after it do no more than list."""
    found: list[Zero] = []
    for clause in clauses:
        part = text[clause.start : clause.end]
        hits = lexicon.zeros.find(part)
        edges = [0, *(edge for hit in hits for edge in (hit.start, hit.end)), len(part)]
        rest = "".join(part[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
        if clause.sentence != clauses[0].sentence or not hits or not _ONLY_LISTED.fullmatch(rest):
            break
        found += [Zero(clause.start + hit.start, clause.start + hit.end, hit.senses) for hit in hits]
    return found


def _before(text: str, clauses: Sequence[Clause], lexicon: Lexicon) -> list[Zero]:
    """What a clause that only denies is said of: the last clause of its sentence that names such a thing."""
    for clause in reversed(clauses[-3:]):
        part = text[clause.start : clause.end]
        if clause.sentence != clauses[-1].sentence or _NUMBER.search(part):
            return []
        if hits := lexicon.zeros.find(part):
            return [Zero(clause.start + hit.start, clause.start + hit.end, hit.senses) for hit in hits]
    return []


def denies_all(text: str, zero: Zero, lexicon: Lexicon) -> list[str]:
    """The kinds of what is denied as a whole: not of one sort alone ("无越级上访")."""
    said = text[zero.start : zero.end]
    senses = ((one.kind, lexicon.measures[one.kind][one.measure]) for one in zero.senses)
    return [kind for kind, words in senses if said not in words.parts]


def denied_ones(text: str) -> list[tuple[int, int]]:
    """Where "1件" or "一起" stands only to be denied: no counts."""
    spans = []
    for match in _NOT_ONE.finditer(text):
        spans.append(match.span(match.lastgroup or 0))
    return spans


def _denied(part: str, hits: list[Found[Sense]]) -> list[Found[Sense]]:
    """The hits that a denial before or after them reaches, through 、 and 和."""
    denied = {index for index, hit in enumerate(hits) if _is_denied(part, hit)}
    for index in range(1, len(hits)):
        if index - 1 in denied and _JOINED.match(part[hits[index - 1].end : hits[index].start]):
            denied.add(index)
    for index in range(len(hits) - 2, -1, -1):
        between = part[hits[index].end : hits[index + 1].start]
        if index + 1 in denied and _JOINED.match(between) and not re.search("没|未|无|零", between):
            denied.add(index)
    return [hits[index] for index in sorted(denied)]


def _is_denied(part: str, hit: Found[Sense]) -> bool:
    for denial in _BEFORE.finditer(part, max(0, hit.start - 14), hit.start + 1):
        between = part[denial.end() : hit.start]  # none where the deed denied is the thing: 没有罚过
        if (
            (denial.end() <= hit.start or _OF_CASES.match(part, hit.end - 1))
            and denial.start() < hit.start
            and len(between) <= 8
            and not re.search(r"[\d、]", between)
            and not _NO_DENIAL.match(part, denial.start())
        ):
            return True
    if _UNDONE.search(part, max(0, hit.start - 4), hit.start):
        return True
    if hit.word.startswith("人") and part.endswith(("没", "没有", "无"), 0, hit.start):
        return True
    if _NAUGHT.search(part, max(0, hit.start - 4), hit.start) or _ALL_NAUGHT.match(part, hit.end):
        return True
    if any(
        match["among"] and match.start() < hit.start and hit.end <= match.end()
        for match in _NOT_ONE.finditer(part, max(0, hit.start - 8))
    ):
        return True
    near = _NOT_ONE.finditer(part, hit.end, hit.end + 24)
    ones = [match for match in near if match.start() - hit.end < 7]
    if ones and not re.search(r"[，、：\d]", part[hit.end : ones[0].start()]):
        return True
    return bool(_AFTER.match(part, hit.end)) and not re.match(r"[^，]{0,4}\d", part[hit.end :])
