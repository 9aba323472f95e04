"""Which node of an outline takes each topic: its own, else the nearest by the catalogue, else none."""

from collections.abc import Iterator, Mapping, Sequence

from drafting.outline import TOPICS, Node, Outline
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
_COMMON = frozenset({"法治", "行政", "工作", "建设", "政府", "服务", "活动"})

Path = tuple[int, ...]  # the way to a node: its index among the roots, then among the headings below


def walk(outline: Outline) -> Iterator[tuple[Path, Node]]:
    """All headings with their paths, in reading order."""

    def below(path: Path, node: Node) -> Iterator[tuple[Path, Node]]:
        yield path, node
        for index, child in enumerate(node.headings):
            yield from below((*path, index), child)

    for index, root in enumerate(outline.nodes):
        yield from below((index,), root)


def place(outline: Outline) -> dict[str, Path]:
    """Topic → the node that takes it; a topic that has no place in the outline is missing.

    The first node that holds a topic takes it, or the deepest below it that does. What was done never stands
    among shortcomings or plans, and under the first responsible person only where there is no other place.
    """
    holding: dict[str, list[tuple[bool, Path]]] = {}
    for path, node in walk(outline):
        chapter = _chapter(outline, path)
        for topic in node.holds:
            if topic not in chapter and chapter & {SHORTCOMINGS, PLAN}:
                continue
            aside = bool(chapter & _APART) and topic not in _APART
            holding.setdefault(topic, []).append((aside, path))
    places: dict[str, Path] = {}
    for topic, found in holding.items():
        first = min(found, key=lambda item: item[0])[1]
        places[topic] = max((path for _, path in found if path[: len(first)] == first), key=len)
    for topic in TOPICS:
        near = next((other for other in FALLBACK.get(topic, ()) if other in holding), None)
        if topic not in holding and near is not None:
            places[topic] = places[near]
    return places


def _chapter(outline: Outline, path: Path) -> frozenset[str]:
    """The topics of all headings above the node, its own left out where it is a root."""
    node = outline.nodes[path[0]]
    topics = set(node.holds)
    for index in path[1:-1]:
        node = node.headings[index]
        topics |= set(node.holds)
    return frozenset(topics)


def results(outline: Outline, places: Mapping[str, Path]) -> Path:
    """The chapter that a last sub-section for what has no place is added to: the last that holds results."""
    roots = [path[0] for topic, path in places.items() if topic not in _APART]
    roots = [root for root in roots if not set(outline.nodes[root].topics) & {SHORTCOMINGS, PLAN}]
    return (max(roots, default=0),)


def matching(kind: Kind, nodes: Sequence[Node]) -> int | None:
    """Which of the headings without topics a kind belongs under, by the words they share, if any."""
    words = _pairs(kind.name + "，" + "，".join(measure.name for measure in kind.measures))
    shared = [len(words & _pairs(node.text)) if not node.holds else 0 for node in nodes]
    return shared.index(max(shared)) if any(shared) else None


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text, without what all headings say."""
    return {text[i : i + 2] for i in range(len(text) - 1)} - _COMMON
