"""Letters of a mailing as PDF: one, or many by several processes."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.originals.queries import read
from rapporteur.base.printing import font_folders, glyphs_refused
from rapporteur.core.letters import pdf, printer
from rapporteur.core.letters.batch import Order, make
from rapporteur.core.letters.letter import Letter as WrittenLetter
from rapporteur.stages.invitations.models import Dispatch

FEW = 200  # letters that are printed before other processes have begun


def print_letter(written: WrittenLetter, dispatch: Dispatch) -> bytes:
    """One letter as PDF. Raises Refused, naming the recipient, for what no font can print."""
    what = _("The letter to “%(recipient)s” cannot be printed.") % {"recipient": dispatch.entity}
    then = _("Write it otherwise in the letter or in the recipient's name or address.")
    with glyphs_refused(what, then):
        return pdf.render(written, created=timezone.now(), font_folders=font_folders())


def printed_ahead(letters: Mapping[int, WrittenLetter]) -> Iterator[tuple[int, bytes]]:
    """Letters as PDF with their keys, in any order, set by as many processes as may run at once.

    Nothing for letters so few that it would not be worth the beginning, nor for one that cannot be
    printed: it is refused when its turn comes.
    """
    processes = len(os.sched_getaffinity(0))
    if len(letters) < FEW or processes == 1:
        return
    orders = (Order(key, written, str(key)) for key, written in letters.items())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        created = timezone.now()
        for made in make(
            orders, folder, created=created, font_folders=font_folders(), jobs=processes
        ):
            if not made.problem:
                file = folder / f"{made.key}.pdf"
                yield made.key, file.read_bytes()
                file.unlink()


def for_the_printer(dispatches: Iterable[Dispatch], *, title: str) -> bytes:
    """The letters that were kept of some dispatches as one PDF, in their order.

    Raises Refused where one of them was erased."""
    with tempfile.TemporaryDirectory() as name:
        folder, files = Path(name), dict[Path, str]()
        for dispatch in dispatches:
            if dispatch.document is not None:
                file = folder / f"{dispatch.pk}.pdf"
                file.write_bytes(read(dispatch.document))
                files[file] = str(dispatch.entity)
        whole = folder / "letters.pdf"
        printer.join(list(files), whole, title=title, names=list(files.values()))
        return whole.read_bytes()
