"""Tags and their attributes, as text. Words come in as they are and go out escaped."""

from html import escape

from rapporteur.core.document.words import direction


def spoken(language: str) -> str:
    """The attributes of words in `language`, none where it is ""."""
    return f' lang="{language}" dir="{direction(language)}"' if language else ""


def identified(place: str) -> str:
    """The attribute of an id, none where it is ""."""
    return f' id="{place}"' if place else ""


def styled(css: str) -> str:
    """The attribute of a class, none where it is ""."""
    return f' class="{css}"' if css else ""


def paragraph(css: str, words: str) -> str:
    """A paragraph of plain words, nothing where there are none."""
    return f'<p class="{css}">{escape(words)}</p>' if words else ""


def wrapped(tag: str, css: str, inner: list[str]) -> str:
    """What is inside, in an element; nothing where nothing is inside."""
    return lines(f"<{tag}{styled(css)}>", *inner, f"</{tag}>") if inner else ""


def lines(*parts: str) -> str:
    """The parts that hold something, one below the other."""
    return "\n".join(part for part in parts if part)
