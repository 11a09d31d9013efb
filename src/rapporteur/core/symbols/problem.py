"""The one refusal of this package."""


class SymbolProblem(ValueError):
    """A text is no symbol of a United Nations document.

    The message is a sentence for the person who wrote it: what is wrong and what to write.
    `mend` is the symbol that was probably meant, or None where nobody can tell.
    """

    def __init__(self, message: str, mend: str | None = None) -> None:
        super().__init__(message)
        self.mend = mend
