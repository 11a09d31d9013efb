"""The room on a disk, and how much of it files on their way leave to what is sent."""

import shutil
from pathlib import Path

RESERVE = 200_000_000
"""Bytes that stay free: a form that is sent, and mail, have to fit when drafts filled the rest."""


def room_left(folder: Path | str, size: int) -> int:
    """Bytes that are free on the disk of a folder when so many more are there."""
    return shutil.disk_usage(folder).free - size
