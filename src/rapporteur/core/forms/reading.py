"""A filled-in PDF read back: the values of its fields, and what is odd about them."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import pikepdf

LARGEST = 20_000_000  # bytes
MOST_FIELDS = 500
LONGEST = 10_000  # characters of a value


class Fault(StrEnum):
    """Why a file cannot be read as a form: the sentence that says so, and what to do."""

    LARGE = "The file is larger than 20 MB: no form is. Send the form alone."
    OTHER = "The file is no PDF. Send the form itself."
    PROTECTED = "The file is protected by a password. Save it without one and send it again."
    DAMAGED = "The file is damaged. Save the form again and send it."
    FLAT = (
        "The file has no fields any more: it was printed to PDF or scanned. Type in what is on it, "
        "or ask for the form as it was filled in."
    )


class FormProblem(ValueError):
    """The file is no form that can be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Returned:
    """values: by the name of the field, trimmed; what was left empty is the empty text.

    cut: fields of which only the first characters were taken.
    """

    values: dict[str, str]
    cut: tuple[str, ...] = field(default=())


def read(raw: bytes) -> Returned:
    """The values of a form's fields, whatever program filled them in.

    Raises FormProblem for a file that is damaged or protected, is no PDF, or has no fields any
    more: one that was printed to PDF or scanned.
    """
    if len(raw) > LARGEST:
        raise FormProblem(Fault.LARGE)
    if b"%PDF-" not in raw[:1024]:
        raise FormProblem(Fault.OTHER)
    try:
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            found = dict(_fields(pdf))
    except pikepdf.PasswordError:
        raise FormProblem(Fault.PROTECTED) from None
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError):
        raise FormProblem(Fault.DAMAGED) from None
    if not found:
        raise FormProblem(Fault.FLAT)
    cut = tuple(name for name, value in found.items() if len(value) > LONGEST)
    return Returned({name: value[:LONGEST] for name, value in found.items()}, cut)


def _fields(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Name and value of each field; names of parents and children are joined by a point."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return
    waiting: list[tuple[pikepdf.Object, str, object]]
    waiting = [(each, "", None) for each in list(form.get("/Fields", []))[::-1]]
    for _turn in range(MOST_FIELDS):
        if not waiting:
            return
        node, above, inherited = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        own = str(node.get("/T", ""))
        name = ".".join(part for part in (above, own) if part)
        value = node.get("/V", inherited)
        kids = list(node.get("/Kids", []))
        named = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/T" in kid]
        if named:
            waiting += [(kid, name, value) for kid in named[::-1]]
        elif name:
            said = _said(value, kids)
            # Of a choice the value is a name, "/ms"; some programs write it as text.
            yield name, said.removeprefix("/") if node.get("/FT") == "/Btn" else said


def _said(value: object, kids: list[pikepdf.Object]) -> str:
    """What a field holds. Some programs note a choice on its widgets alone."""
    if isinstance(value, pikepdf.Name) and str(value) != "/Off":
        return str(value)[1:]
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace").strip()
    if isinstance(value, pikepdf.String):
        return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    for kid in kids:
        state = kid.get("/AS") if isinstance(kid, pikepdf.Dictionary) else None
        if isinstance(state, pikepdf.Name) and str(state) != "/Off":
            return str(state)[1:]
    return ""
