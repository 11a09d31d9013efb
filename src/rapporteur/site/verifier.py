"""The program that checks receipts, as one file that anybody can download and read."""

import io
import zipfile
from functools import cache
from pathlib import Path

import rapporteur

NAME = "rapporteur-verify.pyz"
NEEDS = ("click", "cryptography")  # what has to be there beside Python
_PARTS = (
    "__init__.py",
    "core/__init__.py",
    "core/ledger/*.py",
    "cli/__init__.py",
    "cli/_ledger_files.py",
    "cli/consistency.py",
    "cli/verify.py",
)


@cache
def program() -> bytes:
    """A Python application in one file (zipapp), the same for every site of this version.

    Its parts are the very modules behind `rapporteur verify` and `rapporteur consistency`, so that
    nobody has to install the whole, or to believe a page, to check a receipt.
    """
    package = Path(rapporteur.__file__).parent
    files = {f"rapporteur/{name}": package / name for name in _names(package)}
    files["__main__.py"] = package / "__main__.py"
    content = io.BytesIO(b"#!/usr/bin/env python3\n")
    with zipfile.ZipFile(content, "a") as archive:
        for name, file in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), file.read_bytes(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _names(package: Path) -> list[str]:
    return [str(each.relative_to(package)) for part in _PARTS for each in package.glob(part)]
