"""The folder and the rows of evidence: once each, wanted until fetched."""

import stat
from datetime import timedelta

import pytest

from storage.errors import NotFoundError
from storage.evidence import CLAIM
from storage.records import FileState, FileUse
from tests.evidence.conftest import NOON, Office


def test_one_content_is_one_file_and_only_its_owner_reads_it(office: Office) -> None:
    first, second = office.files.put(b"photo"), office.files.put(b"photo")
    assert first == second
    files = [path for path in office.files.folder.rglob("*") if path.is_file()]
    assert files == [office.files.path(first)]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    assert office.files.read(first) == b"photo"


def test_a_file_that_was_changed_or_cut_is_not_what_its_hash_says(office: Office) -> None:
    sha256 = office.files.put(b"photo")
    office.files.path(sha256).write_bytes(b"phot")
    assert office.files.read(sha256) is None
    assert office.files.put(b"photo") == sha256
    assert office.files.read(sha256) == b"photo"


def test_what_a_killed_process_left_half_written_is_swept_away(office: Office) -> None:
    sha256 = office.files.put(b"photo")
    half = office.files.path(sha256).with_name(".part-abc")
    half.write_bytes(b"pho")
    assert office.files.sweep() == 1
    assert [path.name for path in half.parent.iterdir()] == [sha256]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_what_is_no_hash_leads_nowhere(name: str, office: Office) -> None:
    assert office.files.read(name) is None


def test_a_file_is_fetched_only_when_it_belongs_to_something(office: Office) -> None:
    number = office.record()
    with office.database.work() as work:
        file = office.keep(work)
        assert work.evidence.claim(NOON, 9, "telegram") == []
        work.evidence.attach(file.id, office.town.id, (number,), NOON)
        assert [one.id for one in work.evidence.claim(NOON, 9, "telegram")] == [file.id]
        assert work.evidence.claim(NOON, 9, "telegram") == []
        work.evidence.later(file.id, "away", NOON + timedelta(seconds=5))
        assert work.evidence.claim(NOON, 9, "telegram") == []
        assert work.evidence.claim(NOON + timedelta(seconds=5), 9, "other") == []
        assert len(work.evidence.claim(NOON + timedelta(seconds=5), 9, "telegram")) == 1


def test_what_a_dead_process_took_up_is_due_again(office: Office) -> None:
    number = office.record()
    with office.database.work() as work:
        file = office.keep(work)
        work.evidence.attach(file.id, office.town.id, (number,), NOON)
        work.evidence.claim(NOON, 9, "telegram")
    with office.database.work() as work:
        assert work.evidence.claim(NOON + CLAIM, 9, "telegram")[0].attempts == 2
        assert work.evidence.recover(NOON + CLAIM, "telegram") == 1
        assert work.evidence.get(file.id).state is FileState.WANTED


def test_evidence_is_taken_off_and_put_back_and_refused_files_are_not_listed(office: Office) -> None:
    number = office.record()
    with office.database.work() as work:
        file = office.keep(work)
        work.evidence.attach(file.id, office.town.id, (number,), NOON)
        work.evidence.detach(file.id)
        assert work.evidence.of_entry(office.town.id, number) == []
        assert work.evidence.entries_of(file.id) == []
        work.evidence.attach(file.id, office.town.id, (number,), NOON)
        assert [one.id for one in work.evidence.of_entry(office.town.id, number)] == [file.id]
        work.evidence.refuse(file.id, "打不开")
        assert work.evidence.of_entry(office.town.id, number) == []


def test_a_file_that_was_taken_off_goes_with_nothing_by_itself(office: Office) -> None:
    number = office.record()
    with office.database.work() as work:
        file = office.keep(work)
        paper = work.evidence.keep(
            office.town.id, office.member.id, ("telegram", "7", "m2"), remote="r", filename="报告.docx",
            type="document", size=1, at=NOON, use=FileUse.PAPER,
        )  # fmt: skip
        assert [one.id for one in work.evidence.loose("telegram", "7", office.member.id, NOON)] == [file.id]
        work.evidence.attach(file.id, office.town.id, (number,), NOON)
        work.evidence.detach(file.id)
        assert work.evidence.loose("telegram", "7", office.member.id, NOON) == []
        assert work.evidence.get(paper.id).state is FileState.HELD


def test_evidence_of_an_entry_that_does_not_exist_is_refused(office: Office) -> None:
    with office.database.work() as work:
        file = office.keep(work)
        with pytest.raises(NotFoundError):
            work.evidence.attach(file.id, office.town.id, ("2023-99",), NOON)
