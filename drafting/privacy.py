"""What must not be printed of a person: phone and ID numbers, and the free text of some kinds."""

import re

MASK = "＊＊＊"

# Kinds whose messages tell of private persons (catalogue.toml): their figures are printed, their words never.
CLOSED_KINDS = frozenset({"人民调解", "信访", "社区矫正", "安置帮教", "执纪监督", "治安防控"})
_OF_PARTIES = frozenset({"矛盾排查", "行政处罚", "行政复议诉讼"})

_GAP = r"[\s\-－—·.]?"
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ud800-\uf8ff\ufeff\ufffe\uffff]"
)
_PERSONAL = re.compile(
    r"(?<!\d)(?:"
    rf"\d{{6}}{_GAP}\d{{8}}{_GAP}\d{{3}}[\dXxＸｘ]"  # an ID number of 18 places
    r"|\d{15}"  # … of 15
    rf"|(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}"  # a mobile phone
    r"|0\d{2,3}[\-－—\s]?\d{7,8}"  # a telephone with its area code
    r"|\d{16,19}"  # a bank card
    r")(?!\d)"
)

_ACCOUNT = re.compile(
    r"((?:微信|QQ)(?:号[:：是为]?|[:：])\s*)(?:[a-z][a-z0-9_-]{4,19}|\d{5,11})(?!\d)", re.IGNORECASE
)


def masked(text: str) -> str:
    """The text without control characters, its phone, ID, card and 微信 or QQ numbers replaced."""
    text = _UNPRINTABLE.sub("", text)
    plain = text.translate({0xFF10 + digit: 0x30 + digit for digit in range(10)})
    if not _PERSONAL.search(plain) and not _ACCOUNT.search(plain):
        return text
    return _ACCOUNT.sub(rf"\1{MASK}", _PERSONAL.sub(MASK, plain))


def has_personal_number(text: str) -> bool:
    """Whether a phone, ID or card number stands in the text."""
    return masked(text) != text


def is_open(kind: str) -> bool:
    """Whether staff's words of this kind may be printed."""
    return kind not in CLOSED_KINDS


def is_told(kind: str) -> bool:
    """Whether an event of this kind may be told in staff's words: not where these mostly tell of a party."""
    return is_open(kind) and kind not in _OF_PARTIES
