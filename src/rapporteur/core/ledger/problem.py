"""The errors of the ledger that come from outside."""


class LedgerProblem(ValueError):
    """A text, a key or a proof is not what it should be. Its message is a sentence."""


class NotSigned(LedgerProblem):
    """A text has the form of a checkpoint, and no good signature by the key."""
