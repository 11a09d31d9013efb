"""XML of an office document, read element by element: no tree of it is ever in memory, no entity is
put in, nothing is fetched."""

import re
from collections.abc import Callable
from typing import Any

from lxml import etree

Attributes = dict[str, str]
_PIECE = 1 << 20
_PARTS = re.compile("(?<=[a-z])(?=[A-Z])|-")  # of a name, where one ends


class Broken(Exception):
    """The XML is broken from somewhere on; what comes before that was read."""


class Reader:
    """A target of the parser. A subclass has methods `start_NAME(attributes)` and `end_NAME()` for
    the elements that mean something to it, by their names without namespace ("fldChar" and
    "fld-char" as `fld_char`), and `words`. What `skipped` elements hold is no words of the
    document; within them `silent` counts how deep one is."""

    skipped: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.silent = 0
        self._names: dict[str, str] = {}
        self._starts: dict[str, Callable[[Attributes], None] | None] = {}
        self._ends: dict[str, Callable[[], None] | None] = {}

    def read(self, raw: bytes) -> None:
        """Raises Broken, and whatever the methods raise."""
        parser = etree.XMLParser(target=self, resolve_entities=False, no_network=True)
        try:
            for at in range(0, len(raw), _PIECE):
                parser.feed(raw[at : at + _PIECE])
            parser.close()
        except (etree.LxmlError, ValueError) as fault:
            raise Broken from fault

    def start(self, tag: Any, attributes: Any) -> None:
        if tag not in self._names:
            self._learn(tag)
        if self.silent or self._names[tag] in self.skipped:
            self.silent += 1
        elif method := self._starts[tag]:
            method({key.rpartition("}")[2]: value for key, value in attributes.items()})

    def end(self, tag: Any) -> None:
        if self.silent:
            self.silent -= 1
        elif method := self._ends[tag]:
            method()

    def data(self, data: Any) -> None:
        if not self.silent:
            self.words(data)

    def words(self, words: str) -> None:
        """Characters between two tags, in pieces."""

    def doctype(self, *_given: Any) -> None:
        """No office document declares its own entities; who does so means harm."""
        raise Broken

    def comment(self, text: Any) -> None:
        """No words of the document."""

    def close(self) -> None:
        """The parser asks for it."""

    def _learn(self, tag: str) -> None:
        name = self._names[tag] = tag.rpartition("}")[2]
        method = _PARTS.sub("_", name).lower()
        self._starts[tag] = getattr(self, f"start_{method}", None)
        self._ends[tag] = getattr(self, f"end_{method}", None)


def whole_number(said: str | None) -> int | None:
    """What an attribute says, where it is one of at most nine digits."""
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 10 else None
