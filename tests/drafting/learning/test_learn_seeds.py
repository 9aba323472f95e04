import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from drafting.learning.learn import learn
from drafting.outline import Node, Outline, dump, parse

HERE = Path(__file__).parent
SEEDS = HERE.parents[3] / "shared" / "seeds"
MARKED = tomllib.loads((HERE / "seed_outlines.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the five public reports are not beside this repository"
)


def row(node: Node) -> str:
    items = sum(child.inline_item for child in node.children)
    sign = hashlib.sha256(node.text.encode()).hexdigest()[:10]
    setting = "run-in" if node.run_in else "alone"
    place = f"{node.level} {node.number or '-'} {setting} {items} {sign} {len(node.text)}"
    return f"{place} | {'、'.join(node.topics)}"


def learned(name: str) -> Outline:
    return learn((SEEDS / f"{name}.txt").read_bytes(), f"{name}.txt")


@pytest.mark.parametrize("name", MARKED)
def test_a_report_yields_the_outline_that_a_careful_reader_marks(name: str):
    headings = [row(node).rstrip() for node in learned(name).walk() if not node.inline_item]

    marked = [line.rpartition("|")[0].rstrip() for line in MARKED[name]["rows"].strip().splitlines()]
    assert headings == marked


@pytest.mark.parametrize("name", MARKED)
def test_its_year_addressee_signature_and_house_words_are_known(name: str):
    outline, marked = learned(name), MARKED[name]

    assert outline.year == marked["year"]
    assert outline.addressee == marked.get("addressee")
    assert len(outline.signature or "") == marked.get("signed", 0)
    assert {kind: outline.words[kind] for kind in marked["words"]} == marked["words"]


@pytest.mark.parametrize("name", MARKED)
def test_a_heading_that_loses_its_number_keeps_its_level(name: str):
    text = (SEEDS / f"{name}.txt").read_text(encoding="utf-8")
    headings = [node for node in learned(name).walk() if not node.inline_item]
    alone = [node for node in headings if node.number and not node.run_in]

    for node in alone:
        bare = re.sub(rf"{re.escape(node.number)} *{re.escape(node.text)}", node.text, text, count=1)
        assert bare != text
        found = [(other.level, other.text) for other in learn(bare.encode()).walk() if not other.inline_item]
        assert found == [(other.level, other.text) for other in headings], node.number


@pytest.mark.parametrize("name", MARKED)
def test_nothing_of_it_is_left_without_a_topic_and_it_can_be_kept_as_json(name: str):
    outline = learned(name)

    assert outline.unmatched == ()
    assert parse(dump(outline)) == outline
