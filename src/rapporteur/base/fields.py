"""Field types that more than one stage uses."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.core.text.languages import LANGUAGES


def _only_known_languages(value: object) -> None:
    if not isinstance(value, dict) or not all(
        code in LANGUAGES and isinstance(text, str) for code, text in value.items()
    ):
        raise ValidationError(_("A text per language: codes ar, en, es, fr, ru, zh."))


class Multilingual(models.JSONField):
    """One text in several languages: `{"en": "Governments", "ar": "الحكومات"}`.

    A language that has no text is left out. Templates show it with `{{ value|in_language }}`.
    """

    default_validators = [_only_known_languages]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
