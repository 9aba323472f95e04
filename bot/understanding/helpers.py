"""Whom a count of persons is of who came to serve: lecturers, stewards, those who led a party."""

from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern

_HEADS = frozenset(["名", "位", "个", "人", "个人"])
_SERVER = (
    "(?:(?:值班|驻村|公益|执业|志愿|援助|包村)?律师|法官|检察官|(?:普法|青年|党员|法治|巾帼|大学生|学生|返乡|社区|平安|红十字)*志愿者|公证员|"
    "(?:书法|美术)(?:老师|教师|家|爱好者|能手)|民间艺人|老艺人|(?:戏曲|文艺|小品)?演员|主持人|讲解员|宣讲员|义工)"
)
_SERVING = (
    "(?:现场|当场|当面|在场|解答|答疑|接待|接访|接受|坐[班诊镇]|来(?!访|问)|"
    "为|给|到|进|上门|下[村乡]|在|轮流|轮番|值|做|参与|帮|挥毫|挥笔|泼墨|执笔|提笔|书写|写|登台|上台|演|表演|主讲|讲)"
)
_FROM = Pattern(
    "(?:司法所|派出所|律所|法庭|法院|检察院|司法局|[镇乡县区市省]里|[镇县区]上|上[头面级])(?:又|还|也)?(?:派|来)了?$"
)
_FEW = 10  # so many at most come to serve
_SERVE = Pattern(f"{_SERVER}{_SERVING}")
_SERVE_AFTER = Pattern(_SERVING)
_HELPING = Pattern(  # "28个孩子当小讲解员"
    "[一-鿿]{0,6}?(?:当起?|担任|充当|客串|扮演?|做|化身|变身|争当)(?:了|上)?(?:现场)?[小大]{0,2}"
    "(?:讲解员|宣讲员|宣传员|解说员|引导员|志愿者|主持人?|评委|裁判|演员|导游|向导)"
)
_SERVERS = Pattern(f"{_SERVER}[共有来了]*$")
# What those do who hold an event, before or after their number ("3名同志维持秩序", "带队的是2名副镇长").
_DUTY = (
    "(?:维[持护](?:现场)?秩序|带队|领队|陪同|协助|保障|值守|执勤|主持|授课|讲课|主讲|辅导|点评|帮忙|帮着|忙前忙后|压阵|坐镇|监考|巡考|"
    "布置|摆摊|参与组织|负责(?!人)|牵头)"
)
_ON_DUTY = Pattern(f"[^，。；\\d]{{0,8}}?{_DUTY}")
_DUTIES = Pattern(f"(?:{_DUTY}(?:的|人员|领导|干部)*|工作人员|服务人员)[是有共来去了]*$")
_TAKES_PART = Pattern("[^，。；]{0,5}(?:参[加与训会学考]|听|到[场会课]|出席|受训)(?!组织)")
_SENT = Pattern(
    "(?:司法所|派出所|[镇乡县区所局站队]里|[镇县区]上|[我咱]们?|单位|中心|妇联|团委)(?:一共|总共|共)?(?:去|派|出)了?$"
)
# Who is called in to teach: "邀请3位专家", "请法官2名"; whom a contract is with is a counsel (聘请律师2名).
_TEACHERS = "讲师|专家|老师|教师|教授|学者|(?<!聘请)(?:律师|法官|检察官|民警|公证员)"
_CALLED_IN = Pattern(f"(?:邀请?|聘请|请)[来到]?了?(?:[^，。；\\d]{{0,6}}(?:{_TEACHERS}))?$")
_TEACHER = Pattern(f"[^，。；\\d]{{0,6}}?(?:{_TEACHERS})(?!事务所)")
_MANY = 20  # more than so many hold no event


def serve(text: str, left: int, count: Count) -> bool:
    """Whether a count is of those who served the public, whom no measure counts ("3名律师现场解答")."""
    if count.unit not in _HEADS:
        return False
    if "聘" in text[max(0, count.start - 4) : count.start]:
        return False
    before = _SERVERS.search(text, max(left, count.start - 8), count.start)
    if count.value <= _FEW and _FROM.search(text, max(left, count.start - 8), count.start):
        return True
    if _HELPING.match(text, count.end):
        return True
    return bool(_SERVE.match(text, count.end) or (before and _SERVE_AFTER.match(text, count.end)))


def hold(text: str, count: Count) -> bool:
    """Whether a count is of those who held an event, and are no part of its audience."""
    if count.unit not in _HEADS or count.value > _MANY:
        return False
    first = max(0, count.start - 10)
    if _TAKES_PART.match(text, count.end):
        return False
    led = _DUTIES.search(text, first, count.start) or _SENT.search(text, first, count.start)
    return bool(led or _ON_DUTY.match(text, count.end)) or _is_called_in(text, first, count)


def _is_called_in(text: str, first: int, count: Count) -> bool:
    called = _CALLED_IN.search(text, first, count.start)
    if not called or "顾问" in text[count.start : count.end + _FEW]:
        return False
    named = _TEACHER.search(called.group())
    return bool(named or _TEACHER.match(text, count.end))
