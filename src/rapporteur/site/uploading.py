"""How much one form may bring, before any of it is written to the disk."""

import errno
import tempfile
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from rapporteur.base import disk


class Bounded(FileUploadHandler):
    """Stands before the handlers that keep files, and takes none itself.

    Django writes whatever comes into the folder for temporary files, however much it is; a file is
    looked at by the form when all are there.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 -- as Django calls it
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Raises RequestDataTooBig for more than a draft may hold, and OSError (ENOSPC) where the
        disk would not hold it."""
        if content_length > settings.MAX_DRAFT + settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("The files of a form are larger than they may be together.")
        folder = settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir()
        on_disk = content_length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        if on_disk and disk.room_left(folder, content_length) < disk.RESERVE:
            raise OSError(errno.ENOSPC, "No room for the files of a form.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """On to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """None of the files is kept here."""
