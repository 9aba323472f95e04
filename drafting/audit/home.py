"""Whether a report speaks of the town whose ledger it is held against: it may follow a neighbour's."""

import re
from collections.abc import Iterator, Sequence

from drafting.audit.findings import Finding, FindingType, at
from drafting.composing.borrowed import towns_in
from drafting.edited import Paragraph
from drafting.learning.frame import Frame
from storage.records import Town

_ENDS = 6  # paragraphs at either end among which title and signature stand
# A town of which a sentence tells: 2023年以来，青石镇深入贯彻…; 青石镇全年开展…
_TELLS = re.compile(
    r"(?:^|[。；]|\d{4} ?年(?:度|以来|来)?，|以来，)"
    r"(?P<town>(?![赴到与和同向在对从由经据全各我本该以将把])[一-鿿]{2,4}(?<![乡城集村古小各全我本该])[镇乡])"
    # Not 党委, 政府: 成立镇党委…, 召开镇政府… begin alike.
    r"(?=深入|认真|坚持|全面|紧紧|紧扣|始终|切实|积极|聚焦|严格|扎实|全年|全镇|共|累计|组织|开展|在县|在区|在市|以习)"
)


def home(body: Sequence[Paragraph], frame: Frame, town: Town) -> Iterator[Finding]:
    """A finding at each place where title, signature or a sentence's subject is another town."""
    for text, some in ((frame.title, body[:_ENDS]), (frame.signature or "", body[-_ENDS:])):
        names = towns_in(text)
        if any(_is_own(name, town) for name in names):
            continue
        first = next((one for one in some if names and names[0] in one.text), None)
        if first:
            yield _told(first, first.text.index(names[0]), names[0], town)
    for one in body[1:]:
        for found in _TELLS.finditer(one.text):
            if not _is_own(found["town"], town):
                yield _told(one, found.start("town"), found["town"], town)


def _is_own(name: str, town: Town) -> bool:
    return name.endswith(town.name) or name in town.full_name


def _told(one: Paragraph, start: int, name: str, town: Town) -> Finding:
    text = f"写的是{name}，本镇是{town.name}。请看是不是从别处抄来的"
    return at(FindingType.TOWN, text, one, start, start + len(name), said=name)
