"""The words of the field, read from lexicon.toml and indexed so that a text is searched in one pass."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import product
from typing import Any

from bot.understanding.indexes import Found, Index
from bot.understanding.patterns import Pattern, Sieve
from storage.catalogue import bundled as catalogue

WEIGHTS = {"acts": 8.0, "actors": 5.5, "topics": 4.0, "hints": 2.0}
PATTERNS = {"patterns": 7.0, "strong": 10.0, "besides": 7.0, "vague": 4.5}

# What a compound ends in that names who or where, and not the work that it is made of (调解员, 检查站).
_BEARERS = ("员", "室", "站", "中心", "主任", "组织", "委员会")

NAMING = frozenset(["leaflets"])  # classes whose words name one sort of thing


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """How a measure of a kind is told. `units` tell it alone, `also` only beside one of its words.

    `base`: the measure whose number "全部" + one of `done` repeats. `raises`: the whole that it is a part of.
    `label`: words tell it only before a number. `excluded`: words beside a count that make it none of these.
    `echo`: its word beside the whole's count repeats that count ("110转来纠纷3起").
    `parts`: words of what is part of the measure's own count ("清理14件，废止3件").
    """

    kind: str
    measure: str
    units: frozenset[str]
    also: frozenset[str]
    base: str | None = None
    done: tuple[str, ...] = ()
    raises: str | None = None
    echo: bool = False
    label: bool = False
    excluded: tuple[str, ...] = ()
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sense:
    """What a measure's word stands for. `general`: many kinds share it ("参加"): it tells no kind.

    `lent`: only by a shorter word inside it, the longer being another kind's ("事项" of "权力事项").
    """

    kind: str
    measure: str
    general: bool = False
    lent: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn of phrase speaks for. `beside`: it may go beside another work, and then is not its kind."""

    kind: str
    weight: float
    beside: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words. `cues` speak for kinds (kind, weight), `nouns` for measures; a denial makes `zeros` zero.

    `units`: every counted word, the longest first; `by_unit`: the (kind, measure) pairs that one tells alone.
    `patterns`: turns of phrase that speak for kinds; `acts`: (kind, word) of those that name a kind for sure;
    `yields`: the kinds whose figures a kind's act turns up. `turns`: phrases with a gap that name a measure;
    `persons`: who a count of 个 may be of.
    """

    cues: Index[tuple[str, float]]
    nouns: Index[Sense]
    zeros: Index[Sense]
    done: Index[Sense]
    measures: Mapping[str, Mapping[str, MeasureWords]]
    patterns: Sieve[Turn]
    units: tuple[str, ...]
    by_unit: Mapping[str, tuple[tuple[str, str], ...]]
    acts: frozenset[tuple[str, str]]
    yields: Mapping[str, frozenset[str]]
    turns: Sieve[Sense]
    persons: tuple[str, ...]

    def find_nouns(self, text: str) -> list[Found[Sense]]:
        """What names a measure in a text: its words, and its turns of phrase, by where they start.

        A turn for a part hides the word of its whole inside it: "整改消防隐患21处" counts no 隐患.
        """
        found = self.nouns.find(text)
        for turn, sense in self.turns.possible(text):
            for hit in turn.finditer(text):
                whole = (sense.kind, self.measures[sense.kind][sense.measure].base)
                found = [each for noun in found if (each := _without(noun, hit.span(), whole))]
                found.append(Found(*hit.span(), hit.group(), (sense,)))
        return sorted(found, key=lambda noun: noun.start)


def _without(
    noun: Found[Sense], span: tuple[int, int], measure: tuple[str, str | None]
) -> Found[Sense] | None:
    """A word without its sense of a measure where it lies in `span`; None where no other sense is left."""
    if not (span[0] <= noun.start and noun.end <= span[1]):
        return noun
    senses = tuple(sense for sense in noun.senses if (sense.kind, sense.measure) != measure)
    return noun._replace(senses=senses) if senses else None


@cache
def bundled() -> Lexicon:
    """The words that the program ships."""
    path = resources.files("bot.understanding").joinpath("lexicon.toml")
    return read_lexicon(path.read_text(encoding="utf-8"))


def read_lexicon(text: str) -> Lexicon:
    """The lexicon in a TOML text; KeyError where a class is not defined."""
    data = tomllib.loads(text)
    classes = {name: tuple(words.split()) for name, words in data["classes"].items()}
    shields = dict.fromkeys(data["shields"]["words"].split(), ())
    kinds = [{**row, "acts": _spelt_out(row.get("acts", ""))} for row in data["kind"]]
    measures = {row["name"]: _measures(row, classes) for row in kinds}
    nouns = _senses(kinds, classes, "words", frozenset(classes["attend"]))
    done = _senses(kinds, classes, "done")
    return Lexicon(
        cues=Index({**shields, **_cues(kinds)}),
        nouns=Index({**dict.fromkeys(data["shields"]["nouns"].split(), ()), **nouns}, _lender(nouns)),
        zeros=Index(_senses(kinds, classes, "zero")),
        done=Index(done, _lender(done)),
        measures=measures,
        patterns=Sieve(
            (Pattern(one), Turn(row["name"], weight, key == "besides"))
            for row in kinds
            for key, weight in PATTERNS.items()
            for one in row.get(key, ())
        ),
        units=_units(measures),
        by_unit=_by_unit(measures),
        acts=frozenset((row["name"], word) for row in kinds for word in row.get("acts", "").split()),
        yields={row["name"]: frozenset(row.get("yields", "").split()) for row in kinds},
        turns=Sieve(
            (Pattern(turn), Sense(row["name"], name))
            for row in kinds
            for name, table in row.get("measures", {}).items()
            for turn in table.get("turns", ())
        ),
        persons=classes.get("persons", ()),
    )


def _spelt_out(words: str) -> str:
    """A list of words with each "{法治,普法}{,文化}广场" as all the words that it stands for."""
    parts = (re.split(r"\{([^}]*)\}", word) for word in words.split())
    choices = ([part.split(",") for part in found] for found in parts)
    return " ".join("".join(one) for found in choices for one in product(*found))


def _expand(words: str, classes: Mapping[str, tuple[str, ...]]) -> list[tuple[str, bool]]:
    """The (word, came from a class of all sorts) pairs of a list of words and classes."""
    pairs = []
    for word in words.split():
        sorts = word[1:] not in NAMING
        pairs += [(one, sorts) for one in classes[word[1:]]] if word[0] == "@" else [(word, False)]
    return pairs


def _measures(row: Mapping[str, Any], classes: Mapping[str, tuple[str, ...]]) -> dict[str, MeasureWords]:
    def words(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for word, _ in _expand(table.get(key, ""), classes)))

    return {
        name: MeasureWords(
            kind=row["name"],
            measure=name,
            units=_with_equals(words(table, "units")),
            also=_with_equals(words(table, "also")),
            base=table.get("base"),
            done=words(table, "done"),
            raises=table.get("raises"),
            excluded=words(table, "excluded"),
            label=bool(table.get("label", False)),
            echo=bool(table.get("echo", False)),
            parts=frozenset(words(table, "parts")),
        )
        for name, table in row.get("measures", {}).items()
    }


def _with_equals(units: Iterable[str]) -> frozenset[str]:
    """Counted words, and where 人 or 场 is one of them those that say the same."""
    found = frozenset(units)
    heads = {"名", "个人", "号人"} if "人" in found else frozenset()
    return found | heads | ({"场次"} if "场" in found else frozenset())


def _cues(kinds: Iterable[Mapping[str, Any]]) -> dict[str, list[tuple[str, float]]]:
    words: dict[str, list[tuple[str, float]]] = {}
    for row in kinds:
        for key, weight in WEIGHTS.items():
            for word in row.get(key, "").split():
                words.setdefault(word, []).append((row["name"], weight))
    return words


def _senses(
    kinds: Iterable[Mapping[str, Any]],
    classes: Mapping[str, tuple[str, ...]],
    key: str,
    shared: frozenset[str] = frozenset(),
) -> dict[str, list[Sense]]:
    words: dict[str, list[Sense]] = {}
    for row in kinds:
        for name, table in row.get("measures", {}).items():
            for word, general in _expand(table.get(key, ""), classes):
                words.setdefault(word, []).append(Sense(row["name"], name, general or word in shared))
        if key == "words" and (first := _first_measure(row)):
            for word in row.get("acts", "").split():
                if not _counts_more(row["name"], first, word, words):
                    words.setdefault(word, []).append(Sense(row["name"], first))
    return words


def _counts_more(kind: str, first: str, act: str, words: Mapping[str, list[Sense]]) -> bool:
    """Whether an act's word holds a measure's own word: 发传单 is beside a count of 传单, not of 活动."""
    inside = {act[a:b] for a in range(len(act)) for b in range(a + 1, len(act) + 1)}
    return any(
        sense.kind == kind and sense.measure != first for part in inside for sense in words.get(part, ())
    )


def _lender(words: Mapping[str, Sequence[Sense]]) -> Callable[[str], Sequence[Sense]]:
    """What a word takes from the words inside it: senses for kinds that it says nothing of itself.

    Only the longest word is found at a place: 整改完 of one kind must not hide the 整改 of another.
    """

    def lent(word: str) -> Sequence[Sense]:
        if word.endswith(_BEARERS) or word not in words:
            return ()
        own = {sense.kind for sense in words[word]}
        inside = {word[a:b] for a in range(len(word)) for b in range(a + 2, len(word) + 1)} - {word}
        more = [sense for part in sorted(inside & words.keys(), key=len) for sense in words[part]]
        return [replace(sense, lent=True) for sense in more if sense.kind not in own and not sense.general]

    return lent


def _first_measure(row: Mapping[str, Any]) -> str | None:
    """What a count beside a kind's own name is: the measure that a plain mention implies, or the only one."""
    names = list(row.get("measures", {}))
    if row["name"] in catalogue().kinds and (primary := catalogue().kind(row["name"]).primary):
        return primary
    return names[0] if len(names) == 1 else None


def _units(measures: Mapping[str, Mapping[str, MeasureWords]]) -> tuple[str, ...]:
    found = {unit for row in measures.values() for one in row.values() for unit in one.units | one.also}
    return tuple(sorted(found - {"%"}, key=lambda unit: (-len(unit), unit)))


def _by_unit(
    measures: Mapping[str, Mapping[str, MeasureWords]],
) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, row in measures.items():
        for name, words in row.items():
            for unit in words.units:
                found.setdefault(unit, []).append((kind, name))
    return {unit: tuple(pairs) for unit, pairs in found.items()}
