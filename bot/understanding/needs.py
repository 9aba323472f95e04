"""What a text must hold so that a regular expression can match: words, which are looked for faster. Pure."""

import re
from collections.abc import Iterable

Words = frozenset[str]
Needs = dict[str, Words]  # a match holds one of these words, and with it one of those beside it, if any

PLAIN = r"[^\\\[\](){}.*+?|^$]"
# Alternatives that are only words, the most of them.
ONLY_WORDS = re.compile(rf"{PLAIN}+(?:\|{PLAIN}+)*(?=[|)]|\Z)")
_TOKEN = re.compile(
    rf"(?:(?P<plain>{PLAIN}+)|(?P<opening>\((?:\?(?:<?[=!]|:|P<\w+>)|(?!\?)))|"
    # `listed`: a class of characters alone
    r"\[(?P<listed>[^\^\\\-\]]+)\]|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[.^$])"
    r"(?P<repeat>[*+?]|\{\d*(?:,\d*)?\})?"
)
_REPEAT = re.compile(r"[*+?]|\{\d*(?:,\d*)?\}")
_LAZY = re.compile("[?+]?")
_NONE: Words = frozenset()
_UNKNOWN = (False, 0, 0)

FEW = 48  # so many words are looked for faster than a pattern is tried at each character


def needs(pattern: str) -> Needs | None:
    """Words of which every text that matches holds at least one, and with it one of those beside it.

    None where no such words are found. Reads what this package writes: alternatives, groups, classes,
    repeats, looks ahead and behind. A pattern with anything else (flags) gives None.
    """
    found, end = _alternatives(pattern, 0)
    return found or None if end == len(pattern) else None


def _alternatives(pattern: str, at: int) -> tuple[Needs, int]:
    """The needs of alternatives up to a closing bracket or the end, and where they end; {}: unknown."""
    united: Needs = {}
    known = True
    while True:
        if words := ONLY_WORDS.match(pattern, at):
            united |= dict.fromkeys(words.group().split("|"), _NONE)
            at = words.end()
        else:
            one, at = _sequence(pattern, at)
            known = known and bool(one)
            for word, beside in one.items():
                other = united.get(word, beside)
                united[word] = beside | other if beside and other else _NONE
        if at >= len(pattern) or pattern[at] != "|":
            return (united if known else {}), at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[Needs, int]:
    """The best needs of what stands in a row, with the next best beside; and where it ends."""
    best: Needs = {}
    second: Needs = {}
    worth = next_worth = _UNKNOWN
    while at < len(pattern) and pattern[at] not in "|)":
        one, at = _atom(pattern, at)
        of_this = _worth(one) if one else _UNKNOWN
        if of_this > worth:
            best, worth, second, next_worth = one, of_this, best, worth
        elif of_this > next_worth:
            second, next_worth = one, of_this
    if not second or len(second) > FEW:
        return best, at
    more = frozenset(second)
    return {word: max(beside, more, key=_worth) if beside else more for word, beside in best.items()}, at


def _worth(words: Iterable[str]) -> tuple[bool, int, int]:
    """Few words are soon looked for, long ones say most."""
    lengths = [*map(len, words)]
    return len(lengths) <= FEW, min(lengths), -len(lengths)


def _atom(pattern: str, at: int) -> tuple[Needs, int]:
    """The needs of plain characters, a class or a group, with the repeat after it; and where it ends."""
    token = _TOKEN.match(pattern, at)
    if token is None:
        return {}, len(pattern) + 1  # not ours: the whole pattern is of unknown needs
    plain, opening, listed, repeat = token.groups()
    if plain and repeat and len(plain) > 1:  # the repeat is of the last character alone
        return {plain[:-1]: _NONE}, token.end("plain") - 1
    found, end = dict.fromkeys([plain] if plain else listed or (), _NONE), token.end()
    if opening:
        found, end = _alternatives(pattern, end)
        mark = _REPEAT.match(pattern, end + 1)
        repeat, end = (mark.group(), mark.end()) if mark else (None, end + 1)
        found = {} if opening.endswith("!") else found
    if repeat:
        lazy = _LAZY.match(pattern, end)
        return (found if _must(repeat) else {}), lazy.end() if lazy else end
    return found, end


def _must(repeat: str) -> bool:
    """Whether what is repeated stands there at least once."""
    return repeat == "+" or repeat[1:2] not in ("", "0", ",")
