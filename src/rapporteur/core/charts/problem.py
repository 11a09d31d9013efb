"""The one refusal of this package."""


class ChartProblem(ValueError):
    """A chart cannot be drawn as it is specified.

    The message is a sentence: what is wrong, where, what to do next.
    """
