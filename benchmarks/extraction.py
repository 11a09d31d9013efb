"""How fast text is taken from files of each kind, beside a well-known reader of that kind.

    python -m benchmarks.extraction [--files 20] [FOLDER]

FOLDER holds real contributions as text (those of NETmundial; without it, the folder below
RAPPORTEUR_CORPORA). Their words are written as a file of each kind by pandoc, Typst, openpyxl and
LibreOffice, which wrote the files of those who sent theirs; a page is 3,000 characters of the text
that comes out. Ours is the whole of it, with the process that can be killed and the checks for
bombs; the peers have nothing of the kind, and start once for each file only where their program
knows no other way.
"""

import argparse
import email
import email.policy
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pypandoc
import pypdf
import pypdfium2
import python_calamine
import typst

from rapporteur.core.text.decoding import decode
from rapporteur.core.text.extraction import Extractor

PAGE = 3000  # characters
BY_PANDOC = ("docx", "odt", "epub", "rtf", "html", "pptx")
BY_OFFICE = {"doc": "docx", "xls": "xlsx"}
Peer = Callable[[bytes], object]


def main() -> None:
    """Make the files, read them, and print a line for each kind."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=20, help="of each kind")
    parser.add_argument("folder", nargs="?", type=Path)
    options = parser.parse_args()
    corpora = Path(os.environ.get("RAPPORTEUR_CORPORA", "../shared"))
    folder = options.folder or corpora / "netmundial" / "contributions"
    found = sorted(folder.glob("*B.txt"), key=lambda file: -file.stat().st_size)
    if not found:
        sys.exit(f"There are no contributions in {folder}.")
    texts = [
        decode(file.read_bytes()).text for file in found[:: max(len(found) // options.files, 1)]
    ]
    with tempfile.TemporaryDirectory() as place, Extractor() as extractor:
        files = made(texts[: options.files], Path(place))
        for kind, raws in files.items():
            measure(extractor, kind, raws)


def measure(extractor: Extractor, kind: str, raws: list[bytes]) -> None:
    """Print how long the files of one kind take: ours, then each peer."""
    extractor.read(raws[0], f"a.{kind}")  # its process has begun
    began = time.perf_counter()
    told = [extractor.read(raw, f"a.{kind}") for raw in raws]
    ours = time.perf_counter() - began
    size, letters = sum(map(len, raws)) / 1e6, sum(len(each.text) for each in told)
    problems = [str(each.problem) for each in told if each.problem]
    line = f"{kind:5} {len(raws)} files, {size:6.2f} MB: {ours / len(raws) * 1000:7.2f} ms a file, "
    line += f"{letters / PAGE / ours:8.0f} pages and {size / ours:7.2f} MB a second"
    for name, peer in PEERS.get(kind, {}).items():
        began = time.perf_counter()
        for raw in raws:
            peer(raw)
        theirs = time.perf_counter() - began
        line += (
            f"; {name} {theirs / len(raws) * 1000:.2f} ms, ours {theirs / ours:.2f} times as fast"
        )
    print(line, *problems[:1], flush=True)


# Peers -----------------------------------------------------------------------------------------


def by_pypdf(raw: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages)


def by_pdfium(raw: bytes) -> str:
    with pypdfium2.PdfDocument(raw) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def by_pandoc(kind: str) -> Peer:
    command = [pypandoc.get_pandoc_path(), f"--from={kind}", "--to=plain", "--wrap=none"]
    return lambda raw: subprocess.run(command, input=raw, capture_output=True, check=True)


def by_calamine(raw: bytes) -> list[object]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def by_openpyxl(raw: bytes) -> list[object]:
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book]


def by_library(raw: bytes) -> object:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    return [
        body and body.get_content(),
        *(part.get_content() for part in message.iter_attachments()),
    ]


PEERS: dict[str, dict[str, Peer]] = {
    "pdf": {"pdfium alone": by_pdfium, "pypdf": by_pypdf},
    "xlsx": {"calamine alone": by_calamine, "openpyxl": by_openpyxl},
    "xls": {"calamine alone": by_calamine},
    "eml": {"the standard library": by_library},
    **{kind: {"pandoc": by_pandoc(kind)} for kind in ("docx", "odt", "epub", "rtf", "html")},
}


# Files -----------------------------------------------------------------------------------------


def made(texts: list[str], place: Path) -> dict[str, list[bytes]]:
    """The texts as files, by kind."""
    files = {
        "txt": [text.encode() for text in texts],
        "pdf": [typst.compile(as_typst(text).encode()) for text in texts],
        "xlsx": [as_sheet(text) for text in texts],
        "eml": [as_mail(text) for text in texts],
    }
    for kind in BY_PANDOC:
        files[kind] = [as_document(text, kind, place) for text in texts]
    for kind, source in BY_OFFICE.items():
        if old := by_office(files[source], source, kind, place):
            files[kind] = old
    return files


def as_typst(text: str) -> str:
    return "\n#parbreak()\n".join(
        '#"' + block.replace("\\", "\\\\").replace('"', '\\"') + '"' for block in text.split("\n\n")
    )


def as_document(text: str, kind: str, place: Path) -> bytes:
    command = [pypandoc.get_pandoc_path(), "--from=markdown", f"--to={kind}", "--standalone"]
    target = place / f"made.{kind}"
    subprocess.run([*command, "-o", str(target)], input=text.encode(), check=True)
    return target.read_bytes()


def as_sheet(text: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    if sheet is None:
        raise SystemExit("A workbook has no sheet.")
    for number, line in enumerate(text.split("\n"), 1):
        sheet.append([number, *("'" + cell for cell in line.split(". "))])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_mail(text: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ada <ada@example.org>", "Contribution"
    message.set_content(text)
    message.add_alternative(f"<pre>{text.replace('<', '&lt;')}</pre>", subtype="html")
    message.add_attachment(text.encode(), maintype="application", subtype="pdf", filename="a.pdf")
    return bytes(message)


def by_office(raws: list[bytes], source: str, kind: str, place: Path) -> list[bytes]:
    """The same files as LibreOffice writes them in an older kind; none where it does not do so."""
    folder = place / kind
    folder.mkdir()
    names = [folder / f"{number}.{source}" for number, _raw in enumerate(raws)]
    for name, raw in zip(names, raws, strict=True):
        name.write_bytes(raw)
    command = ["soffice", f"-env:UserInstallation=file://{place}/profile", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(folder), *map(str, names)]
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=120)
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return []
    return [file.read_bytes() for file in sorted(folder.glob(f"*.{kind}"))]


if __name__ == "__main__":
    main()
