"""Names and their figures side by side: "复议/诉讼/败诉：0/1/0"."""

from dataclasses import dataclass

from bot.understanding.patterns import Pattern

_COLUMNS = Pattern(
    r"(?P<names>[\u4e00-\u9fff]{2,14}(?:/[\u4e00-\u9fff]{2,8}){1,5})(?:[：: ]|数|分别为?|情况){0,3}"
    r"(?P<values>\d{1,4}[件人份次场起条个]?(?:/\d{1,4}[件人份次场起条个]?){1,5})(?![\d.%\u4e00-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A name at [start, end) of the text and its figure at [value, value_end)."""

    start: int
    end: int
    value: int
    value_end: int


def columns(text: str) -> list[Column]:
    """The names that stand in a row with as many figures after them, in order."""
    found: list[Column] = []
    for match in _COLUMNS.finditer(text) if text.count("/") > 1 else ():
        names, values = match["names"].split("/"), match["values"].split("/")
        if len(names) != len(values):
            continue
        name, value = match.start("names"), match.start("values")
        for one, figure in zip(names, values, strict=True):
            found.append(Column(name, name + len(one), value, value + len(figure)))
            name, value = name + len(one) + 1, value + len(figure) + 1
    return found
