"""Which sums of a settled quarrel are its result: what was asked or owed is none beside what was agreed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.understanding.doubts import Worry
from bot.understanding.patterns import Pattern
from bot.understanding.statements import Item

SUM = "金额"
_ASKED = Pattern(
    r"(?:[要开喊叫]价|一口价|只[肯愿]|愿意?[出给赔]|肯[出给赔]|最多|顶多|[张开]口|[非硬死想]要|索[要赔]|(?<![调劝])说(?:最多|只|再|先)?(?:是|要|赔|给|退|出|补|拿|损失|值)?(?=[^，。；\d]{0,2}$)|[只就]认|还价|[先起]先|"
    r"要求|[原本]来|原[先本]|起初|(?<![只主需重首必想不])要(?![回到来求]))[^，。；\d]{0,6}$"
)
_OWED = Pattern(
    r"(?:(?:因为|为了?)[^，。；\d]{0,8}|花[了去掉]*|用[去掉]|损失|欠|拖|赊|借|(?<![相误时])差|少[给付算])[^，。；\d]{0,6}$"
)
_AGREED = Pattern(
    r"(?:谈[成到妥定拢]|[说讲][到成定拢]|定[在为]|敲定|[落降让加凑][到成]|调解?[到成]|折中|最[后终]|结果|实[付赔给]|当[面场]|一次性|付清|点清|"
    r"成交|拍板)[^，。；\d]{0,8}$"
)
_IN_FULL = Pattern(r"一分不[少差]|[全足]额|[付点结还给算]清|全部?(?:付|给|还|结)")
_YIELDED = Pattern(
    r"(?<![只不没])(?:肯|愿意?|答应|同意)[出给赔补退拿掏]了?[^，。；\d]{0,4}$"
)  # as the end of it
_IN_VAIN = Pattern(
    "没[能有]?[谈调说讲]|[谈调说讲]不|未[能果达]|不(?:干|同意|答应|肯|松口|让步|接受|行)|嫌|谈崩|还在|再[谈调议商]"
)
_EACH = Pattern(r"各(?:自|人)?(?:拿|得|分|出|付|赔|给|掏|退|补|领|承担|摊)(?:了|到|得)?$")
_COUNTED = Pattern(r"[\d二两三四五六七八九十](?:个|家|处|所)[\u4e00-\u9fff]{0,4}$")
_BY_TIME = Pattern(r"(?:每个?[月年季]|按[月年]|[月年]月)[^，。；]{0,6}$")
_PAIR = Pattern(r"两|俩|双方|夫妻|父子|婆媳|妯娌")
_THREE = Pattern(r"[三仨][家户人个方]?|弟兄仨|兄弟仨")
_ELDER = Pattern(r"老[大二三四五六七八九幺]")
_WHO = 26  # characters before 各 in which those are named who share
_LED = 12  # characters before a sum that tell what it was


def results(text: str, items: Sequence[Item]) -> tuple[list[Item], list[Worry]]:
    """A case's figures without bids and with shares multiplied, and what is to be asked about them.

    `text`: the message as far as its figures' starts are counted, folded.
    """
    cases = [item for item in items if item.measure == "调解"]
    sums = [item for item in items if item.measure == SUM]
    if not sums or sum(item.value for item in cases) > 1:
        return list(items), []
    kept, worries = _agreed(text, sums)
    shared = [_shared(text, item) for item in kept]
    worries += [worry for _, found in shared for worry in found]
    said = [text[max(0, item.start - 3) : item.start] for item in kept]
    if any("费" in led for led in said) and any(re.search("[垫先]", led) for led in said):
        words = "、".join(item.words.strip() for item in kept)
        worries.append(Worry("figure", f"“{words}”都算金额吗？", SUM))
    whole = {id(item): one for item, (one, _) in zip(kept, shared, strict=True)}
    results = [whole.get(id(item)) if item.measure == SUM else item for item in items]
    return [item for item in results if item], worries


def _agreed(text: str, sums: Sequence[Item]) -> tuple[list[Item], list[Worry]]:
    """The sums that were agreed on; all of them where nothing was asked or owed."""
    led = {id(item): re.split("[，。；]", text[max(0, item.start - _LED) : item.start])[-1] for item in sums}
    agreed = [item for item in sums if _AGREED.search(led[id(item)])]
    bids = [
        item
        for item in sums
        if item not in agreed
        and (_ASKED.search(led[id(item)]) or (len(sums) > 1 and _OWED.search(led[id(item)])))
    ]
    if not bids:
        return list(sums), []
    kept = agreed or [item for item in sums if item not in bids]
    if kept:
        return kept, []
    last = bids[-1]
    yielded = _YIELDED.search(led[id(last)]) and not _IN_VAIN.search(text, last.start)
    if yielded or _IN_FULL.search(text, last.start):
        return [last], []
    said = "、".join(item.words.strip() for item in bids)
    return [], [Worry("figure", f"“{said}”像是要的价，没有记；最后说定多少？", SUM)]


def _shared(text: str, item: Item) -> tuple[Item | None, list[Worry]]:
    """A sum that each of several got as the whole ("老二老三各拿三万六"), and the question about it."""
    before = text[max(0, item.start - _WHO) : item.start]
    each = _EACH.search(before)
    if not each:
        return item, []
    if _BY_TIME.search(before):
        said = re.split("[，。；]", before)[-1] + item.words.strip()
        return None, [Worry("figure", f"“{said}”是按月按年给的，没有记；共多少？", SUM)]
    if _COUNTED.search(before, 0, each.start()):
        return item, []  # "三个儿子各给三百" is three times three hundred already
    number = _number_of(re.split("[。；]", before[: each.start()])[-1])
    whole = replace(item, value=item.value * number)
    options = tuple(dict.fromkeys((f"{whole.value:f}", f"{item.value:f}")))
    said = each.group() + item.words.strip()
    return whole, [Worry("figure", f"“{said}”按{number}份记，共{whole.value:f}元，对吗？", SUM, options)]


def _number_of(who: str) -> int:
    """How many persons or households are named before 各, the nearest clause first; one where none are."""
    for near in reversed(who.split("，")):
        if elders := len(_ELDER.findall(near)):
            return elders
        if _THREE.search(near):
            return 3
        if _PAIR.search(near) or "、" in near:
            return 2 + max(near.count("、") - 1, 0)
    return 1
