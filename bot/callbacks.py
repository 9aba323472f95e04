"""What a button carries: an action, what it is about, and the member that it belongs to; at most 64 bytes."""

from dataclasses import dataclass

from bot.messages import Button

LIMIT = 64  # bytes, Telegram Bot API, InlineKeyboardButton.callback_data
_SEPARATOR = "|"
_LONGEST_NUMBER = 18  # digits; what a database takes as a key

EDIT = "e"  # number: which part?
PART = "p"  # number, part, measure: ask for its new value
WITHDRAW = "w"  # number
WITHDRAW_ALL = "wa"  # message id
RESTORE = "r"  # number
ADD = "a"  # number: the next message is added
SHOW = "s"  # number
OPTION = "o"  # question id, index of the option
KEEP = "k"  # question id: it is right as it stands
CANCEL = "c"  # question id
PAGE = "l"  # page, filter
OUTLINE = "u"  # name of a style
ZERO = "z"  # month (202306), a kind's id or all, index of the measure: there was none
ZERO_MONTH = "zm"  # month: the unit has nothing to report
SNOOZE = "n"  # notice id, how long
FORGET = "f"  # notice id: one's own reminder is called off
STATS = "st"  # month (202306) or year (2023), what: rank, picture, mediation
CLOSE = "cl"  # year, month (0: the whole year): its figures are final
SETTING = "g"  # name, value: the town's choice
GROUP = "j"  # group id, choice: whether a group is served
EVIDENCE = "v"  # file id, entry number (or all): what a file is evidence of
DETACH = "x"  # file id: it is no evidence after all
LETTERHEAD = "lh"  # letterhead id, what to do with it
PAPER = "d"  # file id, what to do with a document
TELL = "t"  # key of an update: what it says was done, and is to be logged


class StaleButtonError(Exception):
    """A button whose data no longer mean anything: it was made by another version, or by nobody."""


@dataclass(frozen=True, slots=True)
class Callback:
    """A pressed button. `owner`: id of the member that may press it."""

    action: str
    arguments: tuple[str, ...]
    owner: int

    def argument(self, index: int) -> str:
        """An argument; StaleButtonError where there is none."""
        if index >= len(self.arguments):
            raise StaleButtonError(self.action)
        return self.arguments[index]

    def number(self, index: int) -> int:
        """An argument that is a whole number; StaleButtonError where it is none."""
        text = self.argument(index)
        if not text.isascii() or not text.isdigit() or len(text) > _LONGEST_NUMBER:
            raise StaleButtonError(self.action)
        return int(text)


def button(label: str, action: str, owner: int, *arguments: object) -> Button:
    """A button; ValueError where its data does not fit into 64 bytes."""
    data = _SEPARATOR.join((action, str(owner), *map(str, arguments)))
    if len(data.encode()) > LIMIT:
        raise ValueError(f"the data of a button has more than {LIMIT} bytes: {action}")
    return Button(label, data)


def read(data: str) -> Callback | None:
    """The callback of a button's data; None where it is none of ours."""
    action, *rest = data.split(_SEPARATOR)
    if not rest or not rest[0].isascii() or not rest[0].isdigit() or len(rest[0]) > _LONGEST_NUMBER:
        return None
    return Callback(action, tuple(rest[1:]), int(rest[0]))


def rows(buttons: list[Button], width: int) -> tuple[tuple[Button, ...], ...]:
    """The buttons in rows of at most `width`."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
