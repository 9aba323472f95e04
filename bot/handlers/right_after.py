"""是昨天, 应该是120人, 传单没发: what is said right after a card is about its entry."""

import re
from datetime import timedelta

from bot import asking, phrases, targets
from bot.handlers.amend import amend, amend_these
from bot.handlers.amend_parts import names_part, part_set
from bot.handlers.card_answer import as_correction, takes_out
from bot.handlers.part_told import part_told
from bot.history import last_step
from bot.messages import Reply
from bot.turn import Turn, say
from bot.understanding.amend_signs import sign_of_amendment
from bot.understanding.amendments import read_amendment
from bot.understanding.meaning import Intent, Meaning
from bot.understanding.pointing import STANDS_FOR
from storage.records import Entry, EntryState

_JUST_NOW = timedelta(minutes=15)
_LONGEST = 16  # characters
_SAYS = re.compile(
    r"\s*(?:(?:不对|错了|哦|噢|不是)[，, ]*)?"
    r"(?:(?:应该|其实|实际上?|准确)?(?:是|为|算)|应该在|改成?)(?P<value>[^，。？?]{1,12}?)"
    r"(?:才对|吧|的|了|哦|啊)?[。！!]*\s*"
)
_BARE = re.compile(
    r"\s*(?P<value>[约近]?[\d一二两三四五六七八九十百千]{1,6}多?(?:人次?|份|名|块|条|元|件|户)|"
    r"昨天|前天|大前天|上?周[一二三四五六日天]|\d{1,2}月\d{1,2}[日号]|\d{1,2}[日号])(?:的|吧)?[。！!]*\s*"
)
_BUNGLED = re.compile(
    r"\s*(?:哎呀?|啊|不好意思|对不起)?[，, ]*(?:刚才?|刚刚|我)?(?:又|也)?(?:改|弄|搞|点|按)错了"
)
_CHANGES_TO = re.compile(
    r"\s*[^，。？?\n\d]{1,8}?(?<![整修])改[回到成为作]了?[约近]?[\d一二两三四五六七八九十百千]+[^，。？?\n]{0,3}[。！!]*\s*$"
)
# 再加30份, 时间不对，是10号: a change whose entry goes without saying.
_GOES_ON = re.compile(
    r"\s*(?:(?:不好意思|对不起|哎呀?|哦|对了|错了|麻烦)[，, ]*)*"
    r"(?:(?:还[得要]?|得|应该)?再?(?:[加减扣]|[多少漏](?:[报算写记填]|了))|"
    r"(?:又|还是|还|再|\d+也)?(?:[看写]?错了?|不对|改一?下)[，, ]*(?:应该)?是?\d|"
    r"(?:时间|日期|日子|地点|地方|人数|份数|[一-鿿]{2}数?)(?:不对|错|应该|有误|[多少漏]))[^？?\n]{1,20}"
)
_KIND_IS = re.compile(r"[^，。？?\n]{2,8}?(?:应该|其实)?(?:是|为|在)[^，。？?\n]{2,12}")


def right_after(turn: Turn, meaning: Meaning) -> tuple[Reply, ...] | None:
    """The replies where the message corrects what was logged just now; None where it is something else."""
    text = turn.incoming.text
    if meaning.intent not in (Intent.CHAT, Intent.LOG):
        return None
    card = _card(turn)
    if _BUNGLED.match(text) and not _counts(meaning):
        return _bungled(turn, card or _changed_last(turn))
    if _CHANGES_TO.match(text) and len(text) <= _LONGEST:
        found = read_amendment(text, turn.at, turn.town_words())
        told = all(figure.measure or figure.hint for figure in found.figures)
        known = found.figures and told and targets.of_words(turn, found).found
        return amend(turn, found) if known else None
    if card is None:
        return None
    if names_part(text) and len(text) <= _LONGEST:
        return part_set(turn, card)
    if meaning.intent is Intent.CHAT and len(text) <= _LONGEST:
        found = read_amendment(text, turn.at, turn.town_words())
        named = found.about_kind == card.kind and _KIND_IS.fullmatch(text.strip())
        if takes_out(found, card) or (named and (found.on or found.place)):
            return amend(turn, found, (card.number,))
    unread = all(one.kind == asking.UNREAD_KIND for one in meaning.entries)
    if unread and _GOES_ON.fullmatch(text) and sign_of_amendment(read := STANDS_FOR + text.strip()):
        return amend_these(turn, [card], read_amendment(read, turn.at, turn.town_words()), read)
    return _value(turn, meaning, card) or (part_told(turn, card) if unread else None)


def _value(turn: Turn, meaning: Meaning, card: Entry) -> tuple[Reply, ...] | None:
    """A new value by itself; what tells of work of its own is none."""
    said = _SAYS.fullmatch(turn.incoming.text) or _BARE.fullmatch(turn.incoming.text)
    found = as_correction(turn, said["value"]) if said else None
    if found is None or (meaning.intent is Intent.LOG and (found.kind is None or found.figures)):
        return None
    return amend(turn, found, (card.number,))


def _card(turn: Turn) -> Entry | None:
    """The entry of the card that was shown just now; None where there was none, or several on it."""
    incoming = turn.incoming
    since = incoming.at - _JUST_NOW
    shown = turn.work.outbox.latest_card(incoming.channel, incoming.chat, incoming.account, since)
    if len(shown) != 1:
        return None
    entry = turn.entry(shown[0])
    return entry if entry.state is not EntryState.WITHDRAWN else None


def _counts(meaning: Meaning) -> bool:
    """Whether it tells figures of its own."""
    return any(not figure.implied for entry in meaning.entries for figure in entry.figures)


def _changed_last(turn: Turn) -> Entry | None:
    """The entry that the member changed last."""
    step = last_step(turn)
    return step.revisions[0][0] if step and step.action == "amend" and len(step.revisions) == 1 else None


def _bungled(turn: Turn, card: Entry | None) -> tuple[Reply, ...]:
    """The last change was a mistake: it is set right where the right value is said."""
    rest = re.sub(r"^[，,。：: ]*(?:还是|应该还?是|改回)", "", _BUNGLED.sub("", turn.incoming.text, count=1))
    found = as_correction(turn, rest.strip("，。,了吧 ")) if rest.strip("，。,！! ") else None
    asking.close_edits(turn)
    if found is None or card is None:
        return say(phrases.BUNGLED)
    return amend(turn, found, (card.number,))
