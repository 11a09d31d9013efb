"""The one error of the ledger that comes from outside."""


class LedgerProblem(ValueError):
    """A text, a key or a proof is not what it should be. Its message is a sentence."""
