"""The text of documents that pandoc reads, by one process of it for many files.

Pandoc is GPL: always a process of its own. To begin one takes as long as reading a letter.
"""

import subprocess
from contextlib import suppress

import pypandoc

MEGABYTES_LIMIT = 2048  # of memory for its heap
_SAYS = 13  # bytes: whether it was read, and how many bytes follow
# Each file is its format and size on a line, and its bytes. It is read with no files but itself,
# which keeps pandoc from the disk and the network ("--sandbox").
_READING = """
while true do
  local head = io.read("L")
  if not head then break end
  local format, size = head:match("^(%a+) (%d+)\\n$")
  local raw = io.read(tonumber(size)) or ""
  local read, text = pcall(function()
    return pandoc.write(pandoc.read(raw, format, {}, {}), "plain", {wrap_text = "wrap-none"})
  end)
  io.write(read and "1" or "0", string.format("%12d", read and #text or 0), read and text or "")
  io.stdout:flush()
end
"""
_ours: list[subprocess.Popen[bytes]] = []  # one, where it was begun


def plain(raw: bytes, kind: str) -> str | None:
    """The text of `raw`, which is of a kind by pandoc's name; None where it cannot be read."""
    process = _running()
    if process.stdin is None or process.stdout is None:
        return None
    with suppress(BrokenPipeError):
        process.stdin.write(f"{kind} {len(raw)}\n".encode() + raw)
        process.stdin.flush()
        said = process.stdout.read(_SAYS)
        size = int(said[1:]) if len(said) == _SAYS else -1
        if size >= 0 and len(text := process.stdout.read(size)) == size:
            return text.decode("utf-8").strip("\n") if said.startswith(b"1") else None
    close()  # it broke down
    return None


def close() -> None:
    """End the process; one is begun again where something is asked."""
    while _ours:
        with _ours.pop() as process, suppress(BrokenPipeError):
            process.kill()


def _running() -> subprocess.Popen[bytes]:
    if _ours and _ours[0].poll() is not None:
        close()
    if not _ours:
        limits = ["+RTS", f"-M{MEGABYTES_LIMIT}m", "-A32m", "-RTS"]  # -A: tidied up less often
        begun = subprocess.Popen(  # noqa: S603 -- no shell, no word of the sender's in it
            [pypandoc.get_pandoc_path(), *limits, "lua", "-e", _READING],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        _ours.append(begun)
    return _ours[0]
