"""Letterheads are tried in processes with limits: nothing in them is run, each is refused in plain words."""

import resource
import time
from datetime import date
from pathlib import Path

import pytest

from bot import documents, letterheads
from drafting.layout import load
from storage.records import Town
from tests.drafting.letterhead import attacks, papers

TOWN = Town(1, "柳林镇", "柳林镇人民政府", "县委、县政府")
DAY = date(2032, 1, 8)


@pytest.fixture(autouse=True)
def canary():
    """What an attack would write is not there, before and after."""
    place = Path(attacks.CANARY)
    place.unlink(missing_ok=True)
    yield
    assert not place.exists()


def tried(content: bytes) -> letterheads.Tried:
    began = time.monotonic()
    found = letterheads.tried(content, TOWN, load(), DAY)
    assert time.monotonic() - began < 10
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 <= documents.MEMORY
    return found


def test_a_whole_letterhead_comes_back_with_a_sample():
    found = tried(papers.letterhead())
    assert found.usable
    assert letterheads.told(found, "红头.docx") == "“红头.docx”可以用，没有发现问题。"
    texts = papers.texts(papers.opened(found.sample))
    assert texts[0] == "柳林镇人民政府文件"
    assert any("（样张）调解纠纷8件" in text for text in texts)


@pytest.mark.parametrize("name", attacks.FILES)
def test_a_file_that_means_harm_is_refused_in_time_and_memory(name: str):
    found = tried(attacks.FILES[name]())
    assert not found.usable
    assert letterheads.told(found, "红头.docx").startswith("“红头.docx”还不能用")


@pytest.mark.parametrize("name", attacks.HARMLESS)
def test_a_file_that_only_looks_dangerous_is_done_in_time_and_memory(name: str):
    found = tried(attacks.HARMLESS[name]())
    assert found.usable, found.checked.problems


def test_no_code_in_a_mark_is_run():
    """All in one file, then one after another, where they are read without the limits."""
    found = tried(papers.plain("{{ 正文 }}", *attacks.CODE.values()))
    assert not found.usable
    assert len(found.checked.problems) >= len(attacks.CODE) - 8
