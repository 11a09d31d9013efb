"""What an import took and what it did not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Progress = Callable[[int, int], None]  # told how many of how many lines or files are done


@dataclass(frozen=True)
class Problem:
    """What a person should mend: in which file, on which line, in which column, and what it is."""

    file: str
    what: str
    line: int | None = None
    column: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place += _(", line %(line)d") % {"line": self.line}
        if self.column:
            place += _(", column “%(column)s”") % {"column": self.column}
        return f"{place}: {self.what}"


@dataclass(frozen=True)
class ImportOutcome:
    """taken: new items that were received. there: those that an earlier run had taken. registered:
    how many of the taken entered the register. files: how many files stand behind all of them.
    by_group: contributions of the folder that stand in the register, per group, in the groups' own
    order. problems: what was not taken, or was taken with a doubt. unlisted: files of the folder
    that its list does not name."""

    taken: int
    there: int
    registered: int
    files: int
    by_group: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unlisted: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The result in one line."""
        said = _("%(taken)d taken, %(there)d there already, %(files)d files kept.") % {
            "taken": self.taken,
            "there": self.there,
            "files": self.files,
        }
        if self.problems:
            said += " " + ngettext(
                "%(many)d place needs mending; run the import again after that, it takes only "
                "what is missing.",
                "%(many)d places need mending; run the import again after that, it takes only "
                "what is missing.",
                len(self.problems),
            ) % {"many": len(self.problems)}
        return said
