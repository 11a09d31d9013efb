"""A page as a fax gateway or a scanner hands it over: a small PDF (ISO 32000-1), made by hand.

Latin letters only, in a font that every reader has: nothing has to be installed for the sample.
"""

import textwrap

TOP, LEFT, LEADING = 780, 60, 16  # points; a page is 595 by 842 (A4)
WIDTH = 72  # characters of a line, 6.6 points each: what leaves the page is not read


def page(*paragraphs: str) -> bytes:
    """The paragraphs on one page."""
    lines = [line for each in paragraphs for line in (*textwrap.wrap(each, WIDTH), "")]
    shown = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
    content = b"BT /F 11 Tf %d %d Td %d TL\n" % (LEFT, TOP, LEADING) + shown + b"ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R>>>>>>"
        ),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    )
    return _file(objects)


def _escaped(line: str) -> bytes:
    raw = line.encode("cp1252", "replace")
    return raw.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _file(objects: tuple[bytes, ...]) -> bytes:
    written, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj" % number + held + b"endobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return written + table + trailer % (len(objects) + 1, len(written))
