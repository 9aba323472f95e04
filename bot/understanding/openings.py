"""Which characters a match can begin with, so that a regular expression is tried at no other place. Pure."""

import re

from bot.understanding.needs import ONLY_WORDS, PLAIN

Opening = frozenset[str]  # what may stand in a class: characters, ranges, escapes

_TOKEN = re.compile(
    r"(?P<around>\(\?<?[=!])|(?P<group>\((?:\?(?::|P<\w+>)|(?!\?)))|(?P<edge>\\[bBAZ]|[\^$])|"
    rf"(?P<one>\\[dsn]|\\[^\w])|(?P<run>{PLAIN}+)|"
    r"\[(?P<listed>(?!\^)\]?(?:\\.|[^\]\\])*)\]|"
    r"(?P<any>\.|\\[DSwW1-9]|\[\^\]?(?:\\.|[^\]\\])*\])"
)
_REPEAT = re.compile(r"(?:(?P<lack>[*?]|\{0*(?:,\d*)?\})|\+|\{\d+(?:,\d*)?\})?[?+]?")  # or none
_IN_CLASS = re.compile(r"\\.|[^\\]-[^\\]|.", re.DOTALL)
_NUMBERED = re.compile(r"\\u([0-9a-fA-F]{4})")  # a character told by its number
_CAPTURES = re.compile(r"\((?!\?)|\(\?P|\\[1-9]")
_WIDE = re.compile("\\\\[DSwW]|[\u3400-\u5000]-.")  # which stand nearly everywhere
_AHEAD = "(?="  # what it looks for stands where the match begins, as if it were part of it
_BEHIND = re.compile(r"\^|\(\?<=(?:[^()\\]|\\.)*\)")  # without groups
_ANYTHING: Opening = frozenset([r"\w", r"\W"])
_NOTHING: Opening = frozenset()
_FEWEST = 8  # alternatives: fewer are soon tried


def guarded(pattern: str) -> str:
    """A pattern that matches what the given one does, and is done at once where no alternative can begin."""
    if pattern.count("|") < _FEWEST:
        return pattern
    begins = opening(pattern)
    if begins is None:
        return pattern
    found, behind = begins
    where = [*sorted(behind), *([f"(?=[{''.join(sorted(found))}])"] if found else [])]
    return f"(?:{'|'.join(where)})(?:{pattern})"


def alternatives(pattern: str) -> tuple[str, ...]:
    """The alternatives that a pattern consists of; itself where they belong together (what one captures)."""
    found: list[str] = []
    end = -1
    while end < len(pattern) and not _CAPTURES.search(pattern):
        start = end + 1
        _, _, end = _sequence(pattern, start)
        if not (end == len(pattern) or (end > 0 and pattern[end] == "|")):
            return (pattern,)
        found.append(pattern[start:end])
    return tuple(found) or (pattern,)


def opening(pattern: str) -> tuple[Opening, Opening] | None:
    """What stands where a match begins, and which looks behind tell such a place; None: not known."""
    pattern = _NUMBERED.sub(lambda number: chr(int(number[1], 16)), pattern)
    found: set[str] = set()
    behind: set[str] = set()
    at = -1
    while at < len(pattern):
        at += 1
        lead = _BEHIND.match(pattern, at)
        one, empty, at = _sequence(pattern, at)
        if not (at == len(pattern) or (at > 0 and pattern[at] == "|")):
            return None
        if lead and (empty or any(map(_WIDE.match, one))):
            behind.add(lead.group())
        elif empty or any(map(_WIDE.match, one)):
            return None
        else:
            found |= one
    return frozenset(found), frozenset(behind)


def _alternatives(pattern: str, at: int) -> tuple[Opening, bool, int]:
    """What alternatives begin with, whether one may be empty, and where they end (-1: not known)."""
    found: set[str] = set()
    empty = False
    while True:
        if words := ONLY_WORDS.match(pattern, at):
            found.update(re.escape(word[0]) for word in words.group().split("|"))
            at = words.end()
        else:
            more, also, at = _sequence(pattern, at)
            found |= more
            empty = empty or also
        if not (0 <= at < len(pattern) and pattern[at] == "|"):
            return frozenset(found), empty, at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[Opening, bool, int]:
    """What things in a row begin with; as `_alternatives`."""
    found, empty = _NOTHING, True
    while 0 <= at < len(pattern) and pattern[at] not in "|)":
        one, may_lack, at = _atom(pattern, at)
        if empty:
            found, empty = found | one, may_lack
    return found, empty, at


def _atom(pattern: str, at: int) -> tuple[Opening, bool, int]:
    """What characters, a class or a group begin with; as `_alternatives`."""
    token = _TOKEN.match(pattern, at)
    if token is None:
        return _NOTHING, False, -1
    found, empty, end = _NOTHING, False, token.end()
    match token.lastgroup:
        case "around" | "group":
            found, empty, end = _alternatives(pattern, end)
            if not 0 <= end < len(pattern):
                return found, empty, -1
            end += 1
            if token["around"] and token["around"] != _AHEAD:
                found, empty = _NOTHING, True
        case "edge":
            empty = True
        case "one":
            found = frozenset([token.group()])
        case "run":
            found = frozenset([re.escape(token.group()[0])])
        case "listed":
            found = frozenset(map(_escaped, _IN_CLASS.findall(token["listed"])))
        case _:
            found = _ANYTHING
    repeat = _REPEAT.match(pattern, end)
    alone = token.lastgroup != "run" or end == at + 1  # else a repeat is of the last character
    lacks = alone and repeat is not None and repeat["lack"] is not None
    return found, empty or lacks, repeat.end() if repeat else end


def _escaped(item: str) -> str:
    """A character, an escape or a range as it stands in a class beside others."""
    return re.escape(item) if len(item) == 1 else item
