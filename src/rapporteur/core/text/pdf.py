"""The text of a PDF, read in a process of its own: PDF on standard input, JSON on standard output.

`python -m rapporteur.core.text.pdf MEMORY TEXT` answers {"pages": [...], "problem": ...}, with
problem null, "password", "damaged" or "cut". MEMORY: limit in bytes. TEXT: limit in characters.
"""

import json
import sys

import pypdfium2

from rapporteur.core.limits import limit_memory


def main(memory: int, limit: int) -> None:
    """Read standard input and answer on standard output."""
    limit_memory(memory)
    pages, problem = read(sys.stdin.buffer.read(), limit)
    sys.stdout.write(json.dumps({"pages": pages, "problem": problem}))


def read(raw: bytes, limit: int) -> tuple[list[str], str | None]:
    """The texts of the pages, and what was wrong; at most `limit` characters."""
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        return [], "password" if "password" in str(error).lower() else "damaged"
    texts: list[str] = []
    with document:
        for number in range(len(document)):
            try:
                page = document[number]
                text = page.get_textpage().get_text_bounded()
            except pypdfium2.PdfiumError:
                return texts, "damaged" if not texts else "cut"
            # PDFium marks a hyphen at a line's end with U+FFFE and ends lines with CR LF.
            text = text.replace("\r\n", "\n").replace("\ufffe", "-").replace("\0", "")
            limit -= len(text)
            if limit < 0:
                return texts, "cut"
            texts.append(text)
    return texts, None


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
