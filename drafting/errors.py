"""Everything that this room raises, in one tree. Messages are plain Chinese and say what to do."""


class DraftingError(Exception):
    """The drafting room could not do what it was asked."""


class OutlineError(DraftingError):
    """An outline that is unknown, or whose JSON is not an outline."""


class UnreadableReportError(DraftingError):
    """A report that was handed in cannot be read: broken, too big, protected or of the wrong kind."""


class SentenceTemplateError(DraftingError):
    """A sentence template does what it must not: holds a count, computes, or names what is unknown."""


class LayoutError(DraftingError):
    """A page profile that is unknown."""
