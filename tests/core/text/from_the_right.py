"""A PDF of Hebrew as programs print it: letter by letter, from the left, each with a mark that says
which it is."""

import io

import pikepdf

_TABLE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /H def /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <41> <5B> <05D0> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


def printed(lines: list[str], *, leaning: int = 0, marked: bool = False) -> bytes:
    """Lines of Hebrew letters and spaces, one below the other. leaning: how many of the last lean.
    marked: whether every second letter says what it is (ActualText)."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Courier,
        FirstChar=0x41,
        LastChar=0x5B,
        Widths=[600] * 27,
        ToUnicode=made.make_stream(_TABLE.encode()),
    )
    content = []
    for row, line in enumerate(lines):
        lean = 0.2 if row >= len(lines) - leaning else 0
        for column, letter in enumerate(reversed(line)):
            if letter == " ":
                continue
            x, y = 540 - 7.2 * (len(line) - column), 780 - 20 * row
            code = chr(ord(letter) - 0x5D0 + 0x41)
            code = f"\\{code}" if code == "\\" else code
            shown = f"BT /F 12 Tf 1 0 {lean} 1 {x} {y} Tm ({code}) Tj ET"
            said = f"/Span <</ActualText <FEFF{ord(letter):04X}>>> BDC {shown} EMC"
            content.append(said if marked and column % 2 else shown)
    page = made.pages[0].obj
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = made.make_stream("\n".join(content).encode())
    file = io.BytesIO()
    made.save(file, compress_streams=False)
    return file.getvalue()
