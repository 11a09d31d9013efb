"""What somebody hears who has a PDF read aloud: its words in the order of its structure."""

import re
from io import BytesIO
from typing import Any

import pikepdf

_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")


def heard(file: bytes) -> str:
    """All that the structure holds, in its order."""
    with pikepdf.open(BytesIO(file)) as pdf:
        pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        words = words_by_mark(file)

        def told(node: Any, page: int) -> str:
            if isinstance(node, int):
                return words[page, node]
            page = pages[node.Pg.objgen] if "/Pg" in node else page
            if node.get("/Type") == "/OBJR":
                return ""
            if node.get("/Type") == "/MCR":
                return words[page, int(node.MCID)]
            inside = node.get("/K", [])
            held = inside if isinstance(inside, pikepdf.Array) else [inside]
            return "".join(told(each, page) for each in held)

        return told(pdf.Root.StructTreeRoot, 0)


def words_by_mark(file: bytes) -> dict[tuple[int, int], str]:
    """The words of each marked stretch, by the number of its page and its own.

    As ISO 32000-1 says: reversed letters are turned round (14.8.2.3.3), and what stands in for the
    text of a stretch is told in its place (14.9.4).
    """
    words: dict[tuple[int, int], str] = {}
    with pikepdf.open(BytesIO(file)) as pdf:
        for at, page in enumerate(pdf.pages):
            for mark, said in _on(page):
                words[at, mark] = words.get((at, mark), "") + said
    return words


def _on(page: pikepdf.Page) -> list[tuple[int, str]]:
    fonts = {name: _glyphs(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    font: dict[bytes, str] = {}
    open_: list[dict[str, Any]] = []
    done = []
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BMC" | "BDC":
                held: Any = operands[1] if len(operands) > 1 else {}
                instead = str(held["/ActualText"]) if "/ActualText" in held else None
                open_.append(
                    {
                        "turned": operands[0] == "/ReversedChars",
                        "mark": held.get("/MCID"),
                        "instead": instead,
                        "said": "",
                    }
                )
            case "EMC":
                last = open_.pop()
                said = last["said"] if last["instead"] is None else last["instead"]
                if last["mark"] is not None:
                    done.append((int(last["mark"]), said))
                elif open_:
                    open_[-1]["said"] += said
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ" if open_:
                shown: Any = operands[0]
                strings = shown if isinstance(shown, pikepdf.Array) else [shown]
                codes = b"".join(bytes(s) for s in strings if isinstance(s, pikepdf.String))
                signs = [font[codes[n : n + 2]] for n in range(0, len(codes), 2)]
                turned = any(each["turned"] for each in open_)
                open_[-1]["said"] += "".join(reversed(signs) if turned else signs)
    return done


def _glyphs(font: Any) -> dict[bytes, str]:
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(says.decode()).decode("utf-16-be")
        for code, says in _PAIR.findall(font.ToUnicode.read_bytes())
    }
