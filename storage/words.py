"""The wordings that a town's staff corrected to a kind, so that the next message is read their way."""

from datetime import datetime

from sqlmodel import Session, col, select

from storage.catalogue import Catalogue
from storage.errors import InvalidValueError
from storage.records import LearnedWord
from storage.rows import insert_once
from storage.tables import WordRow
from storage.text import clean


class Words:
    """The learned wordings of all towns. Its methods work inside the transaction of a Work."""

    def __init__(self, session: Session, catalogue: Catalogue) -> None:
        self._session = session
        self._catalogue = catalogue

    def learn(self, town_id: int, words: str, kind: str, at: datetime) -> None:
        """These words mean this kind from now on; a later lesson replaces an earlier one."""
        words = clean(words).strip()
        if not words:
            raise InvalidValueError("没有可记住的说法")
        self._catalogue.kind(kind)
        row = WordRow(town_id=town_id, words=words, kind=kind, learned_at=at)
        if not insert_once(self._session, row):
            known = self._find(town_id, words)
            assert known is not None, "a unique key was taken, and by nothing"
            known.kind, known.learned_at = kind, at

    def forget(self, town_id: int, words: str) -> bool:
        """Unlearn a wording; False where it was not known."""
        row = self._find(town_id, clean(words).strip())
        if row is None:
            return False
        self._session.delete(row)
        self._session.flush()
        return True

    def all(self, town_id: int) -> list[LearnedWord]:
        """The town's learned wordings, the newest first."""
        query = select(WordRow).where(WordRow.town_id == town_id)
        rows = self._session.exec(query.order_by(col(WordRow.learned_at).desc(), col(WordRow.id).desc()))
        return [LearnedWord(row.town_id, row.words, row.kind) for row in rows]

    def _find(self, town_id: int, words: str) -> WordRow | None:
        query = select(WordRow).where(WordRow.town_id == town_id, WordRow.words == words)
        return self._session.exec(query.with_for_update(key_share=True)).first()
