"""The questions to staff that are still open. One is asked at a time in a chat, the others wait."""

from datetime import datetime

from sqlmodel import Session, col, select

from storage.errors import NotFoundError
from storage.records import Question
from storage.rows import locked
from storage.tables import QuestionRow, key
from storage.text import clean

OPEN, ANSWERED, DROPPED = "open", "answered", "dropped"


class Questions:
    """The questions of all towns. Its methods work inside the transaction of a Work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ask(
        self,
        town_id: int,
        member_id: int,
        channel: str,
        chat: str,
        number: str,
        part: str,
        measure: str | None,
        options: tuple[str, ...],
        at: datetime,
    ) -> Question:
        """Keep a question about an entry's part; the one that is open already where it is the same."""
        for known in self.waiting(town_id, member_id):
            if (known.number, known.part, known.measure, known.chat) == (number, part, measure, chat):
                return known
        row = QuestionRow(
            town_id=town_id,
            member_id=member_id,
            channel=channel,
            chat=chat,
            number=number,
            part=part,
            measure=measure,
            options=[clean(option) for option in options],
            asked_at=at,
            state=OPEN,
        )
        self._session.add(row)
        self._session.flush()
        return _question(row)

    def open_in(self, channel: str, chat: str, member_id: int) -> Question | None:
        """The question that the member is being asked in this chat: the oldest that waits, or None."""
        query = (
            select(QuestionRow)
            .where(
                QuestionRow.channel == channel,
                QuestionRow.chat == chat,
                QuestionRow.member_id == member_id,
                QuestionRow.state == OPEN,
            )
            .order_by(col(QuestionRow.id))
        )
        row = self._session.exec(query).first()
        return None if row is None else _question(row)

    def get(self, question_id: int) -> Question:
        """The question, open or not; NotFoundError."""
        return _question(self._row(question_id))

    def is_open(self, question_id: int) -> bool:
        """Whether it still waits for an answer; NotFoundError."""
        return self._row(question_id).state == OPEN

    def answer(self, question_id: int) -> None:
        """It was answered, or its answer was passed over."""
        self._row(question_id).state = ANSWERED

    def drop_for(self, town_id: int, number: str, part: str | None = None) -> int:
        """Close the questions about an entry (`part`: about that part only),
        since it was settled; how many.
        """
        query = select(QuestionRow).where(
            QuestionRow.town_id == town_id, QuestionRow.number == number, QuestionRow.state == OPEN
        )
        if part is not None:
            query = query.where(QuestionRow.part == part)
        rows = self._session.exec(query.with_for_update(key_share=True)).all()
        for row in rows:
            row.state = DROPPED
        return len(rows)

    def waiting(self, town_id: int, member_id: int) -> list[Question]:
        """All open questions to a member, the oldest first."""
        query = (
            select(QuestionRow)
            .where(
                QuestionRow.town_id == town_id, QuestionRow.member_id == member_id, QuestionRow.state == OPEN
            )
            .order_by(col(QuestionRow.id))
        )
        return [_question(row) for row in self._session.exec(query)]

    def _row(self, question_id: int) -> QuestionRow:
        row = locked(self._session, QuestionRow, question_id)
        if row is None:
            raise NotFoundError(f"没有问题 {question_id}")
        return row


def _question(row: QuestionRow) -> Question:
    return Question(
        id=key(row),
        town_id=row.town_id,
        member_id=row.member_id,
        channel=row.channel,
        chat=row.chat,
        number=row.number,
        part=row.part,
        measure=row.measure,
        options=tuple(row.options),
        asked_at=row.asked_at,
    )
