"""Messages that were taken for talk, a question or a correction, and yet may report or announce something."""

from bot.understanding import cues, prospects, talk
from bot.understanding.amend_words import RECORD
from bot.understanding.kinds import SURE
from bot.understanding.lexicon import WEIGHTS
from bot.understanding.meaning import Amendment
from bot.understanding.overlooked import OF_ANYTHING
from bot.understanding.patterns import Pattern
from bot.understanding.said import FIRM
from bot.understanding.scene import Scene

TOPIC = WEIGHTS["topics"]
_OF_OTHERS = Pattern("请假|到货|[隔邻别外](?:壁|的)?[镇乡县村]|照片")
_MARKED = Pattern(r"[?？]|[吗呢么不没](?=[，。\s]|$)|够|几|多少|查|列|统计|汇总|发我|给我")
_ENDED = Pattern("[一-鿿]了[一-鿿]{0,4}(?=[，。！]|$)")
_ASKED = Pattern("[?？]|吗|谁有|给我")
_NUMBERS = Pattern("数|率|多少|几")
_WARNS = Pattern("注意|防暑|大家|大伙|没活动")
_CAME = Pattern("来听|到场|听众|受众|来了|到了|参训|听课|\\d+人次?参加")
_IDLE = Pattern(  # what nobody would ask to be logged: things lost and laid down, weather, requests, wishes
    r"^[^，。]{0,4}(?:谁的|有没有人|谁有|哪个有|你们哪个有|谁看见|谁拿)|"
    r"(?:放|落|搁|锁)(?:在|到|回)?[^，。；\d]{0,6}(?:桌上|柜里|柜子里|车库|前台|大厅|门卫|抽屉里?|帐篷里|群文件)|"
    r"封路|路封了|牧道封|结冰|别出门|绕道|水位|警戒线|防滑链|拜年|拜个早年|大吉|快乐$|休产假|休年假|喝奶茶"
)
_REPORTED = 4  # counts: no plan states so many
_NUMBERED = Pattern(r"(?:^|[，。；：！、\s把将请和])(?:第|编号|#)?(?:20\d\d-)?\d{1,5}")
_RECORD = Pattern(RECORD)
_LONG = 30  # characters: a correction of more says which entry it is of
_MEANT = Pattern("打算|计划|拟|准备|预|要|想|[，。]请")


def may_report(page: Scene) -> bool:
    """Whether talk may be a report or a plan: it counts what the ledger counts, or dates a deed."""
    text = page.text
    if talk.hears(text) or talk.opines(text) or talk.loses(text) or _OF_OTHERS.search(text):
        return False
    if _counts(page) > 0 or _asks_for_figures(page):
        return True
    if prospects.CANCELLED.search(text) or cues.GREETING.search(text) or _WARNS.search(text):
        return False
    told = any(cue.weight >= SURE for cue in page.cues.things)
    today = page.at.date()
    past = any(one.rank >= FIRM and not one.future and one.on <= today for one in page.dates.things)
    if told and any(one.future or one.on > today for one in page.dates.things):
        return True
    if past and told:
        return bool(page.counts.things) or bool(cues.DONE.search(text))
    return bool(past and _ENDED.search(text) and not _ASKED.search(text))


def is_idle(page: Scene) -> bool:
    """Whether talk is surely no more than talk: of everyday things, and counting nothing of the ledger's."""
    return _counts(page) == 0 and _IDLE.search(page.text) is not None


def may_be_done(page: Scene) -> bool:
    """Whether a plan may be over: it counts as only a report does, or people came and no day is to come."""
    if _counts(page) >= _REPORTED:
        return True
    today = page.at.date()
    past = any(one.rank >= FIRM and not one.future for one in page.dates.things)
    ahead = any(one.future or one.on > today for one in page.dates.things)
    came = _CAME.search(page.text) and page.counts.things and not _MEANT.search(page.text)
    return bool(came) and past and not ahead


def may_be_new(page: Scene, amendment: Amendment) -> bool:
    """Whether a correction may be a report: it is long, counts something, and points at no entry.

    A number points at one from where a clause begins (128号…): 村规民约第3条 is another.
    """
    numbered = bool(amendment.number) and _NUMBERED.search(page.text) is not None
    points = amendment.previous or numbered or _RECORD.search(page.text) is not None
    return not points and len(page.text.strip()) > _LONG and _counts(page) > 0


def _asks_for_figures(page: Scene) -> bool:
    """Whether talk may ask for what the ledger counts: "四月的满意率谁有数"."""
    named = bool(page.nouns.things) or any(cue.weight >= TOPIC for cue in page.cues.things)
    return named and bool(_ASKED.search(page.text)) and bool(_NUMBERS.search(page.text))


def tells(page: Scene) -> bool:
    """Whether what was taken for a question may be a report: it counts several things, or one done."""
    counted = _counts(page)
    if _MARKED.search(page.text):
        return False
    return counted > 1 or (counted == 1 and bool(cues.DONE.search(page.text)))


def _counts(page: Scene) -> int:
    """How many counts are of what the ledger may hold."""
    return sum(
        one.unit in page.lexicon.units and one.unit not in OF_ANYTHING and one.value >= 1
        for one in page.counts.things
    )
