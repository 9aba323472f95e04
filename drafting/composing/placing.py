"""Which node of an outline takes each topic: its own, else the nearest by the catalogue, else none."""

from collections.abc import Iterator, Mapping, Sequence

from drafting.outline import TOPICS, Node, Outline
from drafting.phrases import bundled
from storage.catalogue import Kind

FALLBACK: Mapping[str, tuple[str, ...]] = {
    "干部学法": ("组织领导",),
    "第一责任人": ("组织领导",),
    "经费保障": ("组织领导",),
    "制度与依法决策": ("组织领导",),
    "合法性审查": ("制度与依法决策", "行政执法"),
    "政务服务": ("监督公开", "制度与依法决策"),
    "监督公开": ("行政执法",),
    "专项整治": ("行政执法",),
    "法治阵地": ("普法宣传",),
    "示范创建": ("法治阵地", "组织领导"),
    "公共法律服务": ("普法宣传", "矛盾化解"),
    "社区矫正与平安": ("矛盾化解", "公共法律服务"),
    "矛盾化解": ("社区矫正与平安", "公共法律服务"),
}
SHORTCOMINGS, PLAN, FIRST_PERSON, OTHER = "不足", "下一步", "第一责任人", "其他"
_APART = frozenset({SHORTCOMINGS, PLAN, FIRST_PERSON, OTHER})

Path = tuple[int, ...]  # the way to a node: its index among the roots, then among the headings below


def walk(outline: Outline) -> Iterator[tuple[Path, Node]]:
    """All headings with their paths, in reading order."""

    def below(path: Path, node: Node) -> Iterator[tuple[Path, Node]]:
        yield path, node
        for index, child in enumerate(node.headings):
            yield from below((*path, index), child)

    for index, root in enumerate(outline.nodes):
        yield from below((index,), root)


def place(outline: Outline) -> dict[str, tuple[Path, ...]]:
    """Topic → the headings that may take it, the main one first; a topic without a place is missing.

    The deepest headings that hold a topic take it, or the items without a topic below them. What was done
    never stands among shortcomings or plans, and under the first responsible person only for want of another.
    """
    holding: dict[str, list[tuple[bool, Path]]] = {}
    for path, node in walk(outline):
        chapter = _chapter(outline, path)
        for topic in node.holds:
            if topic in chapter or not chapter & {SHORTCOMINGS, PLAN}:
                aside = bool(chapter & _APART) and topic not in _APART
                holding.setdefault(topic, []).append((aside, path))
    places: dict[str, tuple[Path, ...]] = {}
    for topic, found in holding.items():
        best = min(aside for aside, _ in found)
        paths = [path for aside, path in found if aside == best]
        deepest = [path for path in paths if not any(_below(other, path) for other in paths)]
        items = [path for above in deepest for path in _items(outline, above)]
        places[topic] = (*deepest, *items)
    for topic in TOPICS:
        near = next((other for other in FALLBACK.get(topic, ()) if other in holding), None)
        if topic not in holding and near is not None:
            places[topic] = places[near]
    return places


def seat(kind: Kind, paths: Sequence[Path], outline: Outline) -> Path:
    """Which of a topic's headings takes a kind: the one whose words name it, else the main one."""
    if len(paths) == 1:
        return paths[0]
    cues = bundled().cues.get(kind.name, (kind.name,))
    named = [sum(cue in node_at(outline, path).text for cue in cues) for path in paths]
    best = max(range(len(paths)), key=lambda index: (named[index], len(paths[index]) if named[index] else 0))
    return paths[best]


def node_at(outline: Outline, path: Path) -> Node:
    """The heading that a path leads to."""
    node = outline.nodes[path[0]]
    for index in path[1:]:
        node = node.headings[index]
    return node


def has_heading(topic: str, outline: Outline, places: Mapping[str, Sequence[Path]]) -> bool:
    """Whether a topic has a heading of its own, not only one that takes it for want of another."""
    return topic in places and topic in node_at(outline, places[topic][0]).holds


def results(outline: Outline, places: Mapping[str, Sequence[Path]]) -> Path:
    """The chapter that a last sub-section for what has no place is added to: the last that holds results."""
    roots = {path[0] for topic, paths in places.items() if topic not in _APART for path in paths}
    own = {root for root in roots if not set(outline.nodes[root].holds) & _APART}
    return (max(own or roots, default=0),)


def _items(outline: Outline, path: Path) -> list[Path]:
    """The last headings below that hold no topic of their own."""
    below = enumerate(node_at(outline, path).headings)
    return [(*path, index) for index, child in below if not child.holds and not child.headings]


def _below(path: Path, above: Path) -> bool:
    return len(path) > len(above) and path[: len(above)] == above


def _chapter(outline: Outline, path: Path) -> frozenset[str]:
    """The topics of all headings above the node, its own left out where it is a root."""
    node = outline.nodes[path[0]]
    topics = set(node.holds)
    for index in path[1:-1]:
        node = node.headings[index]
        topics |= set(node.holds)
    return frozenset(topics)
