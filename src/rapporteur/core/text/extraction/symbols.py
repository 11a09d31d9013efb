"""Signs of fonts that give letters other shapes: Symbol as Adobe encodes it, and of Wingdings those
that stand in forms and lists."""

_SYMBOL: dict[int, str] = dict(
    zip(
        (*range(0x21, 0x7F), *range(0xA1, 0xF0), *range(0xF1, 0xFF)),
        "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
        "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
        "⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
        strict=True,
    )
)
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x76: "❖", 0xA7: "▪", 0xA8: "☐", 0xB7: "•",
    0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_PRIVATE = 0xF000  # where such fonts have their signs (17.3.3.30)


def of_font(font: str, code: str) -> str:
    """The sign of a font; code: hexadecimal, as Word gives it. U+FFFD where it is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number >= _PRIVATE:
        number -= _PRIVATE
    if font.casefold() == "symbol":
        return _SYMBOL.get(number, "\N{REPLACEMENT CHARACTER}")
    if font.casefold().startswith("wingdings"):
        return _WINGDINGS.get(number, "\N{REPLACEMENT CHARACTER}")
    return chr(number) if 0x20 <= number < 0xD800 else "\N{REPLACEMENT CHARACTER}"
