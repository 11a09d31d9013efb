"""The one refusal of this package."""


class DocumentProblem(ValueError):
    """A document cannot be built or printed as it stands.

    The message is a sentence for the person who drafts: what is wrong, where, what to do next.
    """
