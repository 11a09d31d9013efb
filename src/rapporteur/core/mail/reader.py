"""Reading strangers' mail in a process that can be killed, and is begun again after it."""

from types import TracebackType

from rapporteur.core.killable import MEMORY_LIMIT, Died, Killable
from rapporteur.core.mail.mail import Mail

SECONDS_LIMIT = 20
_TOO_SLOW = "Reading the message took too long and was given up."
_DIED = "The message cannot be read: it took its reader down."


class Reader:
    """Reads one message after another. One that takes its reader down costs no other."""

    def __init__(self, *, seconds: float = SECONDS_LIMIT, memory: int = MEMORY_LIMIT) -> None:
        self.seconds = seconds
        self._process = Killable("rapporteur.core.mail", memory=memory)

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, raw: bytes) -> Mail:
        """What a message says of itself; never raises for what is in it (`Mail.problem`)."""
        try:
            mail: Mail = self._process.ask(raw, seconds=self.seconds)
        except TimeoutError:
            return Mail(problem=_TOO_SLOW)
        except Died:
            return Mail(problem=_DIED)
        return mail

    def close(self) -> None:
        """End the process."""
        self._process.close()
