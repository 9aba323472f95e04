"""Whatever the outline, every figure is printed, and under a heading that may hold it."""

from hypothesis import given, settings
from hypothesis import strategies as some

from drafting.composing.placing import FALLBACK
from drafting.draft import draft
from drafting.outline import TOPICS, Node, Outline
from drafting.report import Block, BlockType, FigureSpan
from storage.catalogue import bundled
from tests.drafting.ledgers import TOWN, UNITS, YEAR, said

KINDS = [kind for kind in bundled().kinds.values() if kind.measures]
ENTRIES = [
    said(kind.name, "05-04", text=f"{kind.name}的事", **{measure.name: 3 for measure in kind.measures})
    for kind in KINDS
]

NUMBERS = some.sampled_from(["一、", "（三）", "2.", "三是", None])
TEXTS = some.sampled_from(["强化组织领导", "壮大队伍", "2031年工作", "“两人”帮忙", "开展活动30场", "其他"])


def nodes(level: int) -> some.SearchStrategy[tuple[Node, ...]]:
    below = nodes(level + 1) if level < 3 else some.just(())
    node = some.builds(
        Node,
        some.just(level),
        NUMBERS,
        TEXTS,
        some.booleans(),
        some.lists(some.sampled_from(TOPICS), max_size=3, unique=True).map(tuple),
        below,
        some.booleans() if level > 1 else some.just(False),
    )
    return some.lists(node, min_size=1 if level == 1 else 0, max_size=3).map(tuple)


def above(blocks: tuple[Block, ...]):
    """Each figure with the headings that it stands under."""
    path: list[Block] = []
    for block in blocks:
        if block.type is BlockType.HEADING:
            path = [heading for heading in path if heading.level < block.level] + [block]
        for span in block.spans:
            if isinstance(span, FigureSpan):
                yield span, path


@settings(max_examples=80, deadline=None)
@given(nodes(1))
def test_every_figure_is_printed_under_its_topic_or_the_nearest_in_any_outline(roots):
    report = draft(ENTRIES, TOWN, UNITS, YEAR, Outline(roots, year=YEAR - 1))
    printed = set()
    for span, headings in above(report.blocks):
        topic = bundled().kinds[span.kind].topic
        held = {one for heading in headings for one in heading.topics}
        assert any(heading.fallback for heading in headings) or held & {topic, *FALLBACK.get(topic, ())}
        printed.add((span.kind, span.measure))
    assert printed == {(kind.name, measure.name) for kind in KINDS for measure in kind.measures}


@settings(max_examples=40, deadline=None)
@given(nodes(1))
def test_no_heading_carries_a_count_of_last_year_on(roots):
    report = draft([], TOWN, UNITS, YEAR, Outline(roots, year=YEAR - 1))
    assert not any("30" in block.text for block in report.blocks if block.type is BlockType.HEADING)
