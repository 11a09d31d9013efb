"""E-mail (RFC 5322) as it arrives: who sent it, to whom, in answer to what, and what is in it.

`Reader` reads in a process that can be killed; `reading.read` does the reading itself.
"""

from rapporteur.core.mail.mail import Attached, Automatic, Bounce, Mail
from rapporteur.core.mail.reader import Reader

__all__ = ["Attached", "Automatic", "Bounce", "Mail", "Reader"]
