"""A receiver of mail by LMTP (RFC 2033), for a mail server on the same machine to deliver to."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import local
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import close_old_connections

from rapporteur.base.refusals import Refused
from rapporteur.core.mail import Reader
from rapporteur.stages.contributions.actions.mail import receive_mail
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.queries.mail import consultation_for
from rapporteur.stages.mandate.models import Consultation

THREADS = 4
NOBODY = "550 5.1.1 No consultation takes mail at this address."
LATER = "451 4.3.0 It could not be kept now. Please try again later."
_LOG = logging.getLogger(__name__)


class Receiver:
    """What to do with mail that is delivered. Only what is durable is said to be taken.

    default: where mail goes whose address leads to no consultation; None: it is refused.
    channel: FAX where a fax gateway delivers here.
    """

    def __init__(
        self, default: Consultation | None = None, channel: ItemChannel = ItemChannel.EMAIL
    ) -> None:
        self.default, self.channel = default, channel
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="lmtp")
        self._own = local()  # a reader and a connection to the database for each thread

    async def handle_RCPT(  # noqa: N802 -- as aiosmtpd calls it
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Whether a consultation takes mail at an address."""
        try:
            found = await self._in_a_thread(self._consultation, address)
        except Exception:  # noqa: BLE001 -- whatever it is, the sender is to try again
            _LOG.exception("The address of a delivery could not be looked up.")
            return LATER
        if found is None:
            return NOBODY
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 -- likewise
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep a message, and answer for each of its recipients (RFC 2033, 4.2)."""
        raw = envelope.original_content or b""
        answers = {}
        for address in envelope.rcpt_tos:
            try:
                answers[address] = await self._in_a_thread(self._keep, raw, address)
            except Exception:  # noqa: BLE001 -- likewise
                _LOG.exception("A message that was delivered could not be kept.")
                answers[address] = LATER
        return "\r\n".join(answers[address] for address in envelope.rcpt_tos)

    def _consultation(self, address: str) -> Consultation | None:
        return consultation_for([address.lower()]) or self.default

    def _keep(self, raw: bytes, address: str) -> str:
        consultation = self._consultation(address)
        if consultation is None:  # the channel was taken away since
            return NOBODY
        try:
            [item] = receive_mail(consultation, [raw], reader=self._reader(), channel=self.channel)
        except Refused as refusal:
            return f"552 5.3.4 {' '.join(str(refusal).split())}".encode("ascii", "replace").decode()
        return f"250 2.0.0 Kept as {item.reference}"

    def _reader(self) -> Reader:
        if not hasattr(self._own, "reader"):
            self._own.reader = Reader()
        reader: Reader = self._own.reader
        return reader

    async def _in_a_thread(self, do: Callable[..., Any], *given: object) -> Any:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _connected, do, *given)


def _connected(do: Callable[..., Any], *given: object) -> Any:
    close_old_connections()  # one that the database has closed in the meantime is opened again
    return do(*given)


class Protocol(LMTP):
    """A line may be as long as its sender made it: refused for that, the message would be lost."""

    line_length_limit = 10_000_000


class Server(Controller):
    """Listens on an address of this machine, in a thread of its own: `start` and `stop`."""

    def factory(self) -> Protocol:
        return Protocol(self.handler, data_size_limit=settings.MAX_ORIGINAL, enable_SMTPUTF8=True)
