"""Choosing several files at once, or one by one."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    Upload = UploadedFile[Any]
else:
    Upload = UploadedFile


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One input that takes any number of files; gives them as a list, empty where there is none.

    A file larger than is kept is refused by its name. An empty file is taken: it is what was sent.
    """

    widget = ManyFilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        files = [one for one in (data if isinstance(data, list) else [data]) if one]
        if self.required and not files:
            raise ValidationError(_("Choose a file."))
        too_large = [str(one.name) for one in files if (one.size or 0) > settings.MAX_ORIGINAL]
        if too_large:
            raise ValidationError(
                _(
                    "Not taken, because larger than %(limit)d MB: %(names)s. Send it in parts, or "
                    "by post."
                )
                % {
                    "limit": settings.MAX_ORIGINAL // 1_000_000,
                    "names": ", ".join(f"“{name}”" for name in too_large),
                }
            )
        return files


class Again:
    """An upload as pieces that can be read more than once, a large one never whole in memory."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.upload.chunks())


def named(uploads: Iterable[Upload]) -> list[tuple[str, Again]]:
    """Uploads as the actions take them: a name and the bytes."""
    return [(str(upload.name), Again(upload)) for upload in uploads]
