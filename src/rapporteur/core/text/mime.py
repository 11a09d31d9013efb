"""A message taken into its parts (RFC 2046), as the standard library would take it.

The library looks at every line of every part, and compiles a pattern for every border. Here only
lines that begin as borders do are looked at, so that a message with a large file takes a fraction
of the time. What comes out is the same, part by part (the tests hold one against the other), save
that nothing is noted of what is wrong with it.
"""

import re
from bisect import bisect_left
from email.message import Message
from email.policy import Policy
from io import StringIO

_OF_HEAD = re.compile(r"From |[!-9;-~]*:|[\t ]")
_BEHIND_BORDER = re.compile(r"(--)?[ \t]*(?:\r\n|\r|\n)?$")
_DASHES = "--"


def parsed(raw: bytes, policy: Policy) -> Message:
    """The message. Raises RecursionError where parts lie too deep in one another."""
    taking = _Taking(raw.decode("ascii", "surrogateescape"), policy)
    return taking.message(len(taking.lines))


class _Taking:
    """A message that is being taken apart: its lines, and which of them is next."""

    def __init__(self, text: str, policy: Policy) -> None:
        self.lines = StringIO(text, newline="").readlines()
        self._dashed = [at for at, line in enumerate(self.lines) if line.startswith(_DASHES)]
        self._policy = policy
        self._at = 0
        self._last = Message(policy=policy)  # the one behind whose words a border may stand

    def message(self, end: int, parent: Message | None = None) -> Message:
        """The one that begins here and goes no further than the line `end`."""
        message = self._last = Message(policy=self._policy)
        if parent is not None:
            if parent.get_content_type() == "multipart/digest":
                message.set_default_type("message/rfc822")
            parent.attach(message)
        self._head(message, end)
        kind = message.get_content_type()
        if kind == "message/delivery-status":
            self._blocks(message, end)
        elif kind.startswith("message/"):
            self.message(end, message)
        elif kind.startswith("multipart/") and (border := message.get_boundary()) is not None:
            self._parts(message, _DASHES + border, end)
        else:
            message.set_payload(self._up_to(end))
        return message

    def _up_to(self, end: int) -> str:
        begin, self._at = self._at, end
        return "".join(self.lines[begin:end])

    def _head(self, message: Message, end: int) -> None:
        begin = self._at
        while self._at < end and _OF_HEAD.match(self.lines[self._at]):
            self._at += 1
        lines = self.lines[begin : self._at]
        if self._at < end and self.lines[self._at][0] in "\r\n":
            self._at += 1
        field: list[str] = []  # the lines of one
        for number, line in enumerate(lines):
            if line[0] in " \t":
                if field:
                    field.append(line)
                continue
            if field:
                message.set_raw(*self._policy.header_source_parse(field))
            field = []
            if not line.startswith("From "):
                field = [] if line[0] == ":" else [line]
            elif number == 0:
                message.set_unixfrom(_without_line_end(line))
            elif number == len(lines) - 1:  # the first line of the words, it seems
                self._at -= 1
                self.lines[self._at] = line
        if field:
            message.set_raw(*self._policy.header_source_parse(field))

    def _blocks(self, status: Message, end: int) -> None:
        """Each block of lines a message of a head alone (RFC 3464, 2.1)."""
        while True:
            blank = next((at for at in range(self._at, end) if self.lines[at][0] in "\r\n"), end)
            self.message(blank, status)
            self._at += 1
            if self._at >= end:
                self._at = end
                return

    def _parts(self, message: Message, border: str, end: int) -> None:
        begin = self._at
        self._at = self._next(border, end)
        before = "".join(self.lines[begin : self._at])
        if self._at == end or self._is_last(border):
            message.set_payload(before)
            message.epilogue = ""
            self._at = end
            return
        if before:
            message.preamble = _without_line_end(before)
        while self._at < end:
            if self._is_last(border):
                self._at += 1
                message.epilogue = self._up_to(end)
                return
            while self._at < end and _found(border, self.lines[self._at]):
                self._at += 1
            self.message(self._next(border, end), message)
            self._trim()
            self._last = message

    def _next(self, border: str, end: int) -> int:
        """The next line that is that border; `end` where there is none before it."""
        for place in range(bisect_left(self._dashed, self._at), len(self._dashed)):
            if self._dashed[place] >= end:
                return end
            if _found(border, self.lines[self._dashed[place]]):
                return self._dashed[place]
        return end

    def _is_last(self, border: str) -> bool:
        found = _found(border, self.lines[self._at])
        return found is not None and bool(found[1])

    def _trim(self) -> None:
        """The line end before a border is a part of the border."""
        last = self._last
        if last.get_content_maintype() == "multipart":
            last.epilogue = _without_line_end(last.epilogue) if last.epilogue else None
        elif isinstance(words := vars(last)["_payload"], str):  # get_payload would decode it
            last.set_payload(_without_line_end(words))


def _found(border: str, line: str) -> re.Match[str] | None:
    """Whether a line is that border; its only group, whether it is the last of them."""
    return _BEHIND_BORDER.match(line, len(border)) if line.startswith(border) else None


def _without_line_end(text: str) -> str:
    return (
        text[:-2] if text.endswith("\r\n") else text[:-1] if text.endswith(("\r", "\n")) else text
    )
