"""What may follow /draft besides the year: without letterhead, without comments, the 发文字号."""

import re
from dataclasses import dataclass

_PLAIN = re.compile(r"(?:不带|不套|不用|不要|无|没有)红头|普通版|白头|plain", re.IGNORECASE)
_CLEAN = re.compile(r"(?:不带|不要|无|没有)批注|干净版|定稿|clean", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:发文字号|文号)?[：: ]*([^\s\d，,：:]{1,16}[〔\[【（(](?:20\d\d)[〕\]】）)]第?\d{1,4}号)"
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """`rest`: the words without them. `clean`: no comments and no annex."""

    rest: str
    plain: bool = False
    clean: bool = False
    number: str = ""


def read(text: str) -> Wishes:
    """The wishes in what followed the command."""
    number = ""
    if found := _NUMBER.search(text):
        number = found[1].translate(str.maketrans("[【（(]】）)", "〔〔〔〔〕〕〕〕"))
        text = text[: found.start()] + " " + text[found.end() :]
    plain, clean = bool(_PLAIN.search(text)), bool(_CLEAN.search(text))
    rest = _CLEAN.sub(" ", _PLAIN.sub(" ", text)).strip(" ，,、")
    return Wishes(rest, plain, clean, number)
