"""Names of private persons as staff write them: after a word for what somebody is (村民王大明, 矫正对象刘强).

A name that stands alone is not told from other words, so this finds less than there is, and hardly more.
"""

import re
from collections.abc import Iterator

_ROLES = (
    "当事人|村民|居民|群众|申请人|被申请人|信访人|上访人|上访户|信访户|矫正对象|社矫对象|帮教对象|帮教人员|刑满释放人员|刑释人员"
    "|吸毒人员|戒毒人员|精神障碍患者|精神病人|患者|户主|业主|房东|租户|租客|死者|伤者|受害人|受害者|老人|老汉|妇女"
    "|驾驶员|司机|嫌疑人|被告人?|原告|孤寡老人|留守儿童|低保户|贫困户|脱贫户|五保户|残疾人|农户|商户|老板|员工|民工|农民工|女子|男子|未成年人|学生家长|重点人员"
)
_SURNAMES = (
    "欧阳|司马|上官|诸葛|[王李赵吴徐孙朱郭罗郑梁谢宋唐韩冯邓曹彭萧蔡潘袁董叶杜苏魏吕丁沈姚卢姜崔钟谭汪廖贾韦邹孟熊秦"
    "邱侯尹薛闫雷贺倪汤滕殷郝邬葛杨刘陈张周胡何许范程夏付毕史顾孔邵戴骆莫余黄蒋傅曾阎陶阮龚牟向]"
)
# Words that begin like a name.
_WORDS = re.compile(
    "周[边围末期密]|许[多可]|范[围]|程[序度]|何[时地种人]|胡[乱]|陈[旧述]|付[款费出]|顾[虑客]|毕竟|夏[季天]|余[户人下款]|张[贴罗]"
    "|曾[经]|向[我其上党镇村法派司政县公社有相人民信居组纪]|黄[色金]|孔雀|戴[上着]|叶[片子]|丁[字]|史[料上]"
)
_NEXT = (
    r"(?=[，。、；：！？“”（）()\s…]|等|和|与|跟|及|因|的|在|为|对|被|把|将|同|家|户|一家|一户|邻里|纠纷|申请|领取|酒驾|醉驾|酒后|涉嫌|违反|欠|离婚|宅基地|土地|两|手机|定位|反映|上访|要求|不|没|多次|再次"
    r"|经常|长期|总|老|拒|私自|擅自|未|已|于|是|有|说|到|来|去|之间|夫妇|夫妻|父子|兄弟|$)"
)
_NAME = rf"(?:(?:{_SURNAMES})[一-鿿]{{2}}|(?:{_SURNAMES})[一-鿿]){_NEXT}"
_FIRST = re.compile(rf"(?:{_ROLES})(?P<name>{_NAME})")
_MORE = re.compile(rf"(?:[、和与跟同及]|以及)(?:{_ROLES})?(?P<name>{_NAME})")
# Two whom somebody reconciled: 调解王大明与李小红邻里纠纷.
_PAIR = re.compile(rf"(?:调解|化解|劝解|调处)(?:了|好)?(?P<name>{_NAME})(?=[、和与跟同及](?:{_SURNAMES}))")
_PLACE = re.compile("家[湾坝沟坪坡庄村河塘岗岭寨院屯楼桥口营店堡洼组]$|[村镇乡组]$")
_SOMEBODY = re.compile("[某×*＊xX]|[总姐哥叔婶爷婆奶伯嫂氏]$")  # nobody can be found by it


def private_names(text: str) -> Iterator[tuple[int, int]]:
    """Where names of private persons stand, in order."""
    last = 0
    firsts = sorted((*_FIRST.finditer(text), *_PAIR.finditer(text)), key=lambda found: found.start("name"))
    for found in firsts:
        match: re.Match[str] | None = found
        while match is not None and match.start("name") >= last:
            if _is_name(match["name"]):
                yield match.span("name")
            last = match.end("name")
            match = _MORE.match(text, last)


def unnamed(text: str) -> str:
    """The text with 王某 for 王大明, as official papers write it."""
    for start, end in reversed(list(private_names(text))):
        surname = 2 if re.match("欧阳|司马|上官|诸葛", text[start:end]) else 1
        text = text[: start + surname] + "某" + text[end:]
    return text


def _is_name(name: str) -> bool:
    return not _WORDS.match(name) and not _SOMEBODY.search(name) and not _PLACE.search(name)
