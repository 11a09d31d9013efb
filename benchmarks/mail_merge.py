"""LibreOffice's own mail merge, a peer of `benchmarks.letters`, which runs it where it can.

    /usr/bin/python3 benchmarks/mail_merge.py LETTER.html RECIPIENTS.csv OUT

Run by the Python that has LibreOffice's bridge (Debian: python3-uno, libreoffice-writer,
libreoffice-base). LETTER.html is one finished letter of `benchmarks.letters`; in it the name
and the organization of its recipient become database fields, and the service
com.sun.star.text.MailMerge fills them in from the list and writes one PDF/A-2 for each row. It is
less than our letters say (one language, two fields), so the figure flatters it.
"""

import argparse
import csv
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.text.MailMergeType import FILE  # type: ignore[import-not-found]

PIPE = f"rapporteur-{os.getpid()}"


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("letter", type=Path)
    asked.add_argument("recipients", type=Path)
    asked.add_argument("out", type=Path)
    wishes = asked.parse_args()
    wishes.out.mkdir(parents=True, exist_ok=True)
    profile = wishes.out.parent.resolve() / "merge-profile"
    office = subprocess.Popen(
        [
            *("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"),
            f"--accept=pipe,name={PIPE};urp;",
        ]
    )
    try:
        _merge(wishes, _connected())
    finally:
        office.terminate()  # it aborts on its own way out
        office.wait()


def _merge(wishes: argparse.Namespace, context: Any) -> None:
    services = context.ServiceManager
    with wishes.recipients.open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    source = _source(context, wishes.recipients)
    template = _template(context, wishes.letter, wishes.recipients.stem, first, wishes.out)
    merge = services.createInstanceWithContext("com.sun.star.text.MailMerge", context)
    merge.DataSourceName = source
    merge.CommandType = 0  # a table
    merge.Command = wishes.recipients.stem
    merge.DocumentURL = template
    merge.OutputType = FILE
    merge.OutputURL = wishes.out.resolve().as_uri()
    merge.FileNamePrefix = "letter"
    merge.SaveAsSingleFile = False
    merge.SaveFilter = "writer_pdf_Export"
    merge.SaveFilterData = (_named("SelectPdfVersion", 2), _named("PDFUACompliance", True))
    merge.execute(())


def _connected() -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _try in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - it has not begun yet
            time.sleep(0.5)
    raise SystemExit("no LibreOffice answers")


def _source(context: Any, recipients: Path) -> str:
    """The folder of the list, as a source of data: each CSV file in it is a table."""
    databases = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.sdb.DatabaseContext", context
    )
    database = databases.createInstance()
    database.URL = f"sdbc:flat:{recipients.parent.resolve().as_uri()}"
    database.Info = (
        _named("Extension", "csv"),
        _named("HeaderLine", True),
        _named("FieldDelimiter", ","),
        _named("StringDelimiter", '"'),
        _named("CharSet", "utf-8"),
    )
    place = (recipients.parent / "list.odb").resolve().as_uri()
    database.DatabaseDocument.storeAsURL(place, ())
    if not databases.hasByName("list"):
        databases.registerObject("list", database)
    return "list"


def _template(context: Any, letter: Path, table: str, first: dict[str, str], out: Path) -> str:
    """The letter with database fields in place of what its first recipient has in them."""
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    document = desktop.loadComponentFromURL(
        letter.resolve().as_uri(), "_blank", 0,
        (_named("Hidden", True), _named("FilterName", "HTML (StarWriter)")),
    )  # fmt: skip
    placed = 0
    for column in ("Name", "Organization"):
        search = document.createSearchDescriptor()
        search.SearchString = first[column]
        found = document.findFirst(search)
        while found is not None:
            master = document.createInstance("com.sun.star.text.FieldMaster.Database")
            master.DataBaseName, master.DataTableName = "list", table
            master.DataColumnName = column
            field = document.createInstance("com.sun.star.text.TextField.Database")
            field.attachTextFieldMaster(master)
            found.getText().insertTextContent(found, field, True)
            placed += 1
            found = document.findNext(found, search)
    if not placed:
        raise SystemExit("the letter has none of its recipient's words")
    place = (out.parent / "template.odt").resolve().as_uri()
    document.storeAsURL(place, (_named("FilterName", "writer8"),))
    document.close(True)
    return place


def _named(name: str, value: object) -> Any:
    return PropertyValue(name, 0, value, 0)


if __name__ == "__main__":
    main()
