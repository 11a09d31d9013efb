"""Reading files from a folder that somebody hands over, and from nowhere else."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from rapporteur.base.refusals import Refused


def open_folder(folder: Path) -> Path:
    """The folder's real path. Raises Refused where there is none."""
    if not folder.is_dir():
        raise Refused(
            _("Nothing was imported."),
            _("There is no folder “%(folder)s”.") % {"folder": folder},
            _("Check the path."),
        )
    return folder.resolve()


def why_not(folder: Path, name: str, *, may_be_empty: bool = False) -> str:
    """Why a file of the folder is not taken, as a sentence; empty where it may be.

    A name that leads out of the folder is refused, whether by dots, by an absolute path or
    through a link; a file too large to be kept is refused by its size, before it is read. An empty
    file is refused too: what somebody sends empty is an item like any other, but in a folder that
    was copied together it is a copy that failed, which can still be mended. may_be_empty: whether
    it is taken all the same.
    """
    path = folder / name
    try:
        if Path(name).is_absolute() or not path.resolve().is_relative_to(folder):
            return _("“%(name)s” leads out of the folder and was not read.") % {"name": name}
        if not path.is_file():
            return _("There is no file “%(name)s” in the folder.") % {"name": name}
        size = path.stat().st_size
        path.open("rb").close()
    except RuntimeError:  # `resolve` of a link that leads to itself
        return _("“%(name)s” is a link that leads to itself.") % {"name": name}
    except OSError as problem:  # a name too long, a folder or file that may not be read
        return _("“%(name)s” cannot be read: %(problem)s.") % {
            "name": name,
            "problem": problem.strerror or problem,
        }
    if size > settings.MAX_ORIGINAL:
        return _(
            "“%(name)s” has %(size)d MB, and at most %(limit)d MB are kept; it was not read."
        ) % {
            "name": name,
            "size": size // 1_000_000,
            "limit": settings.MAX_ORIGINAL // 1_000_000,
        }
    if size == 0 and not may_be_empty:
        return _("“%(name)s” is empty; bring the file itself.") % {"name": name}
    return ""
