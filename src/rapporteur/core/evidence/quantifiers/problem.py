"""The one refusal of this package."""


class QuantifierProblem(ValueError):
    """A policy, a vocabulary or a file of counts cannot be used as it stands.

    The message is a sentence for whoever wrote it: what is wrong, in which line and field, and
    what to do.
    """
